// The contrast of every text with what really lies under it, gradients and pictures too: the page is
// drawn once more with all text transparent, and the colour of each text is held against those pixels.
import { tool } from './tools.mjs';
import { helpers } from './inpage.mjs';

// Nothing of the letters, but all that is behind them.
const TRANSPARENT = `*,*::before,*::after{transition:none!important;animation:none!important;caret-color:transparent!important;text-shadow:none!important;text-decoration-color:transparent!important}
*{-webkit-text-fill-color:transparent!important}svg text,svg tspan{fill:transparent!important;stroke:none!important}
::marker{color:transparent!important}`;

// How high a part of a long page is drawn at a time, and how far it reaches into the next.
const PART = 8000;
const OVERLAP = 200;

const luminance = (colour) => {
  const [r, g, b] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** The contrast of two colours, after WCAG. */
export function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Every line of text that can be seen: colour, size, box, selector; of some elements `only`, when said. Marks its element. */
function texts({ within, only } = {}) {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const known = new Map();
  const rgba = (colour) => {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      known.set(colour, [...canvas.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(colour);
  };
  const root = within ? document.querySelector(within) : document.body;
  return window.__tests.lines(root).flatMap((line) => {
    const { element } = line;
    if (only && !only.some((selector) => element.closest(selector))) return [];
    const scrolls = window.__tests.scroller(element);
    if (scrolls) {
      const box = scrolls.getBoundingClientRect();
      if (line.right - scrollX > box.right || line.left - scrollX < box.left) return [];
    }
    element.dataset.contrastMeasured = '';
    const style = getComputedStyle(element);
    const svg = element instanceof SVGElement;
    const [r, g, b, a] = rgba(svg ? style.fill : style.color);
    let opacity = a / 255;
    for (let one = element; one; one = one.parentElement) opacity *= Number(getComputedStyle(one).opacity);
    let size = Number.parseFloat(style.fontSize);
    if (svg) size *= element.getScreenCTM()?.a ?? 1;
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    return [{ ...line, element: undefined, text: line.text.trim().slice(0, 40), selector: window.__tests.selector(element), colour: [r, g, b], opacity, large }];
  });
}

/** The contrast that nearly all pixels under the text have at least; an edge that touches its box is let go. */
function lowest(line, picture, offset, forced) {
  const inset = forced ? 0 : (line.bottom - line.top) * 0.2;
  const top = Math.max(0, Math.ceil(line.top + inset - offset));
  const bottom = Math.min(picture.height, line.bottom - inset - offset);
  const left = Math.max(0, Math.ceil(line.left));
  const right = Math.min(picture.width, line.right - 1);
  const colours = new Map();
  let all = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 2) {
      const at = (y * picture.width + x) * 4;
      const under = (picture.data[at] << 16) | (picture.data[at + 1] << 8) | picture.data[at + 2];
      colours.set(under, (colours.get(under) ?? 0) + 1);
      all += 1;
    }
  }
  const found = [...colours].map(([packed, number]) => {
    const under = [packed >> 16, (packed >> 8) & 255, packed & 255];
    return { number, contrast: contrast(line.colour.map((value, i) => value * line.opacity + under[i] * (1 - line.opacity)), under) };
  }).sort((a, b) => a.contrast - b.contrast);
  if (forced) return found.reduce((most, one) => (one.number > (most?.number ?? 0) ? one : most), null)?.contrast ?? null;
  let passed = 0;
  return found.find(({ number }) => (passed += number) > all * 0.03)?.contrast ?? null;
}

const read = (png) => tool('pngjs').PNG.sync.read(png);

/** What is in the window now, and how far down the page it begins. */
async function view(page) {
  return [{ picture: read(await page.screenshot()), offset: await page.evaluate(() => scrollY) }];
}

/** All of the page where there are lines, in parts: Chromium draws no picture higher than 16,384 dots. */
async function parts(page, lines) {
  const { width, height, seen } = await page.evaluate(() => ({ width: innerWidth, height: document.documentElement.scrollHeight, seen: scrollY === 0 ? innerHeight : 0 }));
  const last = Math.min(height, Math.ceil(Math.max(...lines.map((line) => line.bottom))));
  const found = [];
  for (let offset = Math.max(0, Math.floor(Math.min(...lines.map((line) => line.top)))); offset < last; offset += PART) {
    const clip = { x: 0, y: offset, width, height: Math.min(PART + OVERLAP, last - offset) };
    found.push({ picture: read(await page.screenshot({ fullPage: last > seen, clip })), offset });
  }
  return found;
}

/**
 * Problems with the contrast of all text on the page, of that within one element, or of `only` some. Where colours
 * are `forced`, letters cannot be made transparent; but there all grounds are flat, and the
 * commonest colour is the ground.
 */
export async function contrasts(page, { within, only, forced = false } = {}) {
  await page.evaluate(helpers);
  const lines = await page.evaluate(texts, { within, only });
  if (lines.length === 0) return [];
  const style = await page.addStyleTag({ content: TRANSPARENT });
  const pictures = await (within ? view(page) : parts(page, lines));
  await style.evaluate((element) => element.remove());
  const problems = new Map();
  for (const line of lines) {
    const { picture, offset } = pictures.findLast((one) => one.offset <= line.top) ?? pictures[0];
    const found = lowest(line, picture, offset, forced);
    const wanted = line.large ? 4.5 : 7;
    if (found === null || found >= wanted - 0.005 || problems.has(line.selector)) continue;
    problems.set(line.selector, `contrast ${found.toFixed(2)} of ${wanted}: ${line.selector} – ${line.text}`);
  }
  return [...problems.values()];
}

/** Problems with text on paper, where no ground is printed: white letters on a dark button are gone. */
export async function onPaper(page) {
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await page.evaluate(helpers);
  const lines = await page.evaluate(texts, {});
  const white = [255, 255, 255];
  const pale = lines.filter((line) => contrast(line.colour.map((value) => value * line.opacity + 255 * (1 - line.opacity)), white) < (line.large ? 4.5 : 7));
  return [...new Set(pale.map((line) => `too pale on paper: ${line.selector} – ${line.text}`))];
}
