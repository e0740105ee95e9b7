/** Long enough to see that something is under way before a hand-pressed save is answered. */
export const ANSWER_MS = 350;

export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
