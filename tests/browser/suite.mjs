// All checks, in order: `run.mjs` starts this with the right Node.
import { availableParallelism, tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { requests, stamps, weight } from './budgets.mjs';
import { lighthouse } from './lighthouse.mjs';
import { htmlValidate, vnu } from './markup.mjs';
import { sharedTitles } from './outline.mjs';
import { ofEachType, pages as allPages, siteMap } from './pages.mjs';
import { perType } from './pertype.mjs';
import { leftOver, print } from './print.mjs';
import { Report, several } from './report.mjs';
import { selfparts } from './selfparts.mjs';
import { selftest } from './selftest.mjs';
import { serve } from './server.mjs';
import { browser as start } from './tools.mjs';
import { FULL, SAMPLE, told, visit } from './visit.mjs';

const { values } = parseArgs({ options: { delwebb: { type: 'string' }, full: { type: 'boolean', default: false }, only: { type: 'string' } } });
if (!values.delwebb) {
  console.log('node tests/browser/run.mjs --delwebb PATH [--full] [--only PARTS,OF,PATHS]');
  process.exit(2);
}

const AT_ONCE = availableParallelism() + 1;
/** Four types of page for a sample: those with the most different parts. */
const sample = (types) => types.filter((page) => ['/', '/laget/', '/projekt/*', '/kommuner/*'].includes(page.type));

const report = new Report();
const temporary = mkdtempSync(join(tmpdir(), 'delwebb-browser-'));
const site = join(temporary, 'site');
const began = Date.now();
const server = await serve(site);
let browser;
try {
  const delwebb = resolve(values.delwebb);
  build(delwebb, site, { address: server.address });
  const everything = allPages(site);
  const wanted = values.only?.split(',');
  const pages = everything.filter((page) => !wanted || wanted.some((part) => page.path === part || (part !== '/' && page.path.includes(part))));
  const types = ofEachType(pages);
  const views = values.full ? FULL : SAMPLE;
  console.log(`${pages.length} pages of ${types.length} types, ${views.length} views`);
  const lap = (what) => console.log(`${what}: ${Math.round((Date.now() - began) / 1000)} s from the start`);
  browser = await start();
  const failed = (check) => (page, error) => report.result(check, page.path, [error.message]);

  await Promise.all([selftest(browser, report), selfparts(browser, report)]);
  lap('self-test');

  report.result('site map', 'sitemap.xml', siteMap(site, everything));
  report.result('titles', 'all pages', sharedTitles(everything));
  const nextDay = join(temporary, 'next-day');
  build(delwebb, nextDay, { address: server.address, now: '2026-01-25' });
  report.result('stamps', 'two builds', stamps(everything, allPages(nextDay)));
  for (const page of pages) report.result('weight', page.path, weight(site, page));
  for (const page of pages) report.result('html-validate', page.path, await htmlValidate(page));
  // Two that are processes of their own, beside all that follows.
  const besides = [
    vnu(pages).then((found) => {
      for (const [path, problems] of found) report.result('vnu', path, problems);
    }, (error) => report.result('vnu', 'all pages', [error.message])),
    lighthouse((values.full ? types : sample(types)).map((page) => server.address + page.path), (address, problems) => {
      report.result('lighthouse', new URL(address).pathname, problems);
    }).catch((error) => report.result('lighthouse', 'all pages', [error.stack])),
  ];

  await several(types, AT_ONCE, async (page) => {
    for (const [check, problems] of await perType(browser, server.address, page.path, values.full)) report.result(check, page.path, problems);
    report.result('print', page.path, await print(browser, server.address, page));
  }, failed('visit of a type'));
  if (!values.only) report.result('print', 'kept pictures', leftOver(types));
  lap('each type');
  const visits = pages.flatMap((page) => views.map((view) => ({ ...page, view, path: page.path })));
  await several(visits, AT_ONCE, async ({ path, view }) => {
    const { found, asked } = await visit(browser, server.address, path, view);
    for (const [check, problems] of found) report.result(check, `${path} ${told(view)}`, problems);
    report.result('requests', `${path} ${told(view)}`, requests(path, asked));
  }, failed('visit'));
  lap('every page');
  await Promise.all(besides);
} catch (error) {
  report.result('suite', 'all', [error.stack]);
} finally {
  await browser?.close();
  await server.close();
  rmSync(temporary, { recursive: true, force: true });
}
console.log(`${Math.round((Date.now() - began) / 1000)} s`);
process.exitCode = report.end();
