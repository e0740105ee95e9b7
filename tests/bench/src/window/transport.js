// Runs in the page of `poster-bench-transport`.

const WIDE = 1280 / 20;

/** Shows so many pictures, twelve on their way at once; milliseconds until the last one is decoded. */
async function show({ way, pictures, round }) {
  document.body.replaceChildren();
  const address = {
    scheme: async (at) => `poster://localhost/${at}/${round}`,
    base64: async (at) => `data:image/jpeg;base64,${await window.__TAURI_INTERNALS__.invoke('encoded', { at, round })}`,
  }[way];
  const began = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < pictures) {
      const at = next++;
      const image = new Image(WIDE);
      document.body.append(image);
      image.src = await address(at);
      await image.decode();
    }
  };
  await Promise.all(Array.from({ length: 12 }, worker));
  const took = performance.now() - began;
  document.body.replaceChildren();
  return took;
}
