// All checks, in order: `run.mjs` starts this with the right Node.
import { availableParallelism, tmpdir } from 'node:os';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { stamps, weight } from './budgets.mjs';
import { lighthouse } from './lighthouse.mjs';
import { htmlValidate, vnu } from './markup.mjs';
import { sharedTitles } from './outline.mjs';
import { overview } from './overview.mjs';
import { paces, timed } from './pace.mjs';
import { hidden, ofEachType, pages as allPages, siteMap } from './pages.mjs';
import { perType } from './pertype.mjs';
import { leftOver, print } from './print.mjs';
import { Report } from './report.mjs';
import { dim, expected, selfparts, wrongMarkup } from './selfparts.mjs';
import { search } from './search.mjs';
import { seeded } from './seeded.mjs';
import { layOut, selftest } from './selftest.mjs';
import { serve } from './server.mjs';
import { inTabs } from './tab.mjs';
import { browser as start } from './tools.mjs';
import { FULL, SAMPLE, visit } from './visit.mjs';

const { values } = parseArgs({ options: { delwebb: { type: 'string' }, full: { type: 'boolean', default: false }, only: { type: 'string' } } });
if (!values.delwebb) {
  console.log('node tests/browser/run.mjs --delwebb PATH [--full] [--only PARTS,OF,PATHS]');
  process.exit(2);
}

const AT_ONCE = Math.max(2, availableParallelism());
const report = new Report();
const temporary = mkdtempSync(join(tmpdir(), 'delwebb-browser-'));
const site = join(temporary, 'site');
const began = Date.now();
const lap = (what) => console.log(`${what}: ${Math.round((Date.now() - began) / 1000)} s from the start`);
const server = await serve(site);
const broken = await layOut();
let browser;

/** What needs no browser: the site's parts against each other, and the markup as text. */
async function asText(pages, everything, delwebb) {
  report.result('site map', 'sitemap.xml', siteMap(site, everything));
  report.result('titles', 'all pages', sharedTitles(everything));
  const nextDay = join(temporary, 'next-day');
  build(delwebb, nextDay, { address: server.address, now: '2026-01-25' });
  report.result('stamps', 'two builds', stamps(everything, allPages(nextDay)));
  blunt(nextDay);
  for (const page of pages) {
    report.result('weight', page.path, weight(site, page));
    report.result('html-validate', page.path, await timed('html-validate', () => htmlValidate(page)));
  }
}

/** Breaks the overview of a built site: no filter hides anything, and a sum is another. For the self-test. */
function blunt(folder) {
  const file = join(folder, 'laget', 'index.html');
  writeFileSync(file, readFileSync(file, 'utf8').replace('@supports selector(:has(a))', '@supports selector(:nothing)').replace(/(<td[^>]*>)1(<\/td>)/, '$12$2'));
}

/** The overview, and a broken one that must be complained of. */
async function theOverview(folder) {
  report.result('overview', '/laget/', await timed('overview', () => overview(browser, server.address)));
  const other = await serve(folder);
  try {
    const problems = await timed('overview', () => overview(browser, other.address, true));
    expected(report, 'filters that hide nothing', problems, /rows without a script/);
    expected(report, 'a number of the chart that is wrong', problems, /say the same/);
  } finally {
    await other.close();
  }
}

/** vnu of every page, and of one that it must complain of. */
async function byVnu(pages) {
  const wrong = wrongMarkup(temporary);
  const found = await timed('vnu, all pages', () => vnu([...pages, wrong]));
  for (const page of pages) report.result('vnu', page.path, found.get(page.path));
  expected(report, 'wrong markup, by vnu', found.get(wrong.path), /error/);
}

/** Lighthouse of one page of each type, and of one that it must complain of. */
async function byLighthouse(types) {
  await lighthouse([{ address: broken.lighthouse }, ...types.map((page) => ({ address: server.address + page.path, hidden: hidden(page) }))], (address, problems) => {
    if (address !== broken.lighthouse) report.result('lighthouse', new URL(address).pathname, problems);
    else for (const says of dim.says) expected(report, `${says.source}, by Lighthouse`, problems, says);
  });
}

try {
  const delwebb = resolve(values.delwebb);
  build(delwebb, site, { address: server.address });
  const everything = allPages(site);
  const wanted = values.only?.split(',');
  const pages = everything.filter((page) => !wanted || wanted.some((part) => page.path === part || (part !== '/' && page.path.includes(part))));
  const types = ofEachType(pages);
  // A picture is kept of the page with the most on it: another one of its type is no change.
  const pictured = new Set(ofEachType(everything).map((page) => page.path));
  const views = values.full ? FULL : SAMPLE;
  console.log(`${pages.length} pages of ${types.length} types, ${views.length} views`);
  browser = await start();
  const failed = (check) => (page, error) => report.result(check, page.path, [error.message]);

  await asText(pages, everything, delwebb);
  // Two that are processes of their own, beside all that follows.
  const besides = [
    byVnu(pages).catch((error) => report.result('vnu', 'all pages', [error.message])),
    byLighthouse(types).catch((error) => report.result('lighthouse', 'all pages', [error.stack])),
  ];
  await selftest(browser, broken.address, AT_ONCE, report);
  await selfparts(browser, report);
  lap('self-test');
  if (!values.only) await timed('seeded faults', () => seeded(browser, delwebb, report));
  lap('seeded faults');
  await inTabs(browser, AT_ONCE, types, async (page, tab) => {
    for (const [check, view, problems] of await perType(tab, server.address, page.path, values.full)) report.result(check, `${page.path} ${view}`, problems);
    if (pictured.has(page.path)) report.result('print', page.path, await timed('print', () => print(tab, server.address, page)));
  }, failed('visit of a type'));
  if (!values.only) report.result('print', 'kept pictures', leftOver(types));
  if (pages.some((page) => page.path === '/laget/')) await theOverview(join(temporary, 'next-day'));
  if (pages.some((page) => page.path === '/sok/')) report.result('search', '/sok/', await timed('search', () => search(browser, server.address)));
  lap('each type');
  await inTabs(browser, AT_ONCE, pages, async (page, tab) => {
    for (const [check, view, problems] of await visit(tab, server.address, page.path, views)) report.result(check, `${page.path} ${view}`, problems);
  }, failed('visit'));
  lap('every page');
  await Promise.all(besides);
} catch (error) {
  report.result('suite', 'all', [error.stack]);
} finally {
  await browser?.close();
  await broken.close();
  await server.close();
  rmSync(temporary, { recursive: true, force: true });
}
for (const line of paces()) console.log(line);
lap('all');
process.exitCode = report.end();
