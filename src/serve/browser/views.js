// Ways to look at the page: on a phone, dark, on paper, with text at 200 %.
import { whenPatched } from './patch.js';
import { state } from './overlay.js';

let root = null;
let data = null;
let frame = null;
const on = new Set();
const queries = new WeakMap();

/** How much of the window the panel takes from the page. */
let taken = 0;

/** What a media query is, seen in the chosen ways, beside a panel of so many pixels. */
const turned = (query, beside) => {
  let text = query;
  if (on.has('stor')) {
    // A larger text of the browser's own counts in queries as well.
    text = text.replaceAll(/([\d.]+)(r?em)\b/gi, (_, length, unit) => `${length * 2}${unit}`);
  }
  if (beside) {
    text = text.replaceAll(/\((min-width|max-width)\s*:\s*([^()]+)\)/gi, `($1: calc($2 + ${beside}px))`)
      .replaceAll(/\(\s*width\s*([<>]=?)\s*([^()]+)\)/gi, `(width $1 calc($2 + ${beside}px))`);
  }
  if (on.has('morkt')) {
    text = text.replaceAll(/\(\s*prefers-color-scheme\s*:\s*dark\s*\)/gi, '(min-width: 0px)')
      .replaceAll(/\(\s*prefers-color-scheme\s*:\s*light\s*\)/gi, '(max-width: 0px)');
  }
  if (on.has('utskrift')) {
    text = text.replaceAll(/\bscreen\b/gi, 'speech').replaceAll(/\bprint\b/gi, 'all');
  }
  return text;
};

const walk = (rules, beside) => {
  for (const rule of rules) {
    const media = rule.media;
    if (media) {
      if (!queries.has(rule)) queries.set(rule, media.mediaText);
      const wanted = turned(queries.get(rule), beside);
      if (media.mediaText !== wanted) media.mediaText = wanted;
    }
    if (rule.styleSheet) walk(rule.styleSheet.cssRules, beside);
    else if (rule.cssRules) walk(rule.cssRules, beside);
  }
};

/** Shows `page` in the chosen ways. */
const apply = (page) => {
  const beside = page === document ? taken : 0;
  for (const sheet of page.styleSheets) {
    try {
      if (sheet.media) {
        if (!queries.has(sheet)) queries.set(sheet, sheet.media.mediaText);
        sheet.media.mediaText = turned(queries.get(sheet), beside);
      }
      walk(sheet.cssRules, beside);
    } catch { /* A sheet of another host is closed to scripts. */ }
  }
  for (const source of page.querySelectorAll('source[media]')) {
    if (!queries.has(source)) queries.set(source, source.media);
    const wanted = turned(queries.get(source), beside);
    if (source.media !== wanted) source.media = wanted;
  }
  const Sheet = page.defaultView.CSSStyleSheet;
  page.delwebbSheet ??= new Sheet();
  const rules = [];
  if (on.has('morkt')) rules.push(':root { color-scheme: dark !important; }');
  if (on.has('stor')) rules.push(':root { font-size: 200% !important; }');
  if (on.has('utskrift')) rules.push('body { max-width: 210mm !important; margin-inline: auto !important; box-sizing: border-box; }');
  page.delwebbSheet.replaceSync(rules.join('\n'));
  const others = page.adoptedStyleSheets.filter((sheet) => sheet !== page.delwebbSheet);
  page.adoptedStyleSheets = [...others, page.delwebbSheet];
};

/** The page in a frame as wide as a phone, in front of the page itself. */
const phone = () => {
  if (!on.has('telefon')) {
    frame?.remove();
    frame = null;
    document.body.inert = false;
    document.body.style.removeProperty('visibility');
    return;
  }
  if (!frame) {
    frame = document.createElement('div');
    frame.id = 'telefon';
    const page = document.createElement('iframe');
    page.title = data().telefonram ?? '';
    page.delwebb = (inner) => apply(inner);
    page.src = location.href;
    frame.append(page);
    root.append(frame);
  }
  document.body.inert = true;
  document.body.style.setProperty('visibility', 'hidden');
};

const turnAll = () => {
  apply(document);
  phone();
  const inner = frame?.firstChild?.contentDocument;
  if (inner?.body) apply(inner);
};

export const views = {
  begin(tree, given) {
    root = tree;
    data = given;
    for (const name of state('vyer').split(' ')) if (name) on.add(name);
    whenPatched(() => {
      // The page has them as they are written again.
      for (const one of document.querySelectorAll('source[media]')) queries.delete(one);
    });
    whenPatched(() => { if (on.size || document.delwebbSheet) turnAll(); });
    addEventListener('load', () => { if (on.size || document.delwebbSheet) turnAll(); });
  },
  /** The panel takes so many pixels of the window: the page is laid out for what is left. */
  beside(pixels) {
    if (pixels === taken) return;
    taken = pixels;
    apply(document);
  },
  turn(name) {
    if (!on.delete(name)) on.add(name);
    state('vyer', [...on].join(' '));
    views.show();
  },
  show() {
    for (const button of root.querySelectorAll('[data-vy]')) {
      button.setAttribute('aria-pressed', String(on.has(button.dataset.vy)));
    }
    const list = root.getElementById('vylista');
    const isOpen = state('vylista') === 'oppen' || on.size > 0;
    if (list) list.hidden = !isOpen;
    root.getElementById('vyer')?.setAttribute('aria-expanded', String(isOpen));
    if (on.size || document.delwebbSheet) turnAll();
  },
};
