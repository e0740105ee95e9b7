// Which file is the right one for whom. visitor.ts names the visitor; here is what the release has for each.
/** @typedef {import('../scripts/site/release.mjs').ReleaseFile} ReleaseFile */

/**
 * `first` are the big buttons: one, or equals between which no browser can tell. Empty: nothing here runs there.
 * @typedef {object} Offer
 * @property {string[]} visitors
 * @property {'windows' | 'macos' | 'linux'} os
 * @property {ReleaseFile[]} first
 * @property {ReleaseFile[]} also
 * @property {'x86' | 'old' | 'translated' | null} remark
 */

/**
 * @param {ReleaseFile[]} files
 * @returns {Offer[]}
 */
export function offers(files) {
  /** @type {(kind: string, arch: string) => ReleaseFile[]} */
  const of = (kind, arch) => files.filter((file) => file.kind === kind && file.arch === arch);
  /** @type {(visitors: string[], arch: string, remark: Offer['remark']) => Offer} */
  const windows = (visitors, arch, remark) => {
    const [first, also] = [of('nsis', arch), of('nsis-offline', arch)];
    return {
      visitors,
      os: 'windows',
      first: first.length > 0 ? first : also,
      also: first.length > 0 ? also : [],
      remark,
    };
  };
  /** @type {(visitor: string, kinds: string[], arch: string) => Offer} */
  const linux = (visitor, kinds, arch) => {
    const [first, ...also] = kinds.flatMap((kind) => of(kind, arch));
    return { visitors: [visitor], os: 'linux', first: first === undefined ? [] : [first], also, remark: null };
  };

  const ownArm = files.some((file) => file.os === 'windows' && file.arch === 'arm64');
  const universal = of('dmg', 'universal');
  return [
    windows(['windows-x64'], 'x64', null),
    ownArm ? windows(['windows-arm64'], 'arm64', null) : windows(['windows-arm64'], 'x64', 'translated'),
    { visitors: ['windows-x86'], os: 'windows', first: [], also: [], remark: 'x86' },
    { visitors: ['windows-old'], os: 'windows', first: [], also: [], remark: 'old' },
    // A browser on a Mac does not tell its chip.
    {
      visitors: ['macos'],
      os: 'macos',
      first: universal.length > 0 ? universal : [...of('dmg', 'arm64'), ...of('dmg', 'x64')],
      also: [],
      remark: null,
    },
    ...['x64', 'arm64'].flatMap((arch) => [
      linux(`linux-${arch}`, ['deb', 'rpm', 'AppImage', 'tar.gz'], arch),
      linux(`fedora-${arch}`, ['rpm', 'AppImage', 'tar.gz'], arch),
      linux(`rpmless-${arch}`, ['AppImage', 'tar.gz'], arch),
    ]),
  ];
}

/**
 * The first choice for each system, for who cannot be recognised.
 * @param {ReleaseFile[]} files
 */
export function firsts(files) {
  const all = offers(files);
  return ['windows-x64', 'macos', 'linux-x64'].flatMap(
    (visitor) => all.find((offer) => offer.visitors.includes(visitor))?.first ?? [],
  );
}

/** Decimal units, as file managers of macOS and Linux count. @param {number} bytes */
export function size(bytes) {
  const [value, unit] = bytes < 999_500 ? [bytes / 1e3, 'KB'] : [bytes / 1e6, 'MB'];
  return `${value < 100 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}
