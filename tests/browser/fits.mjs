// Nothing is wider than the window, nothing is cut, and no text lies on another: at the view's
// width, and with the reader's text twice and four times as large.
import { helpers } from './inpage.mjs';

/** Problems with how the page fits, in the page. */
function looked() {
  const { selector, dold, lines, scroller } = window.__tests;
  const problems = [];
  const width = document.documentElement.clientWidth;
  const wide = document.scrollingElement.scrollWidth - width;
  if (wide > 0) problems.push(`scrolls sideways by ${wide} px`);

  const found = lines();
  const told = new Set();
  const tell = (element, what) => {
    const name = selector(element);
    if (!told.has(name)) problems.push(`${what}: ${name} – ${element.textContent.trim().slice(0, 40)}`);
    told.add(name);
  };
  for (const line of found) {
    if (line.right - scrollX > width + 1 || line.left - scrollX < -1) {
      const around = scroller(line.element);
      if (!around) tell(line.element, 'text outside the window');
      else if (!around.matches('[tabindex="0"]') && !around.querySelector('a,button')) tell(around, 'scrolls sideways but no key reaches it');
    }
  }

  // Cut: what an element hides of its own text.
  const hides = [...document.querySelectorAll('body *')].filter((element) => {
    const style = getComputedStyle(element);
    return (/hidden|clip/.test(style.overflow) || style.webkitLineClamp !== 'none') && !(element instanceof SVGElement) && element.checkVisibility() && !dold(element);
  });
  for (const element of hides) {
    const box = element.getBoundingClientRect();
    for (const line of found) {
      if (!element.contains(line.element)) continue;
      const cut = Math.max(line.right - scrollX - box.right, box.left - line.left + scrollX, line.bottom - scrollY - box.bottom, box.top - line.top + scrollY);
      if (cut > 2) tell(line.element, `cut by ${Math.round(cut)} px`);
    }
  }

  // Text on text: lines of different blocks whose boxes lie over each other.
  const block = (element) => {
    let one = element;
    while (one && /^inline$|contents/.test(getComputedStyle(one).display)) one = one.parentElement;
    return one;
  };
  const boxes = found.map((line) => ({ ...line, block: block(line.element) })).sort((a, b) => a.top - b.top);
  for (let i = 0; i < boxes.length; i += 1) {
    const one = boxes[i];
    for (let j = i + 1; j < boxes.length && boxes[j].top < one.bottom; j += 1) {
      const other = boxes[j];
      if (one.block === other.block || scroller(one.element) !== scroller(other.element)) continue;
      const high = Math.min(one.bottom, other.bottom) - other.top;
      const broad = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (broad > 2 && high > 0.4 * Math.min(one.bottom - one.top, other.bottom - other.top)) tell(other.element, `lies on ${selector(one.element)}`);
    }
  }
  return problems;
}

/** Problems at the view's own text size, then with larger text (the browser's standard size, as a reader sets it). */
export async function fits(page, larger = []) {
  await page.evaluate(helpers);
  const problems = await page.evaluate(looked);
  const session = await page.context().newCDPSession(page);
  for (const percent of larger) {
    await session.send('Page.setFontSizes', { fontSizes: { standard: 16 * percent / 100, fixed: 13 * percent / 100 } });
    const size = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
    if (size !== `${16 * percent / 100}px`) problems.push(`at ${percent} % text: the root has ${size}, it does not follow the reader's size`);
    for (const problem of await page.evaluate(looked)) problems.push(`at ${percent} % text: ${problem}`);
  }
  if (larger.length) await session.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
  await session.detach();
  return problems;
}
