/** Whether a finger's tap is being handled at this very moment: the rule of wx.openSetting. */
export class Gesture {
  #depth = 0;
  /** The finger that is down stayed for long and was answered: its lifting is no tap. */
  answered = false;

  /** Runs the handler of a tap. Anything that it leaves for later is no longer part of the tap. */
  during<T>(handle: () => T): T {
    this.#depth += 1;
    try {
      return handle();
    } finally {
      this.#depth -= 1;
    }
  }

  /** True only inside `during`, never after an `await`. */
  get active(): boolean {
    return this.#depth > 0;
  }
}
