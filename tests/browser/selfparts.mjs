// Proof that the checks can fail which need no page in a browser, or a tool of their own.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { requests, stamps, weight } from './budgets.mjs';
import { good, whole } from './broken.mjs';
import { lighthouse } from './lighthouse.mjs';
import { htmlValidate, vnu } from './markup.mjs';
import { sharedTitles } from './outline.mjs';
import { siteMap } from './pages.mjs';
import { compare, sheet } from './print.mjs';
import { serve } from './server.mjs';

/** Adds a result for each: `says` must be in what the check complains of, and nothing of what is well. */
export async function selfparts(browser, report) {
  const folder = mkdtempSync(join(tmpdir(), 'delwebb-parts-'));
  const expect = (name, problems, says) => {
    const heard = says ? problems.some((problem) => says.test(problem)) : problems.length === 0;
    report.result('self-test', name, heard ? [] : [`should say ${says ?? 'nothing'}, and says: ${problems.join(' / ') || 'nothing'}`]);
  };
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

    const wrong = page('<!DOCTYPE html><html lang="sv"><head><title>Prov</title></head><body><p><div id="a"></div></p><ul><p id="a">x</p></ul></body></html>');
    writeFileSync(wrong.file, wrong.html);
    expect('wrong markup, by vnu', (await vnu([wrong])).get('/prov/'), /error/);
    expect('wrong markup, by html-validate', await htmlValidate(wrong), /no-dup-id/);

    const server = await serve(folder);
    try {
      const blocks = (space) => whole(`<h1>Prov</h1><p style="margin-top:${space}">${'En rad med text som fyller ut. '.repeat(20)}</p><p>Slut</p>`);
      for (const [name, html] of [['rak', blocks('0')], ['flyttad', blocks('12mm')]]) {
        mkdirSync(join(folder, name));
        writeFileSync(join(folder, name, 'index.html'), html);
      }
      const before = await sheet(browser, server.address, '/rak/');
      expect('the same on paper', compare(before, await sheet(browser, server.address, '/rak/')), null);
      expect('a moved block on paper', compare(before, await sheet(browser, server.address, '/flyttad/')), /squares of the sheet/);
      mkdirSync(join(folder, 'fel'));
      writeFileSync(join(folder, 'fel', 'index.html'), good().replace('<html lang="sv">', '<html>').replace(/<meta name="description"[^>]*>/, ''));
      await lighthouse([`${server.address}/fel/`], (address, problems) => {
        expect('no language, by Lighthouse', problems, /html-has-lang/);
        expect('no description, by Lighthouse', problems, /meta-description/);
      });
    } finally {
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
