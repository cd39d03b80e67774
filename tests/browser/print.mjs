// Each type of page on paper, held against a small kept picture of its first sheet.
//
// What would differ from machine to machine is the typeface of the text, which is the reader's own.
// So the sheet is set in the heading face that the site brings, and the lines break at the same
// places everywhere. What is compared is how dark small squares of the sheet are: the smoothing of
// letters is forgiven, a heading that has moved by three millimetres is not.
// UPDATE=1 writes the pictures anew; look at them before they are kept.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { tool } from './tools.mjs';

const kept = fileURLToPath(new URL('print/', import.meta.url));
const DPI = 24;
const SQUARE = 3;
const UNLIKE = 20;
const ALLOWED = 0.02;

/** The first sheet of the page as `{width, height, grey}`, one byte for each dot, in sixteen shades. */
export async function sheet(tab, address, path) {
  const { page } = await tab.open(address, path, { width: 1280, height: 900, scheme: 'light' });
  const folder = mkdtempSync(join(tmpdir(), 'delwebb-print-'));
  try {
    await page.emulateMedia({ media: 'print' });
    await setInOwnFace(page);
    writeFileSync(join(folder, 'a.pdf'), await page.pdf({ format: 'A4', preferCSSPageSize: true, pageRanges: '1' }));
    await promisify(execFile)('pdftoppm', ['-r', String(DPI), '-gray', '-singlefile', '-png', join(folder, 'a.pdf'), join(folder, 'a')]);
    return grey(readFileSync(join(folder, 'a.png')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Sets all text in the site's own face. The face is handed over as bytes, so that it is there before
 * any text asks for it: one that is still on its way leaves the letters out of the picture.
 */
async function setInOwnFace(page) {
  const face = await page.evaluate(() => document.querySelector('link[rel=preload][as=font]')?.href);
  if (!face) return;
  await page.evaluate(async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    document.fonts.add(await new FontFace('Pappersprov', await answer.arrayBuffer(), { weight: '400 700' }).load());
  }, face);
  await page.addStyleTag({ content: ':root{--text:Pappersprov;--rubrik:Pappersprov}' });
  await page.evaluate(() => document.fonts.ready);
}

function grey(png) {
  const { width, height, data } = tool('pngjs').PNG.sync.read(png);
  return { width, height, grey: Array.from({ length: width * height }, (_, i) => Math.round(data[i * 4] / 17) * 17) };
}

function write({ width, height, grey }) {
  const { PNG } = tool('pngjs');
  const picture = new PNG({ width, height });
  for (const [i, shade] of grey.entries()) picture.data.set([shade, shade, shade, 255], i * 4);
  return PNG.sync.write(picture, { colorType: 0, deflateLevel: 9 });
}

/** How dark each square of the sheet is on the whole, 0 to 255. */
function squares({ width, height, grey }) {
  const found = [];
  for (let top = 0; top < height; top += SQUARE) {
    for (let left = 0; left < width; left += SQUARE) {
      let sum = 0;
      let number = 0;
      for (let y = top; y < Math.min(top + SQUARE, height); y += 1) {
        for (let x = left; x < Math.min(left + SQUARE, width); x += 1) {
          sum += 255 - grey[y * width + x];
          number += 1;
        }
      }
      found.push({ top, left, dark: sum / number });
    }
  }
  return found;
}

/** What differs between two sheets. */
export function compare(before, now) {
  if (before.width !== now.width || before.height !== now.height) return [`another size of paper: ${now.width} × ${now.height}, was ${before.width} × ${before.height}`];
  const [a, b] = [squares(before), squares(now)];
  const inked = a.filter((square, i) => square.dark > 8 || b[i].dark > 8).length;
  const unlike = b.filter((square, i) => Math.abs(square.dark - a[i].dark) > UNLIKE);
  if (unlike.length <= inked * ALLOWED) return [];
  const millimetres = (dots) => Math.round(dots / DPI * 25.4);
  return [`${unlike.length} of ${inked} squares of the sheet have changed, the first ${millimetres(unlike[0].top)} mm from the top and ${millimetres(unlike[0].left)} mm from the left (UPDATE=1 when it is meant)`];
}

const named = (type) => `${type.replace(/^\/|\/$/g, '').replaceAll('/', '-').replace('*', 'en').replace('.html', '') || 'start'}.png`;

/** Problems of one page of a type against its kept picture. */
export async function print(tab, address, page) {
  const file = join(kept, named(page.type));
  const now = await sheet(tab, address, page.path);
  if (process.env.UPDATE) {
    mkdirSync(kept, { recursive: true });
    // A picture that still is like enough stays as it is, so that only what changed is to review.
    if (!existsSync(file) || compare(grey(readFileSync(file)), now).length) writeFileSync(file, write(now));
    return [];
  }
  if (!existsSync(file)) return [`no kept picture ${named(page.type)}: UPDATE=1 makes it`];
  const before = grey(readFileSync(file));
  // A change is there each time; a browser short of time may leave something out once.
  return compare(before, now).length ? compare(before, await sheet(tab, address, page.path)) : [];
}

/** Kept pictures of types that are no more. */
export function leftOver(pages) {
  const wanted = new Set(pages.map((page) => named(page.type)));
  const extra = existsSync(kept) ? readdirSync(kept).filter((file) => !wanted.has(file)) : [];
  if (process.env.UPDATE) for (const file of extra) rmSync(join(kept, file));
  return process.env.UPDATE ? [] : extra.map((file) => `print/${file} is of no page any more (UPDATE=1 removes it)`);
}
