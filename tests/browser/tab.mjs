// A tab that goes from page to page as one reader does: a new browser for each visit costs more than
// all checks of it. Nothing is cached (the server forbids it), and what a page leaves behind is a
// failure of that page; then the next one begins with a new tab.
import { listen, watchShifts } from './quiet.mjs';

export class Tab {
  #browser;
  #options;
  #context = null;
  #page = null;
  #noise = null;

  #still = null;

  constructor(browser, options = {}) {
    this.#browser = browser;
    this.#options = options;
  }

  /** Another tab beside this one, where no script runs. */
  withoutScripts() {
    this.#still ??= new Tab(this.#browser, { ...this.#options, javaScriptEnabled: false });
    return this.#still;
  }

  /** Opens a page in a view: `{page, context, noise}`. */
  async open(address, path, view) {
    if (!this.#page) {
      this.#context = await this.#browser.newContext({ locale: 'sv-SE', timezoneId: 'Europe/Stockholm', ...this.#options });
      this.#page = await this.#context.newPage();
      this.#page.setDefaultTimeout(30_000);
      this.#noise = listen(this.#page, address);
      await this.#page.addInitScript(watchShifts);
    }
    await this.turn(view);
    this.#noise.heard.length = 0;
    this.#noise.asked.length = 0;
    await this.#page.goto(address + path, { waitUntil: 'load' });
    return { page: this.#page, context: this.#context, noise: this.#noise };
  }

  /** The same page in another view, without opening it anew. */
  async turn(view) {
    await this.#page.setViewportSize({ width: view.width, height: view.height });
    await this.#page.emulateMedia({ media: null, colorScheme: view.scheme, reducedMotion: 'reduce', forcedColors: 'none' });
  }

  /** Forgets all: the next page is opened by a new reader. Never fails: the tab may be gone already. */
  async close() {
    const context = this.#context;
    this.#context = null;
    this.#page = null;
    await context?.close().catch(() => {});
    await this.#still?.close();
  }
}

/**
 * Does `work(item, tab)` with every item in some tabs at a time. Whatever is thrown is a failure of that
 * item, told to `failed`, and the next item gets a new tab.
 */
export async function inTabs(browser, atOnce, items, work, failed) {
  const queue = [...items];
  await Promise.all(Array.from({ length: Math.min(atOnce, queue.length) }, async () => {
    const tab = new Tab(browser);
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      try {
        await work(item, tab);
      } catch (error) {
        failed(item, error);
        await tab.close();
      }
    }
    await tab.close();
  }));
}
