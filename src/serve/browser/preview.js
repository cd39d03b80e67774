// Shows the page anew when it has changed, without losing one's place on it, and what is to be
// said of it beside it.
import { begin, refresh, say } from './overlay.js';
import { patch, swap, known } from './patch.js';

const own = document.querySelector('script[data-sida]');
const folder = new URL('.', import.meta.url).href;
const { sida } = own.dataset;
let { tag = '', fynd = '' } = own.dataset;
let source = null;
let showing = false;
let again = false;
let lost = false;

// The page about the whole site is the preview's own: there is nothing to lay over it.
const isOwn = !own.dataset.tag;
// The page within the page, as it looks on a phone, is brought up to date and no more.
const isFramed = window !== window.top && window.frameElement !== null;

// A browser opens six connections to a host: a page that nobody looks at gives its own back.
const listen = () => {
  if (document.hidden) {
    source?.close();
    source = null;
    return;
  }
  if (source && source.readyState !== EventSource.CLOSED) return;
  const has = `${tag && `&har=${tag}`}${fynd && `&fynd=${fynd}`}`;
  source = new EventSource(`${folder}handelser?sida=${encodeURIComponent(sida)}${has}`);
  source.addEventListener('open', () => {
    if (lost) refresh();
    lost = false;
  });
  source.addEventListener('andrad', (event) => {
    if (event.data !== tag) show();
  });
  source.addEventListener('fynd', (event) => {
    if (event.data === fynd) return;
    if (isOwn) show();
    else findings();
  });
  source.addEventListener('filer', (event) => swap(JSON.parse(event.data)));
  source.addEventListener('error', () => {
    if (!lost && !document.hidden) say('borta');
    lost = true;
    // Later, and not all at the same moment.
    if (source?.readyState === EventSource.CLOSED) setTimeout(listen, 500 + Math.random() * 1000);
  });
};

/** Asks what is to be said of the page. */
const findings = async () => {
  if (isFramed || isOwn) return;
  const found = await refresh();
  if (found) fynd = found;
};

const show = async () => {
  if (showing) {
    again = true;
    return;
  }
  showing = true;
  try {
    const answer = await fetch(location.href, { cache: 'no-store' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const script = page.querySelector('script[data-sida]');
    if (!script) {
      location.reload();
      return;
    }
    tag = script.dataset.tag ?? '';
    fynd = script.dataset.fynd ?? fynd;
    await patch(page, own);
    if (!isFramed) say('uppdaterad');
  } catch {
    // The program has gone: the stream of events tells when it is back.
  } finally {
    showing = false;
    if (again) {
      again = false;
      show();
    }
  }
};

document.addEventListener('visibilitychange', listen);
known(own);
begin({ folder, sida, upp: own.dataset.upp, lang: own.dataset.lang, isOwn, isFramed });
listen();
findings();
