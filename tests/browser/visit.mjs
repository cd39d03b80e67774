// The visit of one page, and all checks that every page goes through.
import { axe } from './axe.mjs';
import { SCRIPTED, requests } from './budgets.mjs';
import { contrasts } from './contrast.mjs';
import { fits } from './fits.mjs';
import { keyboard } from './keyboard.mjs';
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
  keyboard: (width === 320) === (scheme === 'light') && width !== 768,
})));

/** How a view is told of in a failure. */
export const told = (view) => `${view.width} px ${view.scheme}`;

/** axe, and the contrast with its pixels of what axe cannot tell, or of every text when `whole`: `[[check, problems]]`. */
async function seen(page, { whole = false }, state = '') {
  const found = [];
  const measure = async (only) => found.push([`contrast${state}`, await timed('contrast', () => contrasts(page, { only }))]);
  if (whole) await measure();
  const problems = await timed('axe', () => axe(page, (only) => whole || measure(only)));
  return [...found, [`axe${state}`, problems]];
}

/**
 * All checks of one page in some views: `[[check, view, problems]]`. The self-test asks for one check
 * `only`: `axe`, `contrast`, `fits`, `keyboard`, `outline` or `quiet`.
 */
export async function visit(tab, address, path, views, only) {
  const asked = (check) => !only || only === check;
  const found = [];
  let opened = null;
  for (const view of views) {
    const add = (...results) => found.push(...results.map(([check, problems]) => [check, told(view), problems]));
    // Where something has been chosen, the next view begins anew.
    const states = view.whole || SCRIPTED.test(path);
    if (opened && !states) {
      await tab.turn(view);
    } else {
      opened = await timed('open', () => tab.open(address, path, view));
      const left = await leftovers(opened.page, opened.context);
      add(['quiet', [...left, ...opened.noise.heard]], ['requests', requests(path, opened.noise.asked)]);
      opened.noise.heard.length = 0;
      if (left.length) opened.left = true;
    }
    const { page, noise } = opened;
    const look = async (state = '', larger = undefined) => {
      if (asked('fits')) add([`fits${state}`, await timed('fits', () => fits(page, larger))]);
      if (asked('axe') || asked('contrast')) add(...(await seen(page, view, state)));
    };
    if (asked('outline')) add(['outline', await timed('outline', () => outline(page))]);
    await look('', view.larger);
    if (states) await inEachState(page, (state) => look(`, ${state}`));
    // Whatever it has said meanwhile: in another view, or when something was opened.
    if (noise.heard.length) add(['quiet', [...noise.heard]]);
    noise.heard.length = 0;
    if (view.keyboard && asked('keyboard')) {
      // Anew, so that nothing has the focus.
      await tab.open(address, path, view);
      add(['keyboard', await timed('keyboard', () => keyboard(page))]);
    }
  }
  if (opened?.left) await tab.close();
  return found;
}
