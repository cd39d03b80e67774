// The page of the search: answers while somebody types, and keeps the question in the address.
// What a result looks like is the theme's: docs/theme-contract.md says which parts it names.

const at = document.querySelector('[data-search]');
const part = name => at.querySelector(`[data-search-${name}]`);
const form = at.querySelector('form'), field = form.elements.q;
const list = part('results'), status = part('status'), more = part('more'), everything = part('everything');
const choices = [...form.querySelectorAll('select')];
const said = (key, values) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), at.dataset[key] ?? '');
let index = new Index(new URL(at.dataset.index, location));

// So many results at a time.
const atATime = atFirst;
// Shorter parts of a word are not marked in it.
const longPart = 4;
// The excerpts of so many results are taken from their pages, when their own lines hold no word
// that was asked for.
const mostPages = 3;
// A person types a letter in less; who has stopped wants to be told, in milliseconds.
const pause = 400;

let latest = 0, timer;

const question = () => field.value.trim();
const chosen = () => choices.filter(choice => choice.value).map(choice => [choice.name, choice.value]);

// Everything of a text that was asked for is marked; tells whether anything was.
const marked = (element, text, stems) => {
  let end = 0, any = false;
  const parts = [];
  for (const found of text.matchAll(/[\p{Alphabetic}\p{N}]+/gu)) {
    const word = found[0].toLowerCase(), folded = fold(word);
    const own = fold(index.stem(word));
    const isAsked = stems.has(own) || [...stems].some(stem => stem.length >= longPart && (folded.startsWith(stem) || own.endsWith(stem)));
    if (!isAsked || index.stops.has(word)) continue;
    const mark = document.createElement('mark');
    mark.textContent = found[0];
    parts.push(text.slice(end, found.index), mark);
    end = found.index + found[0].length;
    any = true;
  }
  element.replaceChildren(...parts, text.slice(end));
  return any;
};

// The part of a page that says most of what was asked for.
const excerpt = (html, stems) => {
  const page = new DOMParser().parseFromString(html, 'text/html');
  let best = '', most = 0;
  for (const block of page.querySelectorAll('main :is(p, dd, td, blockquote, li:not(:has(p, dl, ul, h2, h3)))')) {
    const text = block.textContent.replace(/\s+/g, ' ').trim();
    const words = new Set(wordsIn(text).map(word => fold(index.stem(word.toLowerCase()))));
    const count = [...stems].filter(stem => words.has(stem)).length;
    if (count > most) [best, most] = [text, count];
  }
  if (best.length <= 240) return best;
  const first = [...best.matchAll(/[\p{Alphabetic}\p{N}]+/gu)].find(([word]) => stems.has(fold(index.stem(word.toLowerCase()))));
  const from = best.lastIndexOf(' ', Math.max(0, (first?.index ?? 0) - 80)) + 1;
  const to = best.indexOf(' ', from + 220);
  return `${from ? '… ' : ''}${best.slice(from, to < 0 ? undefined : to)}${to < 0 ? '' : ' …'}`;
};

const fromPages = async (wanted, stems, run) => {
  for (const { href, line } of wanted.slice(0, mostPages)) {
    if (run !== latest) return;
    try {
      const answer = await fetch(href);
      const text = answer.ok ? excerpt(await answer.text(), stems) : '';
      if (text && run === latest) marked(line, text, stems);
    } catch {
      // The line that is there says what the page is about.
    }
  }
};

const result = (card, stems) => {
  const item = part('result').content.cloneNode(true);
  const of = name => item.querySelector(`[data-part=${name}]`);
  const link = of('title'), line = of('excerpt'), notes = of('notes');
  link.href = card.href;
  const inTitle = marked(link, card.title, stems);
  const inLead = marked(line, card.lead, stems);
  notes.append(...card.notes.map(note => Object.assign(document.createElement('li'), { textContent: note })));
  if (!card.notes.length) notes.remove();
  return { item, href: card.href, line, isPlain: !inLead && !inTitle };
};

const show = async ({ entries, stems }, from, run, count = atATime) => {
  const cards = await Promise.all(entries.slice(from, from + count).map(entry => index.card(entry)));
  if (run !== latest) return [];
  const results = cards.map(card => result(card, stems));
  if (!from) list.replaceChildren();
  list.append(...results.map(({ item }) => item));
  more.hidden = entries.length <= from + count;
  more.onclick = async () => {
    const next = list.children.length;
    await show({ entries, stems }, next, run);
    // Whoever comes back from a result finds as many as before.
    history.replaceState({ shown: list.children.length }, '');
    list.children[next]?.querySelector('a')?.focus();
  };
  return results.filter(({ isPlain }) => isPlain);
};

const address = () => {
  const here = new URL(location);
  here.search = new URLSearchParams([...(question() ? [['q', question()]] : []), ...chosen()]);
  return here;
};

const found = ({ entries, without }) => {
  if (entries.length) return said(entries.length === 1 ? 'one' : 'count', { antal: entries.length });
  return without ? said('narrow', { antal: without }) : said('none', { ord: question() });
};

const told = answer => {
  const shown = [found(answer)];
  for (const [word, near] of answer.mended) if (answer.entries.length || answer.without) shown.push(said('mended', { ord: word, menat: near.slice(0, 3).join(', ') }));
  return shown.join(' ');
};

// What helps when nothing is found; what is about choices, when there are some.
const help = (isShown, isNarrowed = false) => {
  part('help').hidden = !isShown;
  for (const one of at.querySelectorAll('[data-search-narrowed]')) one.hidden = !isNarrowed;
  const elsewhere = part('elsewhere');
  if (elsewhere) elsewhere.search = new URLSearchParams(question() ? { q: question() } : {});
};

const search = async (isAgain = false, count = atATime) => {
  const run = ++latest, asked = question(), narrowed = chosen();
  clearTimeout(timer);
  at.toggleAttribute('data-search-asked', Boolean(asked || narrowed.length));
  help(false);
  if (!asked && !narrowed.length) {
    list.replaceChildren();
    more.hidden = true;
    status.textContent = '';
    everything.hidden = false;
    return;
  }
  try {
    const answer = asked ? await index.ask(asked) : { entries: Array.from({ length: (await index.start()).antal }, (_, entry) => entry), stems: new Set(), mended: [] };
    if (narrowed.length) {
      answer.without = answer.entries.length;
      answer.entries = answer.entries.filter(await index.chosen(narrowed));
    }
    if (run !== latest) return;
    const plainOnes = await show(answer, 0, run, count);
    if (run !== latest) return;
    // The list is one more way for whoever finds nothing.
    everything.hidden = answer.entries.length > 0;
    help(!answer.entries.length, narrowed.length > 0);
    // Not at every letter: a screen reader would never get to the end.
    timer = setTimeout(() => {
      status.textContent = told(answer);
      fromPages(plainOnes, answer.stems, run);
    }, pause);
  } catch (error) {
    if (error instanceof Changed && !isAgain) {
      index = new Index(index.address);
      await search(true, count);
      return;
    }
    if (run !== latest) return;
    // What the question before found answers nothing now.
    list.replaceChildren();
    more.hidden = true;
    status.textContent = said('failed', {});
    everything.hidden = false;
  }
};

const fromAddress = () => {
  const asked = new URL(location).searchParams;
  field.value = asked.get('q') ?? '';
  for (const choice of choices) {
    const value = asked.get(choice.name);
    choice.value = [...choice.options].some(option => option.value === value) ? value : '';
  }
  // A choice that decides what is shown is seen.
  if (part('choices') && chosen().length) part('choices').open = true;
  return search(false, history.state?.shown);
};

// One question is one step in the history, however many letters it has: it begins with the first
// letter after the last question was settled.
let isSettled = true;
const remember = () => {
  if (address().href === location.href) return;
  history[isSettled ? 'pushState' : 'replaceState'](null, '', address());
  isSettled = false;
};
form.addEventListener('submit', event => {
  event.preventDefault();
  remember();
  isSettled = true;
  search();
});
form.addEventListener('input', () => {
  remember();
  search();
});
form.addEventListener('change', () => isSettled = true);
part('clear')?.addEventListener('click', () => {
  for (const choice of choices) choice.value = '';
  isSettled = true;
  remember();
  search();
  // The button is gone.
  field.focus();
});
addEventListener('popstate', () => {
  isSettled = true;
  fromAddress();
});
at.setAttribute('data-search-ready', '');
fromAddress();
