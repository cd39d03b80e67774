// Without JavaScript every page has the same text, and it can be read.
import { SCRIPTED } from './budgets.mjs';
import { DARK } from './visit.mjs';

const lines = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** What can be read, and what of it is only for those without scripts: that they are missing something. */
async function read(tab, address, path) {
  const { page } = await tab.open(address, path, DARK);
  const text = await page.locator('body').innerText();
  const instead = await page.locator('noscript').allInnerTexts();
  return { text: lines(text), instead: new Set(instead.flatMap(lines)) };
}

/** A script may write how many rows there are. */
const plain = (line) => line.replace(/\d+/g, '').replace(/\s+/g, ' ').trim();

/** Lines of the page that only those with JavaScript can read; where scripts are allowed, they may add lines. */
export async function noScript(tab, address, path) {
  const { text, instead } = await read(tab.withoutScripts(), address, path);
  const without = text.filter((line) => !instead.has(line));
  const { text: withScript } = await read(tab, address, path);
  const there = new Set(withScript.map(plain));
  const problems = without.filter((line) => !there.has(plain(line))).map((line) => `a script takes away: ${line.slice(0, 60)}`);
  if (without.length === 0) problems.push('nothing can be read');
  if (!SCRIPTED.test(path)) problems.push(...withScript.filter((line) => !without.includes(line)).map((line) => `only with a script: ${line.slice(0, 60)}`));
  return problems;
}
