// Bringing a client's message into one spelling before any rule looks at it.
// The twin of `src-tauri/core/src/text.rs`; `tests/fixtures/normalise.json` keeps both alike.

/** White space as Unicode (and Rust) has it. JavaScript's own `\s` lacks U+0085 and holds U+FEFF. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff]/;
const FULL_WIDTH = /[\uff01-\uff5e]/;
/** Clients use the underscore as a space; it goes last, since it holds the names of places together. */
const SPACES = /[ _]+/gu;

const PUNCTUATION = /** @type {Record<string, string>} */ ({ '。': '.', '、': ',', '“': ' ', '”': ' ', '‘': ' ', '’': ' ' });

const ADDRESS = /[a-z][a-z0-9+-]*:\/\/[^ "'),]*/gu;
const FILE_PATH = /(^|[ :"'(=,])(?:[a-z]:[\\/]|\/|\\\\)[^ "'),:]+/gu;
const HOST = /(^|[ :@])[a-z0-9_-]+(?:\.[a-z0-9_-]+)+(?::[0-9]+)?/gu;

/**
 * One spelling of a message: lower case, half-width, single spaces, without zero-width characters,
 * and without the parts that name a place (addresses, paths, host names).
 *
 * Places go because they are anybody's words: a poster called `auth-deny.png` is no refusal.
 *
 * @param {string} message
 * @returns {string}
 */
function normalise(message) {
  let text = '';
  for (const letter of message) {
    text += one(letter);
  }
  return text
    .replace(ADDRESS, ' ')
    .replace(FILE_PATH, '$1 ')
    // `saveImage.fail.auth denied` is a message that somebody joined with dots.
    .replace(HOST, (whole, before) => (whole.includes('fail') ? whole.replace(/\./g, ' ') : `${before} `))
    .replace(SPACES, ' ')
    .trim();
}

/** @param {string} letter */
function one(letter) {
  if (INVISIBLE.test(letter)) return '';
  if (letter in PUNCTUATION) return PUNCTUATION[letter];
  if (FULL_WIDTH.test(letter)) return String.fromCharCode(letter.charCodeAt(0) - 0xfee0).toLowerCase();
  if (SPACE.test(letter)) return ' ';
  // By the letter: a whole word would bring rules about its end (Σ) that Rust's `char` does not know.
  return letter.toLowerCase();
}

module.exports = { normalise };
