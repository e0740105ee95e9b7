/** The poster API of a rehearsal, inside the frame: the HTTP contract's answers, without a network. */

import { pictureType } from '../files';
import type { RehearsedPoster } from '../script';
import { drawPoster, drawn } from './draw';

/** The address that the mini-program ships with. */
const BASE = 'https://posters.example.com/v1/';

export class Posters {
  readonly #all: RehearsedPoster[];
  readonly #bytes = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

  constructor(posters: RehearsedPoster[] | undefined) {
    this.#all = posters && posters.length > 0 ? posters : drawn;
  }

  /** The one that is saved. */
  get first(): string {
    return this.#all[0]?.id ?? '';
  }

  /** What a server would answer; undefined for an address of somebody else. */
  async answer(url: string): Promise<Response | undefined> {
    if (!url.startsWith(BASE)) return undefined;
    const [kind, name = ''] = new URL(url).pathname.split('/').slice(2).map(decodeURIComponent);
    const poster = this.#all.find(({ id }) => id === name);
    if (kind === 'sign-in') return Response.json({ token: 'rehearsal' });
    if (kind === 'posters' && name === '')
      return Response.json({ items: await Promise.all(this.#all.map((one) => this.#listed(one))), next_cursor: null });
    if (kind === 'posters' && poster) {
      const listed = await this.#listed(poster);
      return Response.json(url.endsWith('/image-url') ? listed.image : listed);
    }
    if (kind === 'images' && poster) {
      const bytes = await this.#bytesOf(poster);
      return new Response(bytes, { headers: { 'content-type': `image/${pictureType(bytes)}` } });
    }
    return Response.json({ type: 'about:blank', title: 'Not found', status: 404, code: 'not_found' }, { status: 404 });
  }

  async #listed(poster: RehearsedPoster): Promise<{ image: object } & Record<string, unknown>> {
    const { id, title, campaign, width = 750, height = 1125 } = poster;
    const bytes = await this.#bytesOf(poster);
    const image = {
      url: `${BASE}images/${encodeURIComponent(id)}`,
      media_type: `image/${pictureType(bytes)}`,
      width,
      height,
      bytes: bytes.length,
    };
    return { id, title, tags: [], ...(campaign && { campaign }), image, thumbnail: image };
  }

  #bytesOf(poster: RehearsedPoster): Promise<Uint8Array<ArrayBuffer>> {
    const known = this.#bytes.get(poster.id);
    if (known) return known;
    const { picture } = poster;
    const bytes = picture
      ? Promise.resolve(Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0)))
      : drawPoster(poster);
    this.#bytes.set(poster.id, bytes);
    return bytes;
  }
}
