// Whether a tag may become a release: node scripts/package/tag.mjs v1.2.3
import { given, notes, version } from './files.mjs';

const [tag] = given('TAG');
if (tag !== `v${version()}`) throw new Error(`the tag is ${tag} and the version in Cargo.toml is ${version()}`);
notes(version());
