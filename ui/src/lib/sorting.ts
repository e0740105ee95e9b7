/** Longest time at a stretch, in milliseconds: the rest of a frame must stay for drawing. */
const STRETCH_MS = 6;
/** As long a run as the engine's own sort finishes in a blink. */
const RUN = 512;

const pause = (): Promise<void> => new Promise((go) => setTimeout(go));

/** A sorted copy; equals keep their order. Gives way to the window again and again, so that ordering a hundred thousand posters stops nothing. */
export async function sorted<T>(items: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  let since = performance.now();
  const breathe = async (): Promise<void> => {
    if (performance.now() - since < STRETCH_MS) return;
    await pause();
    since = performance.now();
  };
  let from: T[] = [];
  for (let at = 0; at < items.length; at += RUN) {
    from = from.concat(items.slice(at, at + RUN).sort(compare));
    await breathe();
  }
  for (let width = RUN; width < from.length; width *= 2) {
    const into: T[] = [];
    for (let low = 0; low < from.length; low += 2 * width) {
      const [middle, high] = [Math.min(low + width, from.length), Math.min(low + 2 * width, from.length)];
      let [left, right] = [low, middle];
      while (left < middle || right < high) {
        const takeLeft = right >= high || (left < middle && compare(from[left] as T, from[right] as T) <= 0);
        into.push(from[takeLeft ? left++ : right++] as T);
        if (into.length % RUN === 0) await breathe();
      }
    }
    from = into;
  }
  return from;
}
