// Proof that the checks can fail which need no page in a browser, or a tool of their own.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { requests, stamps, weight } from './budgets.mjs';
import { good, whole } from './broken.mjs';
import { htmlValidate } from './markup.mjs';
import { sharedTitles } from './outline.mjs';
import { siteMap } from './pages.mjs';
import { compare, sheet } from './print.mjs';
import { serve } from './server.mjs';
import { Tab } from './tab.mjs';

/** Adds a result: `says` must be in what the check complains of; without it, it must be content. */
export function expected(report, name, problems, says) {
  const heard = says ? problems.some((problem) => says.test(problem)) : problems.length === 0;
  report.result('self-test', name, heard ? [] : [`should say ${says ?? 'nothing'}, and says: ${problems.join(' / ') || 'nothing'}`]);
}

/** A page with wrong markup, to be given to vnu along with the others: it takes seconds to start. */
export function wrongMarkup(folder) {
  const html = '<!DOCTYPE html><html lang="sv"><head><title>Prov</title></head><body><p><div id="a"></div></p><ul><p id="a">x</p></ul></body></html>';
  const file = join(folder, 'wrong-markup.html');
  writeFileSync(file, html);
  return { path: 'wrong markup', html, file };
}

/** A page that Lighthouse must complain of, and what it must say. */
export const dim = { html: good().replace('<html lang="sv">', '<html>').replace(/<meta name="description"[^>]*>/, ''), says: [/html-has-lang/, /meta-description/] };

/** Adds a result for each of the parts. */
export async function selfparts(browser, report) {
  const folder = mkdtempSync(join(tmpdir(), 'delwebb-parts-'));
  const tab = new Tab(browser);
  const expect = (...more) => expected(report, ...more);
  const page = (html, path = '/prov/') => ({ path, html, file: join(folder, 'prov.html') });
  try {
    const hard = (bytes) => randomBytes(bytes).toString('hex');
    writeFileSync(join(folder, 'a.css'), `/*${hard(11_000)}*/`);
    writeFileSync(join(folder, 'a.woff2'), randomBytes(16_000));
    writeFileSync(join(folder, 'a.js'), `'${hard(3000)}'`);
    expect('weight of a good page', weight(folder, page('<h1>Prov</h1>')), null);
    expect('a heavy page', weight(folder, page(hard(13_000))), /HTML is/);
    expect('heavy CSS', weight(folder, page('<link rel="stylesheet" href="/a.css">')), /CSS is/);
    expect('a heavy face', weight(folder, page('<link href="/a.woff2">')), /heading face/);
    expect('a script', weight(folder, page('<script src="/a.js"></script>')), /none is allowed/);
    expect('a heavy script', weight(folder, page('<script src="/a.js"></script>', '/laget/')), /JavaScript is/);
    expect('a script in an attribute', weight(folder, page('<p onclick="x()">')), /in an attribute/);
    const urls = Array.from({ length: 5 }, (_, i) => `http://127.0.0.1/${i}`);
    expect('many requests', requests('/prov/', urls), /5 requests/);
    expect('as many requests as are allowed', requests('/laget/', urls), null);
    expect('a build time on a page', stamps([page('byggd i dag')], [page('byggd i morgon')]), /changes with the day/);
    expect('two pages with one title', sharedTitles([page('<title>A</title>'), page('<title>A</title>', '/b/')]), /both called A/);
    writeFileSync(join(folder, 'sitemap.xml'), '<loc>https://prov.example/borta/</loc>');
    expect('a page that the site map lacks', siteMap(folder, [page('')]), /is not in sitemap/);
    expect('an address that is no page', siteMap(folder, [page('')]), /which is no page/);

    expect('wrong markup, by html-validate', await htmlValidate(wrongMarkup(folder)), /no-dup-id/);
    const blocks = (space) => whole(`<h1>Prov</h1><p style="padding-top:${space}">${'En rad med text som fyller ut. '.repeat(20)}</p><p>Slut</p>`);
    for (const [name, html] of [['rak', blocks('0')], ['flyttad', blocks('3mm')]]) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'index.html'), html);
    }
    const server = await serve(folder);
    try {
      const before = await sheet(tab, server.address, '/rak/');
      expect('the same on paper', compare(before, await sheet(tab, server.address, '/rak/')), null);
      expect('a moved block on paper', compare(before, await sheet(tab, server.address, '/flyttad/')), /squares of the sheet/);
    } finally {
      await tab.close();
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
