// States of a page that a reader can bring about: what can be opened, chosen and shown otherwise.

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
