// What the checks share inside a page: put there by `page.evaluate(helpers)`, as `window.__tests`.

export function helpers() {
  if (window.__tests) return;

  /** A short selector that a person can find the element by. */
  const selector = (element) => {
    const part = (one) => {
      const classes = [...one.classList].slice(0, 2).map((name) => `.${name}`).join('');
      return one.localName + (one.id ? `#${one.id}` : classes);
    };
    const parts = [];
    for (let one = element; one && one !== document.body && parts.length < 4; one = one.parentElement) {
      parts.unshift(part(one));
      if (one.id) break;
    }
    return parts.join(' > ') || element.localName;
  };

  /** Hidden from the eye on purpose, but read by screen readers. */
  const dold = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const box = one.getBoundingClientRect();
      const style = getComputedStyle(one);
      if (style.position === 'absolute' && box.width <= 1 && box.height <= 1 && style.overflow !== 'visible') return true;
      if (style.clipPath === 'inset(50%)') return true;
    }
    return false;
  };

  /** Every piece of text that the eye can see: its element and the box of each line, in the page. */
  const lines = (root = document.body) => {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!/\S/.test(node.data) || /^(script|style|title|desc|noscript|option|template)$/.test(element.localName)) continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || dold(element)) continue;
      const range = document.createRange();
      const start = node.data.search(/\S/);
      range.setStart(node, start);
      range.setEnd(node, start + node.data.slice(start).trimEnd().length);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
      for (const box of boxes) {
        found.push({ element, text: node.data, left: box.left + scrollX, top: box.top + scrollY, right: box.right + scrollX, bottom: box.bottom + scrollY });
      }
    }
    return found;
  };

  /** The nearest part around the element that scrolls sideways by itself. */
  const scroller = (element) => {
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1) return one;
    }
    return null;
  };

  window.__tests = { selector, dold, lines, scroller };
}
