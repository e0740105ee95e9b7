// Two columns of about the same height.

/** @typedef {import('../../services/api.js').Poster} Poster */
/** @typedef {{id: string, title: string, campaign: string, url: string, height: number}} Card `height`: in hundredths of the width. */
/** @typedef {{id: string, cards: Card[]}} Column */

/** A poster whose size nobody named is drawn 3 to 4. */
const USUAL = 133;
/** What is claimed is bounded: a page must not become a kilometre long. */
const [FLATTEST, TALLEST] = [60, 260];
/** Title and space below a picture, in hundredths of its width. */
const FOOT = 28;

/**
 * @param {Poster[]} posters
 * @param {string} untitled
 * @returns {Column[]}
 */
function columns(posters, untitled) {
  /** @type {Column[]} */
  const two = [
    { id: 'left', cards: [] },
    { id: 'right', cards: [] },
  ];
  const heights = [0, 0];
  for (const { id, title, campaign, image, thumbnail } of posters) {
    const { width, height } = image.width ? image : thumbnail || image;
    const share = width && height ? Math.min(TALLEST, Math.max(FLATTEST, Math.round((height / width) * 100))) : USUAL;
    const place = heights[0] <= heights[1] ? 0 : 1;
    two[place].cards.push({ id, title: title || untitled, campaign: campaign || '', url: (thumbnail || image).url, height: share });
    heights[place] += share + FOOT;
  }
  return two;
}

module.exports = { columns };
