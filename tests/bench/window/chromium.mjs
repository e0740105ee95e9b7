// Chromium, which also tells what its page spends.
import { chromium } from "./build.mjs";

/** A browser whose pages say, beside what the page itself can see, what they cost. */
export async function openChromium() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run"],
  });
  return {
    version: () => browser.version(),
    /** For drawing the pictures. */
    browser,
    async open(url, viewport) {
      const page = await browser.newPage({ viewport });
      const problems = [];
      page.on("pageerror", (error) => problems.push(String(error)));
      await page.goto(url);
      const inspector = await page.context().newCDPSession(page);
      await inspector.send("Performance.enable");
      return {
        evaluate: (run, argument) => page.evaluate(run, argument),
        /** Seconds spent so far in scripts, and in styles and layout. */
        async spent() {
          const { metrics } = await inspector.send("Performance.getMetrics");
          const of = (name) =>
            metrics.find((metric) => metric.name === name).value;
          return {
            script: of("ScriptDuration"),
            layout: of("LayoutDuration") + of("RecalcStyleDuration"),
          };
        },
        /** Bytes of the heap after a collection. */
        async heap() {
          await inspector.send("HeapProfiler.collectGarbage");
          return (await inspector.send("Runtime.getHeapUsage")).usedSize;
        },
        async close() {
          await page.close();
          if (problems.length > 0) throw new Error(problems.join("\n"));
        },
      };
    },
    close: () => browser.close(),
  };
}
