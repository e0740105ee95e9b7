// Serves a compiled mini-program, and under /api a poster API, from one origin: a phone knows no cross-origin rule,
// and a browser would ask for one.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".svg": "image/svg+xml",
};

// The app's own policy, as far as it is about the frame and what is drawn of it.
const AROUND =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'";

/** `answer(request, response, address)` is the API; its addresses begin behind /api. */
export async function serve(root, answer) {
  const server = createServer((request, response) => {
    const address = new URL(request.url, "http://127.0.0.1");
    if (answer && address.pathname.startsWith("/api/")) {
      address.pathname = address.pathname.slice("/api".length);
      answer(request, response, address);
      return;
    }
    // Chromium asks for one by itself.
    if (address.pathname === "/favicon.ico") {
      response.statusCode = 204;
      response.end();
      return;
    }
    // A page around the phone, as the compare screen is one.
    if (address.pathname === "/frame") {
      response.setHeader("Content-Type", TYPES[".html"]);
      response.setHeader("Content-Security-Policy", AROUND);
      response.end(
        '<!doctype html><meta charset="utf-8"><iframe sandbox="allow-scripts" src="./index.html#wait" width="375" height="700"></iframe>',
      );
      return;
    }
    const file = path.join(
      root,
      address.pathname.endsWith("/")
        ? `${address.pathname}index.html`
        : address.pathname,
    );
    readFile(file).then(
      (bytes) => {
        response.setHeader(
          "Content-Type",
          TYPES[path.extname(file)] ?? "application/octet-stream",
        );
        response.end(bytes);
      },
      () => {
        response.statusCode = 404;
        response.end();
      },
    );
  });
  await new Promise((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${server.address().port}`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
