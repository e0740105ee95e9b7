// The page in Chromium, as one visitor sees it.
import assert from 'node:assert/strict';

import { openBrowser } from '../../../tests/miniprogram-host/support/browser.mjs';
import { serve } from '../../../tests/miniprogram-host/support/server.mjs';
import { AGENT } from './visitors.mjs';

export class Visits {
  static async begin(folder) {
    const visits = new Visits();
    visits.server = await serve(folder);
    visits.browser = await openBrowser();
    return visits;
  }

  async end() {
    await this.browser.close();
    await this.server.close();
  }

  /**
   * The page of a visitor; whatever the browser complains about, and whatever would leave the site, fails `quiet`.
   */
  async open(
    place = '/',
    { agent = AGENT.windows, hints, touch = false, width = 1280, height = 860, prepare, ...options } = {},
  ) {
    const context = await this.browser.newContext({
      viewport: { width, height },
      hasTouch: touch,
      isMobile: touch && width < 600,
      userAgent: agent,
      ...options,
    });
    const page = await context.newPage();
    const problems = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => problems.push(message.text()));
    page.on('requestfailed', (request) => {
      // A download shows as a request that the page gave up.
      if (!request.url().startsWith(`${this.server.url}/files/`)) problems.push(`failed: ${request.url()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
    });
    const requests = [];
    page.on('request', (request) => requests.push(request.url()));
    if (hints !== undefined) await this.#tell(context, page, agent, hints);
    if (prepare !== undefined) await page.addInitScript(prepare);
    await page.goto(this.server.url + place);
    page.quiet = () => {
      assert.deepEqual(problems, []);
      assert.deepEqual(
        requests.filter((address) => !address.startsWith(`${this.server.url}/`)),
        [],
      );
    };
    return page;
  }

  /** What Chromium answers when a page asks for the chip; the agent alone does not carry it. */
  async #tell(context, page, userAgent, hints) {
    const session = await context.newCDPSession(page);
    const userAgentMetadata = { platform: '', platformVersion: '', model: '', mobile: false, ...hints };
    await session.send('Emulation.setUserAgentOverride', { userAgent, userAgentMetadata });
  }
}

/** The addresses behind the big buttons that can be seen. */
export const bigButtons = (page) =>
  page.locator('.get:visible').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
