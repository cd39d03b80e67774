// One visit of one page in one view, with a browser that has never been here, and all checks of it.
import { axe } from './axe.mjs';
import { SCRIPTED } from './budgets.mjs';
import { contrasts } from './contrast.mjs';
import { fits } from './fits.mjs';
import { outline } from './outline.mjs';
import { leftovers, listen, watchShifts } from './quiet.mjs';
import { inEachState } from './states.mjs';

/** What is seen at which sizes: `larger` is text in percent besides. */
export const SAMPLE = [
  { width: 320, height: 640, scheme: 'light', larger: [200] },
  { width: 1280, height: 900, scheme: 'dark', larger: [200, 400] },
];
export const FULL = [320, 768, 1280].flatMap((width) => ['light', 'dark'].map((scheme) => ({
  width,
  height: width === 320 ? 640 : 900,
  scheme,
  larger: width === 320 ? [200] : [200, 400],
  states: true,
})));

/** How a view is told of in a failure. */
export const told = (view) => `${view.width} px ${view.scheme}`;

/** Opens the page in a new context: no cookie, nothing cached. */
export async function open(browser, address, path, view, more = {}) {
  const context = await browser.newContext({ viewport: { width: view.width, height: view.height }, colorScheme: view.scheme, reducedMotion: 'reduce', locale: 'sv-SE', timezoneId: 'Europe/Stockholm', ...more });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const noise = listen(page, address);
  await page.addInitScript(watchShifts);
  await page.goto(address + path, { waitUntil: 'load' });
  return { context, page, noise };
}

/** All checks of one page in one view: `[[check, problems]]`, and what the first view asked for. */
export async function visit(browser, address, path, view) {
  const { context, page, noise } = await open(browser, address, path, view);
  try {
    const left = await leftovers(page, context);
    const asked = [...noise.asked]; // of the first view: what states ask for comes later
    const found = [
      ['outline', await outline(page)],
      ['fits', await fits(page, view.larger)],
      ['contrast', await contrasts(page)],
      ['axe', await axe(page)],
    ];
    if (view.states || SCRIPTED.test(path)) {
      await inEachState(page, async (state) => {
        found.push([`fits, ${state}`, await fits(page)], [`contrast, ${state}`, await contrasts(page)], [`axe, ${state}`, await axe(page)]);
      });
    }
    found.push(['quiet', [...left, ...noise.heard]]);
    return { found, asked };
  } finally {
    await context.close();
  }
}
