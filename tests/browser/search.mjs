// The page of the search: answers while somebody types, by keyboard, from the address, narrowed, when
// nothing is found and when nothing answers; what a screen reader hears, how long an answer takes on a
// slow machine, and that nobody else is asked. What is found at all is asked in tests/search/.
import { axe } from './axe.mjs';
import { contrasts } from './contrast.mjs';
import { fits } from './fits.mjs';
import { Tab } from './tab.mjs';
import { DARK, LIGHT } from './visit.mjs';

/** So long may an answer take from the last letter, when the processor is slowed four times, in milliseconds. */
const ANSWER = 50;

const titles = (page) => page.$$eval('[data-search-results] > li h2 a', (links) => links.map((link) => link.textContent));
const hrefs = (page) => page.$$eval('[data-search-results] > li h2 a', (links) => links.map((link) => new URL(link.href).pathname));
const told = (page) => page.locator('[data-search-status]').innerText();
/** Waits until the status says something other than `before`. */
const answered = (page, before = '') => page.waitForFunction((text) => {
  const said = document.querySelector('[data-search-status]').textContent;
  return said !== '' && said !== text;
}, before);

/** Problems of the search, each with the name of what does not hold. */
export async function search(browser, address) {
  const problems = [];
  const hold = (name, ok, detail = '') => {
    if (!ok) problems.push(`${name}: ${typeof detail === 'string' ? detail : JSON.stringify(detail)}`);
  };
  const tab = new Tab(browser);
  const open = async (path, view = DARK) => (await tab.open(address, path, view)).page;
  try {
    await fromAnyPage(hold, open, tab, address);
    await typed(hold, open);
    await narrowed(hold, open);
    await nothing(hold, open);
    await slow(hold, open);
    await inLooks(hold, open);
    await changed(hold, open);
  } finally {
    await tab.close();
  }
  return problems;
}

/** The field in the header is a form: with a script and without, it leads to the page of the search. */
async function fromAnyPage(hold, open, tab, address) {
  for (const page of [await open('/om/'), (await tab.withoutScripts().open(address, '/om/', LIGHT)).page]) {
    await page.fill('.sokruta input', 'hemsjukvård');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/sok\/\?q=/);
  }
  const page = await open('/sok/?q=hemsjukv%C3%A5rd');
  await answered(page);
  hold('the question of the header is answered', (await hrefs(page))[0] === '/omraden/hemsjukvardsavtal/', await hrefs(page));
  hold('the field holds it', (await page.inputValue('#sok_fraga')) === 'hemsjukvård');
  const still = (await tab.withoutScripts().open(address, '/sok/?q=avtal', DARK)).page;
  hold('without a script there is no form that does nothing', !(await still.locator('.sokform').isVisible()));
  const links = await still.$$eval('.allt a', (found) => found.map((link) => link.textContent));
  hold('without a script everything is listed', links.length > 100 && links.includes('Ånge kommun'), String(links.length));
  hold('its letters lead somewhere', await still.$$eval('.bokstaver a', (found) => found.length > 15 && found.every((link) => document.querySelector(link.hash))));
  hold('and so do its kinds', await still.$$eval('.slagen a', (found) => found.length > 5 && found.every((link) => document.querySelector(link.hash))));
  // Chromium parses the page as with scripts when they are switched off from outside.
  hold('without a script that is said', (await still.locator('.sok noscript').textContent()).includes('Sökningen behöver skript'));
  hold('with one it is not', !(await page.getByText('Sökningen behöver skript').isVisible()));
}

/** Letter by letter, by the keyboard alone, and back through the history. */
async function typed(hold, open) {
  const page = await open('/sok/');
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.focus('#sok_fraga');
  await page.keyboard.type('demenst', { delay: 20 });
  await answered(page);
  hold('answers come while one types', (await hrefs(page)).includes('/projekt/multidisciplinart-demensteam/'), await hrefs(page));
  hold('the focus stays in the field', await page.evaluate(() => document.activeElement.id === 'sok_fraga'));
  hold('the status is one for screen readers', (await page.getAttribute('[data-search-status]', 'role')) === 'status');
  hold('the status counts', /^\d+ träff/.test(await told(page)), await told(page));
  hold('the address holds the question', new URL(page.url()).searchParams.get('q') === 'demenst', page.url());
  hold('what was asked for is marked', (await page.locator('[data-search-results] mark').count()) > 0);
  hold('the list of everything makes room', !(await page.locator('[data-search-everything]').isVisible()));
  hold('nobody else is asked', asked.every((url) => new URL(url).origin === new URL(page.url()).origin), asked);
  await page.keyboard.press('Enter');
  await page.fill('#sok_fraga', 'budget');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('[data-search-results] a')?.pathname.includes('finansiering') || document.querySelector('[data-search-results] a')?.pathname.includes('resurser'));
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('[data-search-results] a')?.pathname.includes('demens'));
  hold('back is the question before', (await page.inputValue('#sok_fraga')).startsWith('demenst'), await page.inputValue('#sok_fraga'));
  // From the field on, Tab goes by the button and the choices to the results, in order.
  await page.focus('#sok_fraga');
  const seen = [];
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    seen.push(await page.evaluate(() => document.activeElement.closest('[data-search-results]') ? document.activeElement.pathname : ''));
  }
  hold('Tab goes through the results in order', seen.filter(Boolean).join().startsWith((await hrefs(page)).slice(0, 2).join()), seen);
  await page.locator('[data-search-results] a').first().press('Enter');
  await page.waitForURL(/demens/);
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll('[data-search-results] li').length > 0);
  hold('back from a page is the same answer', new URL(page.url()).searchParams.get('q')?.startsWith('demenst'), page.url());
}

/** Choices alone, with a question, and both in the address. */
async function narrowed(hold, open) {
  const page = await open('/sok/');
  await page.click('.sokval summary');
  await page.selectOption('#sok_organisation', 'ange');
  await answered(page);
  const all = await titles(page);
  hold('a choice alone is a question', all.includes('Ånge kommun'), all);
  const before = await told(page);
  await page.fill('#sok_fraga', 'barn');
  await answered(page, before);
  hold('both hold', (await hrefs(page)).slice(0, 3).includes('/projekt/barn-och-unga-i-ange/'), await hrefs(page));
  const url = new URL(page.url()), answer = (await hrefs(page)).join();
  hold('both stand in the address', url.searchParams.get('q') === 'barn' && url.searchParams.get('organisation') === 'ange', page.url());
  const again = await open(url.pathname + url.search);
  await answered(again);
  hold('the address brings both back', (await hrefs(again)).join() === answer && (await again.inputValue('#sok_organisation')) === 'ange');
  const odd = await open('/sok/?q=barn&organisation=finns-inte&annat=1');
  await answered(odd);
  hold('a choice that is none is none', (await hrefs(odd)).length > 1);
  const more = await open('/sok/?q=kommun');
  await answered(more);
  const ten = await hrefs(more);
  await more.click('[data-search-more]');
  await more.waitForFunction(() => document.querySelectorAll('[data-search-results] > li').length > 10);
  const twenty = await hrefs(more);
  hold('more are shown below, none twice', ten.length === 10 && twenty.slice(0, 10).join() === ten.join() && new Set(twenty).size === twenty.length, twenty);
  await more.waitForFunction(() => document.activeElement.closest('[data-search-results] > li'));
  hold('the focus goes to the first of them', await more.evaluate((href) => document.activeElement.pathname === href, twenty[10]));
  await more.locator('[data-search-results] a').nth(12).click();
  await more.waitForURL((there) => !there.pathname.startsWith('/sok/'));
  await more.goBack();
  await more.waitForFunction(() => document.querySelectorAll('[data-search-results] > li').length > 0);
  hold('back from one of them they are all there', (await hrefs(more)).join() === twenty.join(), await hrefs(more));
  const none = await open('/sok/?q=demens&ar=2021');
  await answered(none);
  hold('choices that leave nothing are told of', /^Inga träffar med dina val\. \d+ utan dem\.$/.test(await told(none)), await told(none));
  const told0 = await told(none);
  await none.click('[data-search-clear]');
  await answered(none, told0);
  hold('and can be taken away', (await hrefs(none)).length > 0 && !new URL(none.url()).searchParams.has('ar'), none.url());
}

/** Nothing is found; a word is misspelt. */
async function nothing(hold, open) {
  const page = await open('/sok/?q=xyzzyq');
  await answered(page);
  hold('nothing is said to be found', /Inga träffar på ”xyzzyq”/.test(await told(page)), await told(page));
  hold('and help is there', await page.locator('[data-search-help]').isVisible());
  hold('and everything, and where to turn', await page.locator('.allt').first().isVisible() && await page.locator('[data-search-everything] a[href*="1177"]').isVisible());
  hold('choices are no help when there are none', !(await page.locator('[data-search-clear]').isVisible()));
  const english = await open('/en/sok/?q=xyzzyq');
  await answered(english);
  hold('another language leads to the first with the question', (await english.locator('[data-search-elsewhere]').getAttribute('href')).endsWith('/sok/?q=xyzzyq') && await english.locator('[data-search-elsewhere]').isVisible());
  await page.fill('#sok_fraga', '');
  await page.waitForFunction(() => !document.querySelector('[data-search-everything]').hidden);
  hold('an emptied field shows everything again', (await told(page)) === '' && !(await page.locator('[data-search-help]').isVisible()));
  const slip = await open('/sok/?q=bemaning');
  await answered(slip);
  hold('a misspelt word is told of', /”bemaning” finns inte.*bemanning/.test(await told(slip)), await told(slip));
  const html = await open(`/sok/?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
  await answered(html);
  hold('what is asked is text', (await html.locator('main img').count()) === 0);
}

/** On a slow machine, once the files are there: from the last letter to the answer on the screen. */
async function slow(hold, open) {
  const page = await open('/sok/?q=hemsjukv');
  await answered(page);
  const client = await page.context().newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const times = [];
  for (const letters of ['hemsjukvå', 'hemsjukvår', 'hemsjukvård', 'hemsjukvårds', 'hemsjukvårdsa', 'hemsjukvårdsav', 'hemsjukvårdsavt']) {
    times.push(await page.evaluate((text) => new Promise((resolve) => {
      const field = document.querySelector('#sok_fraga'), list = document.querySelector('[data-search-results]');
      const began = performance.now();
      new MutationObserver((_, watcher) => {
        watcher.disconnect();
        resolve(performance.now() - began);
      }).observe(list, { childList: true });
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }), letters));
  }
  await client.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const median = times.sort((a, b) => a - b)[times.length >> 1];
  console.log(`an answer takes ${Math.round(median)} ms with the processor slowed four times (${times.map(Math.round).join(' ')})`);
  hold(`an answer within ${ANSWER} ms on a slow machine`, median <= ANSWER, `${Math.round(median)} ms`);
}

/** Every state in both views: with results, narrowed, with nothing, with a slip. */
async function inLooks(hold, open) {
  for (const [name, question] of [['results', '?q=hemsjukv%C3%A5rd'], ['choices', '?organisation=ange'], ['nothing', '?q=xyzzyq'], ['a slip', '?q=bemaning']]) {
    for (const view of [LIGHT, DARK]) {
      const page = await open(`/sok/${question}`, view);
      await answered(page);
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => { for (const one of document.querySelectorAll('details')) one.open = true; });
      const found = [...(await axe(page, (only) => contrasts(page, { only }))), ...(await fits(page))];
      hold(`${name} at ${view.width} px ${view.scheme}`, found.length === 0, found);
      const outline = await page.$$eval('main :is(h1, h2, h3)', (heads) => heads.filter((head) => head.checkVisibility()).map((head) => Number(head.tagName[1])));
      hold(`${name}: headings in order`, outline[0] === 1 && outline.every((level, at) => at === 0 || level <= outline[at - 1] + 1), outline);
    }
  }
}

/** The site is published anew while somebody searches, and the index cannot be reached. */
async function changed(hold, open) {
  const page = await open('/sok/?q=avtal');
  await answered(page);
  let first = true;
  await page.route(/ord-\d+\.json/, async (route) => {
    const answer = await route.fetch();
    const file = await answer.json();
    if (first) file['märke'] = 'another';
    first = false;
    await route.fulfill({ json: file });
  });
  const before = await told(page);
  await page.fill('#sok_fraga', 'ånge');
  await answered(page, before);
  hold('files of another publication are fetched anew', (await hrefs(page)).includes('/kommuner/ange/'), await told(page));
  const stale = await open('/sok/?q=avtal');
  await answered(stale);
  await stale.route(/index\/(ord|kort)-\d+\.json/, (route) => route.abort());
  const found = await told(stale);
  await stale.fill('#sok_fraga', 'örnsköldsvik');
  await answered(stale, found);
  hold('what another question found is taken away', (await hrefs(stale)).length === 0, await hrefs(stale));
  await stale.unroute(/index\/(ord|kort)-\d+\.json/);
  const lost = await open('/sok/');
  await lost.route(/start\.json/, (route) => route.abort());
  await lost.fill('#sok_fraga', 'avtal');
  await answered(lost);
  hold('an index that cannot be reached is told of', /går inte att nå/.test(await told(lost)), await told(lost));
  hold('and everything is listed', await lost.locator('[data-search-everything]').isVisible());
  await lost.unroute(/start\.json/);
  await lost.fill('#sok_fraga', 'avtale');
  await lost.waitForFunction(() => document.querySelectorAll('[data-search-results] > li').length > 0);
  hold('and found again when it is there', true);
}
