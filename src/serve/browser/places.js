// The numbers of findings at their very places on the page. They lie on a layer above it and
// change nothing of it.

let root = null;
let data = null;
let show = null;
let layer = null;
let drawn = 0;

const PLAIN = (text) => text.replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim();

/** The block of the page that is written on `line`, or holds it. */
export const blockAt = (line) => {
  let best = null;
  let bestLine = 0;
  for (const block of document.body.querySelectorAll('[data-delwebb-rad]')) {
    const its = Number(block.dataset.delwebbRad);
    if (its <= line && its >= bestLine) {
      best = block;
      bestLine = its;
    }
  }
  return best;
};

/** The first line of the text: what stands before it is front matter. */
const firstLine = () => {
  const lines = [...document.body.querySelectorAll('[data-delwebb-rad]')].map((block) => Number(block.dataset.delwebbRad));
  return lines.length ? Math.min(...lines) : Infinity;
};

/** The smallest element of the page that shows a value of front matter, if it can be known. */
const showing = (key, value) => {
  if (key === 'titel') return document.querySelector('main h1, h1');
  const wanted = PLAIN(value);
  if (!wanted) return null;
  const date = /^\d{4}(-\d\d){0,2}$/.test(wanted) && document.querySelector(`main time[datetime^="${wanted}"], time[datetime^="${wanted}"]`);
  if (date) return date;
  if (wanted.length < 8) return null;
  const main = document.querySelector('main') ?? document.body;
  return [...main.querySelectorAll('*')].findLast((element) => PLAIN(element.textContent) === wanted) ?? null;
};

/** The element that a finding is about. */
const placeOf = (found) => {
  const line = Number(found.dataset.rad);
  const { nyckel: key = '', varde: value = '' } = found.dataset;
  if (line < firstLine()) return showing(key, value);
  const block = blockAt(line);
  if (!block) return null;
  // Within the block: the very link or picture, when its words tell it.
  const target = /\]\(([^)\s]*)/.exec(value)?.[1];
  const words = /^!?\[([^\]]*)\]/.exec(value)?.[1];
  const inner = [...block.querySelectorAll('a, img')].find((element) => (words !== undefined && PLAIN(element.textContent || element.alt || '').startsWith(PLAIN(words)) && words !== '')
    || (target && (element.getAttribute('href') ?? element.getAttribute('src') ?? '').includes(target.replace(/^[./]+/, '').replace(/\.md.*$/, ''))));
  return inner ?? block;
};

/** Draws round an element, or under its words. */
const frame = (element, className) => {
  const isWords = getComputedStyle(element).display === 'inline' && element.localName !== 'img';
  for (const rect of isWords ? element.getClientRects() : [element.getBoundingClientRect()]) {
    const box = document.createElement('div');
    const out = isWords ? 0 : 5;
    box.className = `${className}${isWords ? ' ord' : ''}`;
    box.style.left = `${rect.left + scrollX - out}px`;
    box.style.top = `${rect.top + scrollY - out}px`;
    box.style.width = `${rect.width + 2 * out}px`;
    box.style.height = `${rect.height + 2 * out}px`;
    layer.append(box);
  }
};

const draw = () => {
  if (!layer || !data().fil) {
    layer?.replaceChildren();
    return;
  }
  const bottom = layer.parentNode.host;
  if (bottom.hidden) return;
  const found = [...root.querySelectorAll('.fynd[data-nr]')];
  const old = new Map([...layer.querySelectorAll('.nr')].map((child) => [child.dataset.nr, child]));
  for (const frame of layer.querySelectorAll('.ruta')) frame.remove();
  const taken = [];
  const framed = new Set();
  for (const one of found) {
    const element = placeOf(one);
    const number = one.dataset.nr;
    const way = one.querySelector('[data-visa]');
    if (way) way.hidden = !element;
    if (!element) continue;
    const rect = element.getBoundingClientRect();
    if (!rect.width && !rect.height) continue;
    const block = element.closest('[data-delwebb-rad]') ?? element;
    const beside = block.getBoundingClientRect();
    const mark = old.get(number) ?? document.createElement('button');
    old.delete(number);
    mark.type = 'button';
    mark.dataset.nr = number;
    const grade = one.querySelector('.grad')?.textContent ?? '';
    mark.className = `nr ${['fel', 'varn', 'tips'].find((name) => one.classList.contains(name)) ?? ''}`;
    const name = `${grade} ${number}: ${one.dataset.namn}`;
    if (mark.getAttribute('aria-label') !== name) mark.setAttribute('aria-label', name);
    if (mark.textContent !== number) mark.textContent = number;
    // Beside the text where there is room, else at its end: never on the words.
    const isBeside = beside.left >= 36;
    let [left, top] = isBeside ? [beside.left - 36, rect.top - 1]
      : [Math.min(beside.right, document.documentElement.clientWidth) - 28, rect.top - 24];
    // Nor on each other.
    while (taken.some(([x, y]) => Math.abs(x - left) < 29 && Math.abs(y - top) < 29)) {
      if (isBeside) top += 10;
      else left -= 10;
    }
    taken.push([left, top]);
    mark.style.left = `${Math.max(2, left + scrollX)}px`;
    mark.style.top = `${Math.max(0, top + scrollY)}px`;
    if (mark.parentNode !== layer) layer.append(mark);
    if (!framed.has(element)) frame(element, mark.className.replace('nr', 'ruta'));
    framed.add(element);
  }
  for (const gone of old.values()) gone.remove();
  layer.toggleAttribute('hidden', layer.children.length === 0);
};

export const places = {
  begin(tree, given, shown) {
    root = tree;
    data = given;
    show = shown;
    layer = root.getElementById('lager');
    layer.setAttribute('role', 'region');
    layer.addEventListener('click', (event) => {
      const { nr } = event.target.closest('button')?.dataset ?? {};
      if (nr) show(nr);
    });
    new ResizeObserver(() => places.draw()).observe(document.body);
    document.addEventListener('scroll', (event) => { if (event.target !== document) places.draw(); }, true);
    document.addEventListener('toggle', () => places.draw(), true);
    document.addEventListener('load', () => places.draw(), true);
  },
  /** Draws when the browser has time, and once for several wishes. */
  draw() {
    cancelAnimationFrame(drawn);
    drawn = requestAnimationFrame(() => {
      layer?.setAttribute('aria-label', data().platser ?? '');
      draw();
    });
  },
  /** Whether the numbers are seen. */
  show(isOn) {
    layer?.classList.toggle('visas', isOn);
  },
  /** Leads to the place of a finding. */
  go(number) {
    const found = root.getElementById(`fynd-${number}`);
    const element = found && placeOf(found);
    if (!element) return;
    for (let above = element.parentElement; above; above = above.parentElement) {
      if (above.localName === 'details') above.open = true;
    }
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const had = element.getAttribute('tabindex');
    if (had === null) {
      element.setAttribute('tabindex', '-1');
      element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
    }
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
    const shown = { outline: '3px solid #c77700', outlineOffset: '4px' };
    element.animate([shown, shown], { duration: 1600 });
  },
};
