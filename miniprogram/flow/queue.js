// Downloads one after another. WeChat allows ten at once, but on some phones parallel ones fail with
// misleading messages, and a poster at a time is what a person asks for.

/** @typedef {(leave: () => void) => () => void} Work Gets the way out, gives the way to stop it. */

/** @type {(() => void)[]} */
const waiting = [];
let busy = false;

/**
 * Runs `work` when every earlier one has left. `work` gets the function to call when it is done;
 * calling it twice does nothing.
 *
 * @param {Work} work
 * @returns {() => void} Stops the work, or takes it out of the queue if it has not begun.
 */
function enter(work) {
  let stop = () => {
    const place = waiting.indexOf(begin);
    if (place >= 0) waiting.splice(place, 1);
  };
  const begin = () => {
    busy = true;
    let left = false;
    stop = work(() => {
      if (left) return;
      left = true;
      busy = false;
      next();
    });
  };
  waiting.push(begin);
  next();
  return () => stop();
}

function next() {
  const begin = busy ? undefined : waiting.shift();
  if (begin) begin();
}

module.exports = { enter };
