// Takes the pictures of the preview for the writers' manual, of the site that the manual's first page
// makes: `node tests/browser/run.mjs --pictures --delwebb PATH`. Writes into docs/; look at the difference.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { browser as start, repository } from '../tools.mjs';
import { Served } from './served.mjs';

const { values } = parseArgs({ options: { delwebb: { type: 'string' } } });
const delwebb = resolve(values.delwebb);
const folder = join(repository, 'docs/content/forhandsgranskning');

const FAULTY = `---
titel: Så når du oss
ingres: Hit vänder du dig med frågor om planen.
utkast: ja
---

## Skriv till oss

Vi läser allt, och du får svar inom en vecka.

Läs också om [vilka vi är](@/om/inex.md).
`;

const temporary = mkdtempSync(join(tmpdir(), 'delwebb-pictures-'));
const site = join(temporary, 'min-webbplats');
const made = spawnSync(delwebb, ['init', site], { encoding: 'utf8' });
if (made.status !== 0) throw new Error(made.stderr);
const save = (text) => {
  const file = join(site, 'content/om/sa-nar-du-oss.md');
  writeFileSync(file, text);
  // Always the same moment, so that pictures only change when the preview does.
  const time = new Date('2026-01-24T09:12:05Z');
  utimesSync(file, time, time);
};
save(FAULTY);
const served = await Served.of(delwebb, site);
const browser = await start();
const page = await (await browser.newContext({ locale: 'sv-SE', viewport: { width: 1180, height: 660 }, reducedMotion: 'reduce' })).newPage();
const devtools = await page.context().newCDPSession(page);
const picture = async (name, height) => {
  await page.mouse.move(0, 650);
  await page.waitForTimeout(500);
  const clip = { x: 0, y: 0, width: 1180, height, scale: 1 };
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 70, clip });
  writeFileSync(join(folder, name), Buffer.from(data, 'base64'));
};

await page.goto(`${served.address}/om/sa-nar-du-oss/`);
await page.locator('#oppna').waitFor();
await picture('raden.webp', 260);
await page.click('#oppna');
await picture('panelen.webp', 660);
await page.click('#oppna');
await page.click('#vyer');
await page.click('[data-vy=telefon]');
await page.frameLocator('#telefon iframe').locator('h1').waitFor();
await picture('telefon.webp', 560);
await page.click('[data-vy=telefon]');
await page.goto(`${served.address}/_delwebb/`);
await page.locator('.fil summary').first().click();
await picture('webbplatsen.webp', 660);

await browser.close();
await served.stop();
rmSync(temporary, { recursive: true, force: true });
console.log(`written to ${folder}`);
