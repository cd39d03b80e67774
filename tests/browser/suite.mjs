// All checks, in order: `run.mjs` starts this with the right Node.
import { availableParallelism, tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { sharedTitles } from './outline.mjs';
import { pages as allPages, siteMap } from './pages.mjs';
import { Report, several } from './report.mjs';
import { serve } from './server.mjs';
import { browser as start } from './tools.mjs';
import { FULL, SAMPLE, told, visit } from './visit.mjs';

const { values } = parseArgs({ options: { delwebb: { type: 'string' }, full: { type: 'boolean', default: false }, only: { type: 'string' } } });
if (!values.delwebb) {
  console.log('node tests/browser/run.mjs --delwebb PATH [--full] [--only PART OF A PATH]');
  process.exit(2);
}

const report = new Report();
const temporary = mkdtempSync(join(tmpdir(), 'delwebb-browser-'));
const site = join(temporary, 'site');
const began = Date.now();
const server = await serve(site);
let browser;
try {
  build(resolve(values.delwebb), site, { address: server.address });
  const pages = allPages(site).filter((page) => !values.only || page.path.includes(values.only));
  const views = values.full ? FULL : SAMPLE;
  console.log(`${pages.length} pages in ${views.length} views`);
  report.result('site map', 'sitemap.xml', values.only ? [] : siteMap(site, pages));
  report.result('titles', 'all pages', sharedTitles(pages));
  browser = await start();
  const visits = pages.flatMap((page) => views.map((view) => ({ page, view })));
  await several(visits, availableParallelism() + 1, async ({ page, view }) => {
    const { found } = await visit(browser, server.address, page.path, view);
    for (const [check, problems] of found) report.result(check, `${page.path} ${told(view)}`, problems);
  }, ({ page, view }, error) => report.result('visit', `${page.path} ${told(view)}`, [error.message]));
} catch (error) {
  report.result('suite', 'all', [error.stack]);
} finally {
  await browser?.close();
  await server.close();
  rmSync(temporary, { recursive: true, force: true });
}
console.log(`${Math.round((Date.now() - began) / 1000)} s`);
process.exitCode = report.end();
