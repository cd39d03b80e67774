// Without JavaScript every page has the same text, and it can be read.
import { SCRIPTED } from './budgets.mjs';
import { open } from './visit.mjs';

const read = async (browser, address, path, javaScriptEnabled) => {
  const { context, page } = await open(browser, address, path, { width: 1280, height: 900, scheme: 'light' }, { javaScriptEnabled });
  const text = await page.locator('body').innerText();
  await context.close();
  return text.split('\n').map((line) => line.trim()).filter(Boolean);
};

/** A script may write how many rows there are. */
const plain = (line) => line.replace(/\d+/g, '').replace(/\s+/g, ' ').trim();

/** Lines of the page that only those with JavaScript can read; where scripts are allowed, they may add lines. */
export async function noScript(browser, address, path) {
  const without = await read(browser, address, path, false);
  const withScript = await read(browser, address, path, true);
  const there = new Set(withScript.map(plain));
  const problems = without.filter((line) => !there.has(plain(line))).map((line) => `a script takes away: ${line.slice(0, 60)}`);
  if (without.length === 0) problems.push('nothing can be read');
  if (!SCRIPTED.test(path)) problems.push(...withScript.filter((line) => !without.includes(line)).map((line) => `only with a script: ${line.slice(0, 60)}`));
  return problems;
}
