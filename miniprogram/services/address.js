// Addresses, read by hand: a mini-program has no `URL`.

/**
 * The scheme, host and port of an address, in lower case; empty for what is none.
 *
 * @param {string} address
 */
function originOf(address) {
  return (/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(address) || [''])[0].toLowerCase();
}

/**
 * What a reference means in an answer that came from `base`.
 *
 * @param {string} base An absolute address.
 * @param {string} reference Absolute, or relative to `base`.
 */
function resolve(base, reference) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) return reference;
  const origin = originOf(base);
  if (reference.startsWith('//')) return origin.slice(0, origin.indexOf(':') + 1) + reference;
  const path = base.slice(origin.length).replace(/[?#].*$/, '') || '/';
  if (reference === '' || reference.startsWith('?')) return origin + path + reference;
  const folder = reference.startsWith('/') ? '' : path.slice(0, path.lastIndexOf('/') + 1);
  return origin + withoutDots(folder + reference);
}

/** @param {string} path */
function withoutDots(path) {
  const [, plain, rest] = /** @type {RegExpExecArray} */ (/^([^?#]*)(.*)$/s.exec(path));
  /** @type {string[]} */
  const kept = [];
  const parts = plain.split('/').slice(1);
  parts.forEach((part, place) => {
    const last = place === parts.length - 1;
    if (part === '..') kept.pop();
    else if (part !== '.') kept.push(part);
    if (last && (part === '..' || part === '.')) kept.push('');
  });
  return `/${kept.join('/')}${rest}`;
}

/**
 * A query of the parameters that have a value, with its question mark.
 *
 * @param {Record<string, string | number | undefined>} parameters
 */
function query(parameters) {
  const pairs = Object.keys(parameters)
    .filter((name) => parameters[name] !== undefined && parameters[name] !== '')
    .map((name) => `${name}=${encodeURIComponent(String(parameters[name]))}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

module.exports = { originOf, query, resolve };
