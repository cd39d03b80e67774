// Shows the page anew when it has changed, without losing one's place on it.
(() => {
  const own = document.currentScript;
  const folder = own.src.slice(0, own.src.lastIndexOf('/') + 1);
  let tag = own.dataset.tag;
  let source = null;
  let showing = false;
  let again = false;

  // A browser opens six connections to a host: a page that nobody looks at gives its own back.
  const listen = () => {
    if (document.hidden) {
      source?.close();
      source = null;
      return;
    }
    if (source && source.readyState !== EventSource.CLOSED) return;
    const page = encodeURIComponent(decodeURIComponent(location.pathname));
    source = new EventSource(`${folder}handelser?sida=${page}&har=${tag}`);
    source.addEventListener('andrad', (event) => {
      if (event.data !== tag) show();
    });
    source.addEventListener('error', () => {
      // Later, and not all at the same moment.
      if (source?.readyState === EventSource.CLOSED) {
        setTimeout(listen, 500 + Math.random() * 1000);
      }
    });
  };

  const show = async () => {
    if (showing) {
      again = true;
      return;
    }
    showing = true;
    try {
      const answer = await fetch(location.href, { cache: 'no-store' });
      const text = await answer.text();
      const page = new DOMParser().parseFromString(text, 'text/html');
      const script = page.querySelector('script[data-tag]');
      if (!script) {
        location.reload();
        return;
      }
      tag = script.dataset.tag;
      patch(page);
    } finally {
      showing = false;
      if (again) {
        again = false;
        show();
      }
    }
  };

  const BLOCKS = 'h1,h2,h3,h4,h5,h6,p,li,dt,dd,td,th,figcaption,blockquote,summary';
  const blocks = () => [...document.querySelectorAll(BLOCKS)];

  const patch = (page) => {
    const before = new Set(blocks().map((block) => block.textContent));
    Idiomorph.morph(document.documentElement, page.documentElement, {
      head: { style: 'merge' },
      restoreFocus: true,
      callbacks: {
        // What the reader has opened stays open, and our own script is not run again.
        beforeAttributeUpdated: (name, node) => !(name === 'open' && node.localName === 'details'),
        beforeNodeRemoved: (node) => node !== own,
        beforeNodeMorphed: (node) => node !== own,
      },
    });
    const changed = blocks().find((block) => !before.has(block.textContent));
    if (changed) mark(changed);
  };

  const mark = (block) => {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const { top, bottom } = block.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) {
      block.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
    }
    const shown = { outline: '3px solid #c77700', outlineOffset: '4px' };
    const gone = { outline: '3px solid transparent', outlineOffset: '4px' };
    block.animate(calm ? [shown, shown] : [shown, shown, gone], 1600);
  };

  document.addEventListener('visibilitychange', listen);
  listen();
})();
