// The phone's frame in a page of its own, as the compare screen has it; messages are all that pass.
export async function openFrame(page, url) {
  await page.goto(`${url}/frame`);
  await page.evaluate(async () => {
    const frame = document.querySelector("iframe").contentWindow;
    const waiting = new Map();
    let ready;
    const begun = new Promise((resolve) => {
      ready = resolve;
    });
    globalThis.heard = [];
    window.addEventListener("message", ({ data, source, origin }) => {
      if (source !== frame) return;
      globalThis.heard.push({ ...data, origin });
      if (data.ready) ready();
      waiting.get(data.id)?.(data);
    });
    let id = 0;
    globalThis.ask = (name, ...parameters) =>
      new Promise((resolve, reject) => {
        id += 1;
        waiting.set(id, ({ result, error }) =>
          error === undefined ? resolve(result) : reject(new Error(error)),
        );
        frame.postMessage(
          { to: "miniprogram", id, do: name, with: parameters },
          "*",
        );
      });
    // The frame may have been quicker than this listener.
    globalThis.ask("log").then(ready, ready);
    await begun;
  });
  return {
    ask: (name, ...parameters) =>
      page.evaluate(
        ([key, values]) => globalThis.ask(key, ...values),
        [name, parameters],
      ),
    heard: () => page.evaluate(() => globalThis.heard),
  };
}
