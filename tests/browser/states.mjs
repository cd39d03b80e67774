// States of a page that a reader can bring about, and whether the filters do the same without a script.
import { open } from './visit.mjs';

/** Brings about one state after the other and calls `look` with its name in each. */
export async function inEachState(page, look) {
  const shut = page.locator('main details:not([open]) > summary');
  if (await shut.count()) {
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    });
    await look('all opened');
  }
  const choice = page.locator('main select').first();
  if (await choice.count()) {
    await choice.selectOption({ index: 1 });
    await look('filter set');
  }
  const other = page.locator('main input[type=radio]:not(:checked)').first();
  if (await other.count()) {
    await other.check({ force: true });
    await look('the other view');
  }
}

/** The rows that each choice of each filter leaves: `Map` of `filter: choice` to their names. */
async function chosen(browser, address, path, javaScriptEnabled) {
  const { context, page } = await open(browser, address, path, { width: 1280, height: 900, scheme: 'light' }, { javaScriptEnabled });
  const rows = () => page.evaluate(() => [...document.querySelectorAll('main tbody th[scope=row]')].filter((head) => head.checkVisibility()).map((head) => head.textContent.trim()).join(' | '));
  const found = new Map([['none', await rows()]]);
  for (const choice of await page.locator('main select').all()) {
    const name = await choice.getAttribute('name');
    const values = await choice.locator('option').evaluateAll((options) => options.map((option) => option.value));
    for (const value of values.slice(1)) {
      await choice.selectOption(value);
      found.set(`${name}: ${value}`, await rows());
    }
    await choice.selectOption(values[0]);
  }
  await context.close();
  return found;
}

/** Problems of the filters on a page: nothing when it has none. */
export async function filters(browser, address, path) {
  const without = await chosen(browser, address, path, false);
  const scripted = await chosen(browser, address, path, true);
  const all = without.get('none');
  const problems = [...without].filter(([choice, rows]) => scripted.get(choice) !== rows).map(([choice]) => `other rows with a script than without: ${choice}`);
  if (without.size > 1 && [...without.values()].every((rows) => rows === all)) problems.push('no choice of any filter hides a row without a script');
  return problems;
}
