// The bar, the panel and the numbers on the page. All of it stands in a shadow tree after the
// page's own body, so that neither's style sheets reach the other.
import { keep, whenPatched } from './patch.js';
import { places } from './places.js';
import { source } from './source.js';
import { views } from './views.js';

const WIDE = matchMedia('(min-width: 64rem)');
/** How wide the panel is beside the page; so in overlay.css. */
const PANEL = 416;
let around = null;
let host = null;
let root = null;
let box = null;
let sheet = null;
let quiet = 0;
let asked = 0;

/** Puts the overlay beside the page. */
export const begin = (given) => {
  around = given;
  if (given.isFramed) {
    // The page within the page takes its ways to be seen from the one around it.
    window.frameElement.delwebb?.(document);
    whenPatched(() => window.frameElement.delwebb?.(document));
    return;
  }
  if (given.isOwn) {
    // A page of our own has no tree of its own to stand in: it only needs its links.
    ownLinks(document);
    keepClicks(document);
    return;
  }
  host = document.createElement('div');
  host.id = 'delwebb';
  host.lang = given.lang;
  host.hidden = true;
  keep(host);
  root = host.attachShadow({ mode: 'open' });
  root.innerHTML = '<div id="ram"></div><div id="lager"></div><p role="status" id="status"></p>';
  document.documentElement.append(host);
  box = root.getElementById('ram');
  // What the page itself needs: room for the bar and the panel. It stands in no element of the
  // page, so that nothing of it is in the way when the page is compared with what it becomes.
  sheet = new CSSStyleSheet();
  // As on the page before, so that this one does not move when its bar has come.
  sheet.replaceSync(state('rum'));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  root.addEventListener('click', clicked);
  WIDE.addEventListener('change', room);
  addEventListener('resize', room);
  whenPatched(() => places.draw());
  places.begin(root, () => data(), showFinding);
  source.begin(root, () => data(), sayText);
  views.begin(root, () => data());
  document.addEventListener('keydown', keyed);
  ready = styled();
};

let ready = null;

const styled = async () => {
  const css = await (await fetch(`${around.folder}overlay.css`)).text();
  const own = new CSSStyleSheet();
  own.replaceSync(css);
  root.adoptedStyleSheets = [own];
};

const data = () => root?.getElementById('data')?.dataset ?? {};

/** Asks what is to be said of the page, and shows it. Gives the tag of it. */
export const refresh = async () => {
  if (!box) return null;
  asked += 1;
  const turn = asked;
  try {
    const answer = await fetch(`${around.folder}fynd?sida=${encodeURIComponent(around.sida)}`, { cache: 'no-store' });
    const text = await answer.text();
    await ready;
    // What was asked for later is newer.
    if (turn !== asked) return null;
    const came = new DOMParser().parseFromString(text, 'text/html').body.firstElementChild;
    fill(came);
    return came.dataset.tag;
  } catch {
    // Nobody answers: the bar says so already.
    return null;
  }
};

/** Puts `came` in the box, and keeps what is open, pressed and focused in it. */
const fill = (came) => {
  const isOpen = state('panel') === 'oppen';
  for (const part of came.querySelectorAll('details')) {
    const old = part.id && box.querySelector(`#${CSS.escape(part.id)}`);
    if (old) part.open = old.open;
  }
  came.id = 'ram';
  const focused = root.activeElement;
  window.Idiomorph.morph(box, came, { restoreFocus: true, ignoreActiveValue: true });
  ownLinks(box);
  host.hidden = false;
  open(isOpen);
  // What had the focus is mended and gone: on to what is left.
  if (focused && root.activeElement !== focused) {
    const next = focused.isConnected && focused.checkVisibility() ? focused : root.getElementById(isOpen ? 'panel' : 'oppna');
    next?.focus({ preventScroll: true });
  }
  views.show();
  source.show();
  places.draw();
};

/** Links of the overlay lead up to the site and to the page about it. */
const ownLinks = (within) => {
  for (const link of within.querySelectorAll('a[data-till]')) {
    link.setAttribute('href', `${around.upp}${link.dataset.till.slice(1)}` || './');
  }
  const site = within.querySelector('a[data-sajt]');
  site?.setAttribute('href', around.folder);
};

/** One tab's way to look at things; a browser that keeps nothing loses it with the page. */
export const state = (name, value) => {
  try {
    if (value === undefined) return sessionStorage.getItem(`delwebb-${name}`) ?? '';
    sessionStorage.setItem(`delwebb-${name}`, value);
  } catch { /* Nothing may be kept here. */ }
  return value ?? '';
};

const open = (isOpen) => {
  const panel = root.getElementById('panel');
  if (!panel) return;
  panel.hidden = !isOpen;
  root.getElementById('oppna')?.setAttribute('aria-expanded', String(isOpen));
  state('panel', isOpen ? 'oppen' : '');
  places.show(isOpen);
  room();
};

/** Makes room for the bar and the panel beside the page: nothing of it is ever covered. */
const room = () => {
  const bar = root?.querySelector('.stang');
  const panel = root?.getElementById('panel');
  if (!bar || !panel) return;
  const { height } = bar.getBoundingClientRect();
  const isBeside = WIDE.matches && !panel.hidden;
  host.style.setProperty('--stang', `${height}px`);
  const rules = `@media not print { :root { padding-top: ${height}px !important;
    ${WIDE.matches ? `scroll-padding-top: ${height + 12}px !important;` : ''}
    ${isBeside ? `padding-right: ${PANEL}px !important;` : ''} } }`;
  sheet.replaceSync(rules);
  state('rum', rules);
  views.beside(isBeside ? PANEL : 0);
  places.draw();
};

const clicked = (event) => {
  const at = event.target.closest?.('button, a');
  if (!at) return;
  if (at.id === 'oppna') {
    const panel = root.getElementById('panel');
    open(panel.hidden);
    if (!panel.hidden) {
      panel.focus({ preventScroll: true });
      // A browser left to itself shows the middle of what is higher than the window.
      if (!WIDE.matches) panel.scrollIntoView({ block: 'start' });
    }
  } else if (at.id === 'vyer') {
    const list = root.getElementById('vylista');
    list.hidden = !list.hidden;
    at.setAttribute('aria-expanded', String(!list.hidden));
    state('vylista', list.hidden ? '' : 'oppen');
    room();
  } else if (at.dataset.visa) {
    places.go(at.dataset.visa);
  } else if (at.dataset.vy) {
    views.turn(at.dataset.vy);
    room();
  } else if (at.id === 'kalla') {
    source.turn();
  } else if (at.dataset.kopiera) {
    source.copy(at.dataset.kopiera);
  }
};

/** On the preview's own page places are copied too. */
const keepClicks = (within) => {
  source.begin(within, () => ({}), sayText);
  within.addEventListener('click', (event) => {
    const at = event.target.closest('[data-kopiera]');
    if (at) source.copy(at.dataset.kopiera);
  });
};

const keyed = (event) => {
  if (event.key !== 'Escape') return;
  if (source.isOn()) source.turn();
};

/** Opens the panel at a finding. */
const showFinding = (number) => {
  open(true);
  const found = root.getElementById(`fynd-${number}`);
  if (!found) return;
  found.tabIndex = -1;
  found.scrollIntoView({ block: 'nearest' });
  found.focus({ preventScroll: true });
};

/** Says one of the overlay's sentences to those who listen to the page. */
export const say = (which) => sayText(data()[which === 'borta' ? 'borta' : which]);

const sayText = (words) => {
  const status = root?.getElementById('status');
  if (!status || !words) return;
  // Who saves every few seconds is not told every time.
  const now = Date.now();
  if (words === data().uppdaterad && now - quiet < 5000) return;
  quiet = now;
  status.textContent = '';
  status.classList.toggle('syns', words !== data().uppdaterad);
  setTimeout(() => { status.textContent = words; }, 50);
  setTimeout(() => { if (status.textContent === words) { status.textContent = ''; status.classList.remove('syns'); } }, 6000);
};
