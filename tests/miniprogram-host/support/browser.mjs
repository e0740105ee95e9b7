// Chromium, as a phone: touch, 375 x 812, nothing that goes out to the network by itself.
import { access } from "node:fs/promises";
import { createRequire } from "node:module";

const { chromium } = createRequire(
  new URL("../../../ui/package.json", import.meta.url),
)("playwright-core");

const PLACES = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

async function executable() {
  for (const place of PLACES.filter(Boolean)) {
    try {
      await access(place);
      return place;
    } catch {
      // The next one may be there.
    }
  }
  throw new Error(
    "Chromium is missing: install it with `apt-get install -y chromium`, or name it in CHROMIUM",
  );
}

/** A browser with an empty profile of its own. */
export async function openBrowser() {
  return chromium.launch({
    executablePath: await executable(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page of a phone's size; what the browser complains about is kept in `problems`. */
export async function openPhone(
  browser,
  { width = 375, height = 812, scale = 2 } = {},
) {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    hasTouch: true,
    isMobile: true,
    locale: "zh-CN",
  });
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.stack ?? String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  return { page, problems, close: () => context.close() };
}
