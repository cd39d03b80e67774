// The visit of one page, and all checks that every page goes through.
import { axe } from './axe.mjs';
import { SCRIPTED, requests } from './budgets.mjs';
import { contrasts } from './contrast.mjs';
import { fits } from './fits.mjs';
import { outline } from './outline.mjs';
import { timed } from './pace.mjs';
import { leftovers } from './quiet.mjs';
import { inEachState } from './states.mjs';

export const LIGHT = { width: 320, height: 640, scheme: 'light' };
export const DARK = { width: 1280, height: 900, scheme: 'dark' };
/** What every page is seen in. With `whole`, it is opened anew in each view, and nothing is left to the page's type. */
export const SAMPLE = [LIGHT, DARK];
export const FULL = [320, 768, 1280].flatMap((width) => ['light', 'dark'].map((scheme) => ({
  width,
  height: width === 320 ? 640 : 900,
  scheme,
  larger: width === 320 ? [200] : [200, 400],
  whole: true,
})));

/** How a view is told of in a failure. */
export const told = (view) => `${view.width} px ${view.scheme}`;

/** Whether the page has text that axe never looks at: in a drawing. */
const drawn = (page) => page.evaluate(() => document.querySelector('svg text') !== null);

/** axe, and the contrast of every text with its pixels where axe cannot tell: `[[check, problems]]`. */
async function seen(page, { whole = false }, state = '') {
  const found = [];
  const measure = async () => found.push([`contrast${state}`, await timed('contrast', () => contrasts(page))]);
  if (whole || (await drawn(page))) await measure();
  const problems = await timed('axe', () => axe(page, () => found.length || measure()));
  return [...found, [`axe${state}`, problems]];
}

/** All checks of one page in some views: `[[check, view, problems]]`. */
export async function visit(tab, address, path, views) {
  const found = [];
  let opened = null;
  for (const view of views) {
    const add = (...results) => found.push(...results.map(([check, problems]) => [check, told(view), problems]));
    if (opened && !view.whole) {
      await tab.turn(view);
    } else {
      opened = await timed('open', () => tab.open(address, path, view));
      const left = await leftovers(opened.page, opened.context);
      add(['quiet', [...left, ...opened.noise.heard]], ['requests', requests(path, opened.noise.asked)]);
      opened.noise.heard.length = 0;
      if (left.length) opened.left = true;
    }
    const { page, noise } = opened;
    add(['outline', await timed('outline', () => outline(page))], ['fits', await timed('fits', () => fits(page, view.larger))]);
    add(...(await seen(page, view)));
    if (view.whole || SCRIPTED.test(path)) {
      await inEachState(page, async (state) => {
        add([`fits, ${state}`, await timed('fits', () => fits(page))], ...(await seen(page, view, `, ${state}`)));
      });
    }
    // Whatever it has said meanwhile: in another view, or when something was opened.
    if (noise.heard.length) add(['quiet', [...noise.heard]]);
    noise.heard.length = 0;
  }
  if (opened?.left) await tab.close();
  return found;
}
