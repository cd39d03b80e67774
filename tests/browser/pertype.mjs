// The checks that one page of each type is enough for: what the type's template decides.
import { contrasts, onPaper } from './contrast.mjs';
import { fits } from './fits.mjs';
import { keyboard } from './keyboard.mjs';
import { forcedColours, stillness } from './modes.mjs';
import { noScript } from './noscript.mjs';
import { timed } from './pace.mjs';
import { lateFace } from './quiet.mjs';
import { DARK, LIGHT, told } from './visit.mjs';

const NARROW_DARK = { ...LIGHT, scheme: 'dark' };
/** Text four times as large is for a window that is broad: 320 px of it would hold four letters. */
const larger = (page) => fits(page, page.viewportSize().width === LIGHT.width ? [200] : [200, 400]);
/** In this order: the last ones open the page anew. */
const CHECKS = { stillness, fits: larger, contrast: contrasts, 'forced colours': forcedColours, 'on paper': onPaper, keyboard, 'late face': lateFace };
/**
 * A narrow page is less to draw. The pixels' contrasts in the dark are left to axe, and to visit.mjs where
 * axe cannot tell. All in all views when `full`.
 */
const SAMPLE = [
  [LIGHT, ['stillness', 'fits', 'contrast', 'on paper', 'keyboard', 'late face']],
  [NARROW_DARK, ['forced colours']],
  [DARK, ['fits']],
];
const FULL = [LIGHT, NARROW_DARK, DARK].map((view) => [view, Object.keys(CHECKS)]);

/** `[[check, view, problems]]` of one page. */
export async function perType(tab, address, path, full) {
  const found = [];
  for (const [view, names] of full ? FULL : SAMPLE) {
    const { page } = await tab.open(address, path, view);
    for (const name of names) {
      found.push([name, told(view), await timed(`${name}, of a type`, () => CHECKS[name](page, view.scheme))]);
      await tab.turn(view);
    }
  }
  found.push(['no script', '', await timed('no script', () => noScript(tab, address, path))]);
  return found;
}

/** The problems that one of the checks has with a page, by its name: for the self-test. */
export async function one(tab, address, path, name) {
  if (name === 'no script') return noScript(tab, address, path);
  const { page } = await tab.open(address, path, LIGHT);
  return CHECKS[name](page, LIGHT.scheme);
}
