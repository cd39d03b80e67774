// Takes the pictures of publishing for the writers' manual, of the site that the manual's first page
// makes: `node tests/browser/run.mjs --published --delwebb PATH`. Writes into docs/; look at the difference.
// Says too what axe finds on the summary and on the page that shows what was published.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { browser as start, repository, tool } from './tools.mjs';
import { serve } from './server.mjs';

const { values } = parseArgs({ options: { delwebb: { type: 'string' } } });
const delwebb = resolve(values.delwebb);
const pictures = join(repository, 'docs/content/publicera');
mkdirSync(pictures, { recursive: true });

const temporary = mkdtempSync(join(tmpdir(), 'delwebb-published-'));
const site = join(temporary, 'min-webbplats');
const run = (...all) => {
  const done = spawnSync(delwebb, all, { cwd: all[0] === 'init' ? temporary : site, encoding: 'utf8', env: { ...process.env, LOGNAME: 'redaktion', USER: 'redaktion' } });
  if (done.status !== 0) throw new Error(`${all.join(' ')}: ${done.stdout}${done.stderr}`);
};
const file = (path) => join(site, 'content', path);
const edit = (path, from, to) => {
  const text = readFileSync(file(path), 'utf8');
  if (!text.includes(from)) throw new Error(`${path} lacks ${from}`);
  writeFileSync(file(path), text.replace(from, to));
};

run('init', site);
writeFileSync(file('om/andringar.md'), '---\ntitel: Ändringar på webbplatsen\ningress: Här ser du vad vi har ändrat, och när.\nvisar: publiceringar\n---\n');
run('publish', '--yes', '--now', '2026-01-24T07:30:00Z');
edit('projekt/exempelprojekt.md', 'läge: pågår', 'läge: klart');
edit('nyheter/2026/ny-webbplats.md', 'titel:', 'aliases: [/nyheter/2026/ny-webbplats/]\ntitel:');
writeFileSync(file('nyheter/2026/folj-planen.md'), readFileSync(file('nyheter/2026/ny-webbplats.md')));
rmSync(file('nyheter/2026/ny-webbplats.md'));
rmSync(file('kalender/oppet-mote.md'));
writeFileSync(file('om/fragor-och-svar.md'), '---\ntitel: Frågor och svar\n---\n\nHär svarar vi på det som många frågar om.\n');
const summary = join(temporary, 'andringar.html');
run('publish', '--yes', '--now', '2026-01-26T07:30:00Z', '--summary', summary);
run('build', '--now', '2026-01-26');

const served = await serve(join(site, 'public'));
const browser = await start();
let failed = 0;
const axe = readFileSync(tool.resolve('axe-core/axe.min.js'), 'utf8');
const look = async (address, colorScheme, width) => {
  const context = await browser.newContext({ locale: 'sv-SE', viewport: { width, height: 800 }, colorScheme, reducedMotion: 'reduce', bypassCSP: true });
  const page = await context.newPage();
  await page.goto(address);
  await page.addScriptTag({ content: axe });
  const { violations } = await page.evaluate(() => window.axe.run(document));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  const wrong = [...violations.map(({ id, nodes }) => `${id} (${nodes.length})`), ...(wide ? ['wider than the screen'] : [])];
  console.log(`${wrong.length ? 'FAIL' : 'ok'} ${new URL(address).pathname} ${colorScheme} ${width} ${wrong.join(', ')}`);
  failed += wrong.length ? 1 : 0;
  return { page, context };
};
const addresses = [pathToFileURL(summary).href, `${served.address}/om/andringar/`];
for (const address of addresses) {
  for (const colour of ['light', 'dark']) {
    for (const width of [320, 1280]) (await look(address, colour, width)).context.close();
  }
}
const picture = async (address, name, width, until) => {
  const { page, context } = await look(address, 'light', width);
  const box = await page.locator(until).last().boundingBox();
  const devtools = await context.newCDPSession(page);
  const clip = { x: 0, y: 0, width, height: Math.ceil(box.y + box.height + 16), scale: 1 };
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 70, clip, captureBeyondViewport: true });
  writeFileSync(join(pictures, name), Buffer.from(data, 'base64'));
  await context.close();
};
await picture(addresses[0], 'skillnaden.webp', 820, 'section.borttagen');
await picture(addresses[1], 'sidan.webp', 980, '.logg > li');

await browser.close();
await served.close();
rmSync(temporary, { recursive: true, force: true });
console.log(`written to ${pictures}\n${failed ? 0 : 1} passed, ${failed} failed, 0 skipped`);
process.exit(failed ? 1 : 0);
