// From a paragraph to the line it is written on: in the editor, or copied.
import { whenPatched } from './patch.js';

let root = null;
let data = null;
let say = null;
let on = false;
const STYLE = new CSSStyleSheet();
STYLE.replaceSync(`[data-delwebb-rad] { cursor: pointer; }
[data-delwebb-rad]:hover, [data-delwebb-rad]:focus-visible { outline: 2px dashed #c77700 !important; outline-offset: 3px !important; }`);

const blocks = () => document.body.querySelectorAll('[data-delwebb-rad]');

/** Lets the keyboard reach each block while one is to be chosen. */
const reach = () => {
  for (const block of blocks()) {
    if (on && !block.hasAttribute('tabindex')) {
      block.setAttribute('tabindex', '0');
      block.delwebbReach = true;
    } else if (!on && block.delwebbReach) {
      block.removeAttribute('tabindex');
      delete block.delwebbReach;
    }
  }
  const others = document.adoptedStyleSheets.filter((sheet) => sheet !== STYLE);
  document.adoptedStyleSheets = on ? [...others, STYLE] : others;
};

const open = (block) => {
  const line = block.dataset.delwebbRad;
  const { lank: link, fil: file } = data();
  if (!file) return;
  const address = link?.replaceAll('{line}', line).replaceAll('{column}', '1');
  const asked = new CustomEvent('delwebb-oppna', { detail: { file, line, address }, cancelable: true });
  if (!document.dispatchEvent(asked)) return;
  if (address) {
    say(`${data().oppnar} ${file}:${line}`);
    location.href = address;
  } else {
    source.copy(`${file}:${line}`);
  }
};

const chosen = (event) => {
  const block = event.target.closest?.('[data-delwebb-rad]');
  if (!block || !(on || event.altKey)) return;
  if (event.type === 'keydown' && (event.key !== 'Enter' || event.target !== block)) return;
  event.preventDefault();
  event.stopPropagation();
  open(block);
};

export const source = {
  begin(tree, given, speak) {
    root = tree;
    data = given;
    say = speak;
    document.addEventListener('click', chosen, true);
    document.addEventListener('keydown', chosen, true);
    whenPatched(reach);
  },
  isOn: () => on,
  turn() {
    on = !on;
    source.show();
    reach();
    if (on) say(data().valj);
  },
  show() {
    const button = root.getElementById('kalla');
    button?.setAttribute('aria-pressed', String(on));
    if (button) button.hidden = !data().fil;
  },
  async copy(place) {
    try {
      await navigator.clipboard.writeText(place);
      say(`${place} ${data().kopierat ?? ''}`);
    } catch {
      // No clipboard without a safe address: the words can be copied by hand.
      say(`${data().gickInte ?? ''} ${place}`);
    }
  },
};
