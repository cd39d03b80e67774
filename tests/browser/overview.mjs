// The overview /laget/: filters, counts, address, board, keyboard, chart, and what the latest edition
// of the plan changed, with a script and without. What is right is computed from the site's own open
// data, never from the page.
import { Tab } from './tab.mjs';

const MISSING = '_saknas';
const VIEW = { width: 1280, height: 900, scheme: 'light' };
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** What each row stands for, from the data: name → filter → values; `null` means all of them. */
async function facts(address) {
  const fetched = async (name) => (await fetch(`${address}/data/${name}.json`)).json();
  const [works, areas, points] = await Promise.all(['projekt', 'omraden', 'punkter'].map(fetched));
  const years = new Map();
  for (const point of points) for (const slug of point.avser ?? []) years.set(slug, new Set([...(years.get(slug) ?? []), point.sida]));
  const ascii = (word) => word.replace(/å/g, 'a').replace(/ö/g, 'o');
  const single = (value) => (value ? [value] : [MISSING]);
  const many = (values) => (values?.length ? [...values] : [MISSING]);
  const row = (entry, area) => ({
    skede: single(entry.skede && ascii(entry.skede)),
    lage: single(entry.läge && ascii(entry.läge)),
    organisation: entry.organisationer === 'alla' ? null : many(entry.organisationer),
    malgrupp: many(entry.målgrupper),
    ar: many([...(years.get(entry.slug) ?? [])]),
    omrade: single(area),
  });
  return new Map([
    ...areas.map((entry) => [`omraden/${entry.slug}`, row(entry, entry.slug)]),
    ...works.map((entry) => [`projekt/${entry.slug}`, row(entry, entry.område)]),
  ]);
}

/** The rows that a choice should leave. "All" suits every choice but "missing". */
const wanted = (all, choice) => [...all]
  .filter(([, row]) => Object.entries(choice).every(([filter, value]) => (row[filter] === null ? value !== MISSING : row[filter].includes(value))))
  .map(([name]) => name).sort();

/** Sets every filter (`null`: leaves them alone) and reads what the page then shows. */
const choose = (page, choice) => page.evaluate((wishes) => {
  for (const select of wishes ? document.querySelectorAll('.filter select') : []) {
    const value = wishes[select.name] ?? '';
    if (select.value === value) continue;
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
  const shown = (elements) => [...elements].filter((one) => one.checkVisibility());
  return {
    rows: shown(document.querySelectorAll('table.laget tbody th[scope=row] a')).map((link) => new URL(link.href).pathname.split('/').filter(Boolean).slice(-2).join('/')).sort(),
    count: document.querySelector('.raknat [role=status]')?.innerText ?? '',
    empty: shown(document.querySelectorAll('table.laget tbody')).filter((group) => shown(group.querySelectorAll('.rv')).length === 0).length,
    search: location.search,
  };
}, choice);
const shown = async (page) => (await choose(page, null)).rows;

/** Problems of the overview, each with the name of what does not hold; `brief` leaves out address, board and keys. */
export async function overview(browser, address, brief = false) {
  const problems = [];
  const hold = (name, ok, detail = '') => {
    if (!ok) problems.push(`${name}: ${typeof detail === 'string' ? detail : JSON.stringify(detail)}`);
  };
  const tab = new Tab(browser);
  try {
    const all = await facts(address);
    const open = async (search = '') => (await tab.open(address, `/laget/${search}`, VIEW)).page;
    const plain = async () => (await tab.withoutScripts().open(address, '/laget/', VIEW)).page;
    const filters = await filtered(hold, all, await open(), await plain());
    if (!brief) {
      await addressed(hold, all, open, filters);
      await board(hold, all, open, plain, filters);
      await keys(hold, open, filters);
    }
    await meaning(hold, all, await open(), await plain());
  } finally {
    await tab.close();
  }
  return problems;
}

/** Every choice of every filter, and a pair of each two filters. */
async function filtered(hold, all, scripted, still) {
  hold('all rows are there', same(await shown(still), wanted(all, {})), await shown(still));
  const filters = await scripted.$$eval('.filter select', (selects) => selects.map((select) => [select.name, [...select.options].map((option) => option.value).filter(Boolean)]));
  hold('six filters', same(filters.map(([name]) => name), ['skede', 'lage', 'organisation', 'malgrupp', 'ar', 'omrade']), filters);
  for (const [name, values] of filters) {
    hold(`${name}: what is missing can be chosen`, values.includes(MISSING));
    const there = new Set([...all.values()].flatMap((row) => row[name] ?? []));
    hold(`${name}: all in the data can be chosen`, [...there].every((value) => values.includes(value)), [...there]);
    for (const value of values) {
      const choice = { [name]: value };
      const right = wanted(all, choice);
      const [a, b] = await Promise.all([choose(scripted, choice), choose(still, choice)]);
      hold(`${name}=${value}: rows without a script`, same(b.rows, right), `${b.rows} instead of ${right}`);
      hold(`${name}=${value}: rows with a script`, same(a.rows, right), `${a.rows} instead of ${right}`);
      hold(`${name}=${value}: no heading of an empty group`, a.empty === 0 && b.empty === 0, `${a.empty} with a script, ${b.empty} without`);
      hold(`${name}=${value}: the count`, right.length ? a.count.startsWith(`Visar ${right.length} av ${all.size} `) : a.count.startsWith('Inget '), a.count);
      hold(`${name}=${value}: the address`, a.search === `?${new URLSearchParams(choice)}`, a.search);
    }
  }
  for (const [i, [one, ones]] of filters.entries()) {
    for (const [other, others] of filters.slice(i + 1)) {
      const choice = { [one]: ones[0], [other]: others.at(-2) };
      const right = wanted(all, choice);
      const [a, b] = await Promise.all([choose(scripted, choice), choose(still, choice)]);
      hold(`${JSON.stringify(choice)}: both filters hold`, same(a.rows, right) && same(b.rows, right), `${a.rows} | ${b.rows} instead of ${right}`);
    }
  }
  hold('the rows are counted without a script', await still.locator('.raknat p').evaluate((line) => {
    const number = line.querySelector('.rvantal');
    return number.textContent === '' && getComputedStyle(number, '::after').content.includes('counter');
  }));
  // On paper stands what was chosen, and nothing that could have been.
  const state = filters[1][1].at(-2);
  await choose(still, { lage: state });
  await still.emulateMedia({ media: 'print' });
  const paper = await still.evaluate(() => ({
    chosen: [...document.querySelectorAll('.filter select')].filter((select) => select.checkVisibility()).map((select) => select.name),
    views: document.querySelector('.vyval').checkVisibility(),
  }));
  hold('on paper stands only what is chosen', same(paper, { chosen: ['lage'], views: false }), paper);
  return filters;
}

/** The address keeps the choice: there and back, unknown values, parameters of others. */
async function addressed(hold, all, open, filters) {
  const choice = { organisation: filters[2][1].at(-2), lage: filters[1][1].at(-2) };
  const page = await open(`?organisation=${choice.organisation}&lage=${choice.lage}&annat=1`);
  hold('the address sets the filters', same(await shown(page), wanted(all, choice)), await shown(page));
  hold('parameters of others stay', new URL(page.url()).searchParams.get('annat') === '1', page.url());
  const groups = await page.$$eval('table.laget tbody', (bodies) => bodies.map((body) => [body.checkVisibility(), [...body.querySelectorAll('.rv')].filter((row) => row.checkVisibility()).length, body.querySelector('.antal').textContent]));
  hold('empty groups are hidden, others shown', groups.every(([visible, rows]) => visible === rows > 0), groups);
  hold('the count of each group', groups.every(([, rows, text]) => text === `(${rows})`), groups);
  await page.reload();
  hold('the choice is there after a reload', same(await shown(page), wanted(all, choice)));
  await page.locator('.raknat button').click();
  hold('reset shows all', same(await shown(page), wanted(all, {})));
  hold('reset empties the address', new URL(page.url()).search === '?annat=1', page.url());
  hold('reset moves the focus to the first filter', await page.evaluate(() => document.activeElement?.id === 'val_skede'));
  hold('reset is gone when nothing is chosen', !(await page.locator('.raknat button').isVisible()));
  hold('all groups are back', await page.$$eval('table.laget tbody', (bodies) => bodies.every((body) => body.checkVisibility())));
  const odd = await open('?organisation=finns-inte&skede=%22%5D');
  hold('unknown values in the address do nothing', same(await shown(odd), wanted(all, {})) && new URL(odd.url()).search === '', odd.url());
}

/** The board is the same table in other clothes, in every width. */
async function board(hold, all, open, plain, filters) {
  const state = filters[1][1].at(-2);
  for (const [name, fresh] of [['without a script', plain], ['with a script', open]]) {
    for (const width of [320, 768, 1280]) {
      const page = await fresh();
      await page.setViewportSize({ width, height: 900 });
      await page.locator('#vy_tavla').check();
      const seen = await page.evaluate(() => {
        const cards = [...document.querySelectorAll('.rv')];
        const sticksOut = (card) => [...card.querySelectorAll('*')].some((one) => one.getBoundingClientRect().right > card.getBoundingClientRect().right + 1 && !one.closest('.dold'));
        return {
          cards: cards.filter((card) => card.checkVisibility()).length,
          scrolls: document.scrollingElement.scrollWidth > innerWidth,
          sticking: cards.filter(sticksOut).length,
          narrowest: Math.min(...cards.map((card) => card.getBoundingClientRect().width)),
          columns: new Set([...document.querySelectorAll('table.laget tbody')].slice(0, 5).map((group) => Math.round(group.getBoundingClientRect().left))).size,
        };
      });
      const fits = seen.cards === all.size && !seen.scrolls && !seen.sticking && seen.narrowest >= 150;
      hold(`the board ${name}, ${width} px`, fits && (width < 1280 || seen.columns === 5) && (width > 320 || seen.columns === 1), seen);
      const { rows } = await choose(page, { lage: state });
      hold(`the board is filtered ${name}, ${width} px`, same(rows, wanted(all, { lage: state })), rows);
      if (width === 1280 && fresh === open) {
        hold('the board stands in the address', new URL(page.url()).searchParams.get('vy') === 'tavla', page.url());
        await page.reload();
        hold('the board is there after a reload', await page.locator('#vy_tavla').isChecked());
      }
    }
  }
}

/** The arrow keys choose as they do in any form. That Tab reaches everything is asked by keyboard.mjs. */
async function keys(hold, open, filters) {
  const page = await open();
  hold('every filter has its label', (await page.locator('.filter label').count()) === filters.length);
  await page.focus('#vy_tabell');
  await page.keyboard.press('ArrowRight');
  hold('an arrow key shows the board', await page.locator('#vy_tavla').isChecked());
  await page.focus('#val_lage');
  await page.keyboard.press('ArrowDown');
  hold('an arrow key sets a filter', (await page.locator('#val_lage').inputValue()) !== '');
}

/** What tables, chart and lists say: the roles that CSS would take away, and the same numbers everywhere. */
async function meaning(hold, all, scripted, still) {
  const without = await scripted.$eval('table.laget', (table) => [table, ...table.querySelectorAll('thead,tbody,tr,th,td')].filter((one) => !one.getAttribute('role')).length);
  hold('every part of the table has its role', without === 0, `${without} without`);
  hold('no roles of our own without a script', await still.$eval('table.laget', (table) => !table.querySelector('[role]')));
  const numbers = (selector) => still.$$eval(selector, (found) => found.map((one) => Number(one.textContent)));
  const [beside, bars] = [await numbers('.lagesdiagram tbody td'), await numbers('.lagesdiagram svg rect + text')];
  const right = await still.$$eval('table.laget tbody', (bodies) => bodies.map((body) => body.querySelectorAll('.rv').length));
  hold('chart, its table and the groups say the same', same(beside, right) && same(bars, right), { beside, bars, right });
  hold('a zero is an empty bar', (await still.locator('.lagesdiagram .tomstapel').count()) === right.filter((number) => number === 0).length);
  const editions = [...new Set([...all.values()].flatMap((row) => row.ar).filter((year) => year !== MISSING))].sort();
  const lists = Object.fromEntries(await still.$$eval('.andrat > div', (found) => found.map((one) => [one.className, [...one.querySelectorAll('li a')].map((link) => new URL(link.href).pathname.split('/').filter(Boolean).slice(-2).join('/')).sort()])));
  if (editions.length < 2) {
    hold('one edition is compared with nothing', Object.keys(lists).length === 0, lists);
    return;
  }
  const [before, now] = editions.slice(-2);
  const expected = { 'andrat-nytt': [], 'andrat-fortsatter': [], 'andrat-klart': [], 'andrat-oklart': [] };
  for (const [name, row] of all) {
    const [was, is] = [row.ar.includes(before), row.ar.includes(now)];
    const done = ['klart', 'avslutat'].includes(row.lage[0]) || row.skede[0] === 'ordinarie';
    if (was || is) expected[done ? 'andrat-klart' : !was ? 'andrat-nytt' : is ? 'andrat-fortsatter' : 'andrat-oklart'].push(name);
  }
  for (const list of Object.values(expected)) list.sort();
  hold('what the latest edition changed', same(lists, expected), { lists, expected });
}
