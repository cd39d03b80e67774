// The keyboard alone: Tab reaches every control once and in order, each shows that it has the focus,
// with enough contrast, and is not hidden by anything, the first is the skip link and it works, and the end is reached.
import { contrast, contrasts } from './contrast.mjs';
import { helpers } from './inpage.mjs';

/** Numbers every control that Tab should reach, in document order, and notes how each looks without focus. */
function prepare() {
  const looks = (element) => ['', '::before', '::after'].map((part) => {
    const style = getComputedStyle(element, part || undefined);
    return [style.outlineStyle, style.outlineStyle === 'none' ? '' : `${style.outlineWidth} ${style.outlineColor}`, style.boxShadow, style.borderColor, style.backgroundColor].join(' ');
  }).join(' | ');
  const groups = new Set();
  const controls = [...document.querySelectorAll('a[href],area[href],button,input,select,textarea,summary,[tabindex],[contenteditable]')].filter((element) => {
    if (element.tabIndex < 0 || element.disabled || element.type === 'hidden' || !element.checkVisibility({ visibilityProperty: true })) return false;
    // A group of radio buttons is one stop: the one chosen, else the first.
    if (element.type !== 'radio') return true;
    const chosen = document.querySelector(`input[type=radio][name="${CSS.escape(element.name)}"]:checked`);
    if (chosen ? chosen !== element : groups.has(element.name)) return false;
    groups.add(element.name);
    return true;
  });
  window.__testsControls = controls;
  window.__testsLooks = controls.map(looks);
  const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = colour;
    paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data];
  };
  /** The ring around an element, or around what stands for it, and what it lies on, when both are one colour. */
  const ring = (focused) => {
    // A radio button may leave its looks to its label.
    const element = getComputedStyle(focused).opacity === '0' ? focused.labels?.[0] ?? focused : focused;
    const style = ['', '::after'].map((part) => getComputedStyle(element, part || undefined)).find((one) => one.outlineStyle !== 'none') ?? getComputedStyle(element);
    if (style.outlineStyle === 'none' || style.outlineStyle === 'auto') return null;
    const inside = Number.parseFloat(style.outlineOffset) < 0;
    for (let one = inside ? element : element.parentElement; one; one = one.parentElement) {
      const { backgroundImage, backgroundColor } = getComputedStyle(one);
      if (backgroundImage !== 'none') return null;
      const ground = rgba(backgroundColor);
      if (ground[3] === 255) return { colour: rgba(style.outlineColor).slice(0, 3), ground: ground.slice(0, 3) };
    }
    return null;
  };
  window.__testsNow = () => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const at = controls.indexOf(element);
    const shown = at < 0 || window.__testsLooks[at] !== looks(element);
    const box = [...element.getClientRects()].find((one) => one.width > 0 && one.height > 0) ?? element.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 1), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const free = !top || element.contains(top) || top.contains(element) || (element.labels && [...element.labels].some((label) => label.contains(top)));
    return { at, shown, inside, free, ring: ring(element), selector: window.__tests.selector(element), text: (element.textContent || element.name || '').trim().slice(0, 30) };
  };
  window.__testsSeen = [];
  addEventListener('keyup', (event) => event.key === 'Tab' && window.__testsSeen.push(window.__testsNow()), true);
  return controls.map((element) => `${window.__tests.selector(element)} – ${(element.textContent || element.name || '').trim().slice(0, 30)}`);
}

/** The skip link: first, readable, and what comes after it is inside the main part. */
async function skip(page) {
  const problems = [];
  await page.keyboard.press('Tab');
  const link = await page.evaluate(() => ({ href: document.activeElement?.getAttribute?.('href') ?? '', box: document.activeElement?.getBoundingClientRect?.().toJSON() }));
  if (!link.href.startsWith('#') || link.href.length < 2) return ['the first stop is no skip link'];
  if (link.box.top < 0 || link.box.left < 0) problems.push('the skip link is not seen when it has the focus');
  problems.push(...(await contrasts(page, { within: 'a[href^="#"]:focus' })).map((one) => `skip link: ${one}`));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inside = await page.evaluate((href) => {
    const target = document.getElementById(decodeURIComponent(href.slice(1)));
    const now = document.activeElement;
    if (!target?.closest('main') && !target?.matches('main')) return 'the skip link does not lead to the main part';
    const any = target.querySelector('a[href],button,input,select,summary');
    if (any && !target.contains(now)) return 'after the skip link, Tab does not go on in the main part';
    return null;
  }, link.href);
  if (inside) problems.push(inside);
  return problems;
}

/** What has the focus after each of so many presses of Tab: sent in a row, and looked at by the page itself. */
async function stops(page, number) {
  const session = await page.context().newCDPSession(page);
  const key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9, nativeVirtualKeyCode: 9 };
  const presses = Array.from({ length: number }, () => ['rawKeyDown', 'keyUp']).flat();
  await Promise.all(presses.map((type) => session.send('Input.dispatchKeyEvent', { ...key, type })));
  await session.detach();
  return page.evaluate(() => window.__testsSeen);
}

/** Problems on the way through the whole page with Tab. */
export async function keyboard(page) {
  await page.evaluate(helpers);
  const problems = await skip(page);
  await page.evaluate(() => {
    document.activeElement?.blur();
    getSelection()?.removeAllRanges();
    history.replaceState(null, '', location.pathname);
  });
  await page.reload({ waitUntil: 'load' });
  await page.evaluate(helpers);
  const controls = await page.evaluate(prepare);
  const reached = [];
  for (const now of await stops(page, controls.length + 1)) {
    // The end: the focus has left the document, or begins anew where there is no window around it.
    if (!now || (now.at === reached[0] && reached.length > 1)) break;
    if (now.at === reached.at(-1) && controls.length > 1) {
      problems.push(`the focus is caught: ${now.selector}`);
      break;
    }
    reached.push(now.at);
    if (now.at < 0) problems.push(`a stop that is no control: ${now.selector}`);
    if (!now.shown) problems.push(`focus does not show: ${now.selector} – ${now.text}`);
    const ring = now.ring && contrast(now.ring.colour, now.ring.ground);
    // The skip link is seen only when it has the focus: it is its own sign.
    if (ring && ring < 3 && reached.length > 1) problems.push(`focus of too little contrast (${ring.toFixed(2)} of 3): ${now.selector} – ${now.text}`);
    if (!now.inside) problems.push(`focus outside the window: ${now.selector} – ${now.text}`);
    else if (!now.free) problems.push(`focus behind something else: ${now.selector} – ${now.text}`);
  }
  if (reached.length > controls.length) problems.push('Tab goes on for ever: the focus never leaves the page');
  const known = reached.filter((at) => at >= 0);
  for (const [at, control] of controls.entries()) if (!known.includes(at)) problems.push(`Tab does not reach: ${control}`);
  for (const [i, at] of known.entries()) if (i > 0 && at < known[i - 1]) problems.push(`out of order: ${controls[at]} comes after ${controls[known[i - 1]]}`);
  return problems;
}
