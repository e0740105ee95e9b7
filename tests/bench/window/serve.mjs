// Serves the built page, and for every poster a picture under an address of its own: each is fetched and decoded for itself.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";

const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

/** `pictures`: `{thumb: [jpeg], full: [jpeg]}`. Answers with the address and a function that ends it. */
export async function serve(root, pictures) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const [, size, id] = pathname.split("/");
    const drawn = pictures[size];
    if (drawn !== undefined) {
      const number = Number.parseInt(id.replace(/\D/g, ""), 10);
      response.writeHead(200, {
        "content-type": "image/jpeg",
        "cache-control": "private, max-age=31536000, immutable",
      });
      response.end(drawn[number % drawn.length]);
      return;
    }
    try {
      const file = path.join(root, path.normalize(pathname));
      const body = await readFile(file);
      response.writeHead(200, {
        "content-type": TYPES[path.extname(file)] ?? "application/octet-stream",
      });
      response.end(body);
    } catch {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}`,
    end: () => new Promise((done) => server.close(done)),
  };
}

/** Some posters as JPEG, drawn by the browser: a thumbnail as the app makes it, and an original. */
export async function draw(browser) {
  const page = await browser.newPage();
  const drawn = await page.evaluate(() => {
    const sheet = (width, height, quality, hue) => {
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width, height });
      const pen = canvas.getContext("2d");
      const sky = pen.createLinearGradient(0, 0, 0, height);
      sky.addColorStop(0, `hsl(${hue} 60% 80%)`);
      sky.addColorStop(1, `hsl(${hue + 60} 60% 50%)`);
      pen.fillStyle = sky;
      pen.fillRect(0, 0, width, height);
      // Detail, so that it weighs what a poster weighs.
      for (let at = 0; at < 2600; at += 1) {
        pen.fillStyle = `hsl(${(hue + at * 7) % 360} 55% ${30 + (at % 50)}% / 0.5)`;
        const [x, y] = [(at * 7919) % 1000, (at * 104729) % 1000];
        pen.fillRect(
          (x * width) / 1000,
          (y * height) / 1000,
          width / 26,
          height / 60,
        );
      }
      return canvas.toDataURL("image/jpeg", quality).split(",")[1];
    };
    const many = (width, height) =>
      Array.from({ length: 24 }, (_, at) => sheet(width, height, 0.8, at * 15));
    return { thumb: many(360, 640), full: many(1080, 1920) };
  });
  await page.close();
  const bytes = (list) => list.map((text) => Buffer.from(text, "base64"));
  return { thumb: bytes(drawn.thumb), full: bytes(drawn.full) };
}
