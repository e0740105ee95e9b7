// What a picture is, by its first bytes, and what its file may be called.

/** Bytes that `extensionOf` looks at. */
const HEAD = 16;

/** @type {[string, RegExp][]} Signatures over the first bytes as Latin-1 text. */
const SIGNATURES = [
  ['jpg', /^\xff\xd8\xff/],
  // eslint-disable-next-line no-control-regex -- PNG begins with one
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF[^]{4}WEBP/],
  ['bmp', /^BM[^]{4}\0\0\0\0/],
  ['tiff', /^(?:II\*\0|MM\0\*)/],
  ['avif', /^[^]{4}ftypavi[fs]/],
  ['heic', /^[^]{4}ftyp(?:hei[cx]|mif1)/],
];

/** Endings that are another spelling of the same. */
const SAME = /** @type {Record<string, string>} */ ({ jpeg: 'jpg', jpe: 'jpg', tif: 'tiff' });

/**
 * The ending that fits the bytes; `undefined` for what is no picture.
 *
 * @param {ArrayBuffer} head At least the first 16 bytes, or the whole of a smaller file.
 * @returns {string | undefined}
 */
function extensionOf(head) {
  const text = String.fromCharCode(...new Uint8Array(head).subarray(0, HEAD));
  const found = SIGNATURES.find(([, signature]) => signature.test(text));
  return found && found[0];
}

/**
 * Whether a path already ends as its bytes say. Android's album looks the type up by the ending.
 *
 * @param {string} path
 * @param {string} extension
 */
function endsAs(path, extension) {
  const ending = (/\.([a-z0-9]+)$/i.exec(path) || ['', ''])[1].toLowerCase();
  return (SAME[ending] || ending) === extension;
}

/**
 * A name without anything that a file system or a path could take for its own.
 *
 * @param {string} wanted Any text at all; an ending is dropped.
 * @returns {string} Never empty, at most 60 characters.
 */
function safeName(wanted) {
  const plain = wanted
    .replace(/\.(?:jpe?g|jpe|png|gif|webp|bmp|tiff?|avif|heic)$/i, '')
    // eslint-disable-next-line no-control-regex -- control characters are what has to go
    .replace(/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060\ufeff/\\:*?"<>|#%]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return [...plain].slice(0, 60).join('').trim() || 'poster';
}

module.exports = { HEAD, endsAs, extensionOf, safeName };
