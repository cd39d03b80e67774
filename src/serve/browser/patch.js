// Makes the page in the browser the page that came, and keeps what the reader has: place, focus,
// what is open. Style sheets are there before they are needed, pictures are swapped alone.

let own = null;
/** What the preview has put beside the page: it stays. */
const ours = new Set();
/** The tags of the files that the page shows, and the addresses they are shown with instead. */
const tags = new Map();
const shownAs = new Map();
/** What is done when the page has become another. */
const after = [];

/** `script` is the preview's own element. */
export const known = (script) => { own = script; };

/** An element of the preview's own. */
export const keep = (element) => ours.add(element);

/** Calls `act` whenever the page has become another. */
export const whenPatched = (act) => after.push(act);

const BLOCKS = 'h1,h2,h3,h4,h5,h6,p,li,dt,dd,td,th,figcaption,blockquote,summary';
const blocks = () => [...document.body.querySelectorAll(BLOCKS)];

/** Brings the page to what `page` is, and marks what is new in it. */
export const patch = async (page) => {
  for (const element of page.querySelectorAll('img, source, link')) readdress(element);
  await styles(page);
  const before = new Set(blocks().map((block) => block.textContent));
  const focused = document.activeElement;
  window.Idiomorph.morph(document.documentElement, page.documentElement, {
    head: { style: 'merge' },
    restoreFocus: true,
    callbacks: {
      // What the reader has opened, closed, typed or ticked stays so.
      beforeAttributeUpdated: (name, node) => !(name === 'open' && node.localName === 'details') && !isTouched(name, node),
      beforeNodeRemoved: (node) => !isOurs(node),
      beforeNodeMorphed: (node) => !isOurs(node),
    },
  });
  if (focused !== document.activeElement && focused?.isConnected) focused.focus({ preventScroll: true });
  for (const act of after) act();
  const changed = blocks().filter((block) => !before.has(block.textContent) && block.checkVisibility?.() !== false);
  // The innermost: a list item with a new paragraph is not news of its own.
  const innermost = changed.find((block) => !changed.some((other) => other !== block && block.contains(other)));
  if (innermost) mark(innermost);
};

const isTouched = (name, node) => (name === 'value' && node.value !== node.defaultValue)
  || (name === 'checked' && node.checked !== node.defaultChecked);

const isOurs = (node) => ours.has(node) || node === own || node.id === 'delwebb';

/** Loads the style sheets that `page` has more, so that it is never seen without them. */
const styles = async (page) => {
  const has = new Set([...document.head.querySelectorAll('link[rel~="stylesheet"]')].map((link) => link.href));
  const wanted = [...page.head.querySelectorAll('link[rel~="stylesheet"]')];
  const loading = wanted.filter((link) => !has.has(new URL(link.getAttribute('href'), location.href).href)).map((link) => {
    const early = document.importNode(link, true);
    const loaded = new Promise((resolve) => {
      early.addEventListener('load', resolve);
      early.addEventListener('error', resolve);
      setTimeout(resolve, 2000);
    });
    document.head.append(early);
    return loaded;
  });
  await Promise.all(loading);
};

/** Tells of a block that is new. */
const mark = (block) => {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const { top, bottom } = block.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) {
    block.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  }
  const shown = { outline: '3px solid #c77700', outlineOffset: '4px' };
  const gone = { outline: '3px solid transparent', outlineOffset: '4px' };
  block.animate(calm ? [shown, shown] : [shown, shown, gone], { duration: 1600, id: 'delwebb-andrad' });
};

/** The files of the page have these tags now: those that were others are fetched anew. */
export const swap = (now) => {
  const isFirst = tags.size === 0;
  const changed = new Set();
  for (const [address, tag] of Object.entries(now)) {
    if (tags.has(address) ? tags.get(address) !== tag : !isFirst) changed.add(address);
    tags.set(address, tag);
  }
  for (const address of changed) shownAs.set(address, withTag(address, tags.get(address)));
  for (const element of document.querySelectorAll('img, source, link[rel~="stylesheet"]')) renew(element, changed);
};

const withTag = (address, tag) => `${address.split('?')[0]}?delwebb=${tag}`;

/** The address that the page itself has for what `element` shows. */
const written = (element, name) => {
  const now = element.getAttribute(name);
  for (const [address, shown] of shownAs) if (now === shown) return address;
  return now && now.includes('?delwebb=') ? now.split('?')[0] : now;
};

const renew = (element, changed) => {
  const name = element.localName === 'link' ? 'href' : 'src';
  const address = written(element, name);
  if (address && changed.has(address)) {
    if (name === 'src') {
      element.setAttribute(name, shownAs.get(address));
    } else {
      // The old sheet goes when the new one is there.
      const next = element.cloneNode();
      next.setAttribute(name, shownAs.get(address));
      next.addEventListener('load', () => element.remove(), { once: true });
      element.after(next);
    }
  }
  const set = element.getAttribute('srcset');
  if (set) {
    const parts = set.split(',').map((part) => {
      const [url, ...rest] = part.trim().split(/\s+/);
      const own = url.includes('?delwebb=') ? url.split('?')[0] : url;
      return [shownAs.get(own) ?? url, ...rest].join(' ');
    });
    if (parts.join(', ') !== set) element.setAttribute('srcset', parts.join(', '));
  }
};

/** Gives an element of the page that came the addresses that are shown here. */
const readdress = (element) => {
  for (const name of ['src', 'href']) {
    const shown = shownAs.get(element.getAttribute(name));
    if (shown) element.setAttribute(name, shown);
  }
};
