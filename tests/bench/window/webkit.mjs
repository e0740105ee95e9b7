// WebKitGTK, the engine of the window on Linux, by its own WebDriver. Needs a display: run under `xvfb-run -a`.
import { spawn } from "node:child_process";
import { access } from "node:fs/promises";
import { createServer } from "node:net";

// Where Debian and Ubuntu, Fedora, and Arch put it.
const PLACES = [
  `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu`,
  "/usr/libexec",
  "/usr/lib64",
  "/usr/lib",
].map((library) => `${library}/webkit2gtk-4.1/MiniBrowser`);

async function miniBrowser() {
  for (const place of PLACES) {
    const there = await access(place).then(
      () => true,
      () => false,
    );
    if (there) return place;
  }
  throw new Error(
    "MiniBrowser of WebKitGTK is missing: install libwebkit2gtk-4.1-0 and webkit2gtk-driver",
  );
}

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** A browser that opens one page at a time. */
export async function openWebKit() {
  const port = await freePort();
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
    stdio: "ignore",
  });
  const ask = async (method, where, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${where}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${where}: ${value.message}`);
    return value;
  };
  for (let tries = 0; ; tries += 1) {
    try {
      await ask("GET", "/status");
      break;
    } catch (error) {
      if (tries === 50) throw error;
      await new Promise((later) => setTimeout(later, 100));
    }
  }
  const options = { binary: await miniBrowser(), args: ["--automation"] };
  const begin = () =>
    ask("POST", "/session", {
      capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } },
    });
  let version = "";
  return {
    version: () => version,
    /** A page of its own process, so that one scene leaves nothing to the next. */
    async open(url, { width, height }) {
      const { sessionId, capabilities } = await begin();
      version = capabilities.browserVersion;
      const session = `/session/${sessionId}`;
      await ask("POST", `${session}/timeouts`, { script: 600_000 });
      await ask("POST", `${session}/window/rect`, { width, height });
      await ask("POST", `${session}/url`, { url });
      return {
        evaluate: (run, argument) =>
          ask("POST", `${session}/execute/async`, {
            script: `const [argument, done] = arguments; (${run})(argument).then(done);`,
            args: [argument ?? null],
          }),
        close: () => ask("DELETE", session),
      };
    },
    close: () => driver.kill(),
  };
}
