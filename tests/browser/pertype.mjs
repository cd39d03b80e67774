// The checks that one page of each type is enough for: keyboard, forced colours, stillness, no script.
import { SCRIPTED } from './budgets.mjs';
import { onPaper } from './contrast.mjs';
import { keyboard } from './keyboard.mjs';
import { forcedColours, stillness } from './modes.mjs';
import { noScript } from './noscript.mjs';
import { lateFace } from './quiet.mjs';
import { filters } from './states.mjs';
import { open } from './visit.mjs';

const CHECKS = { stillness, 'forced colours': forcedColours, keyboard, 'late face': lateFace, 'on paper': onPaper };
const LIGHT = { width: 320, height: 640, scheme: 'light' };
const DARK = { width: 1280, height: 900, scheme: 'dark' };
/** Narrow and light for the keyboard, broad and dark for the colours; everything in both when `full`. */
const SAMPLE = [[LIGHT, ['stillness', 'keyboard', 'late face', 'on paper']], [DARK, ['forced colours']]];
const FULL = [LIGHT, DARK].map((view) => [view, Object.keys(CHECKS)]);

/** `[[check, problems]]` of one page. */
export async function perType(browser, address, path, full) {
  const found = [];
  for (const [view, names] of full ? FULL : SAMPLE) found.push(...(await some(browser, address, path, view, names)));
  found.push(['no script', await noScript(browser, address, path)]);
  if (SCRIPTED.test(path)) found.push(['filters', await filters(browser, address, path)]);
  return found;
}

async function some(browser, address, path, view, names) {
  const found = [];
  const { context, page } = await open(browser, address, path, view);
  try {
    for (const name of names) found.push([name, await CHECKS[name](page, view.scheme)]);
  } finally {
    await context.close();
  }
  return found;
}

/** One of the checks by its name, for the self-test. */
export async function one(browser, address, path, name) {
  if (name === 'filters') return [[name, await filters(browser, address, path)]];
  if (name === 'no script') return [[name, await noScript(browser, address, path)]];
  return some(browser, address, path, LIGHT, [name]);
}
