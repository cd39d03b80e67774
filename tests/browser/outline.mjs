// What holds a page together for those who do not see it: headings, landmarks, title, languages,
// tables, and states that are said in words.
import { helpers } from './inpage.mjs';

function looked() {
  const { selector } = window.__tests;
  const problems = [];
  const seen = (element) => element.checkVisibility();
  const name = (element) => element.getAttribute('aria-label') || (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).map((id) => (id && document.getElementById(id)?.textContent) ?? '').join(' ').trim();

  const headings = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(seen);
  const first = headings.filter((heading) => heading.localName === 'h1').length;
  if (first !== 1) problems.push(`${first} h1`);
  // The footer is a part of its own: its headings begin at level two again.
  let last = 0;
  for (const heading of headings) {
    const level = Number(heading.localName[1]);
    if (level > last + 1) problems.push(`h${last} is followed by h${level}: ${selector(heading)} – ${heading.textContent.trim().slice(0, 40)}`);
    if (!heading.textContent.trim()) problems.push(`empty heading: ${selector(heading)}`);
    last = level;
  }

  const section = 'article,aside,main,nav,section';
  const count = { banner: 'header', main: 'main', contentinfo: 'footer' };
  for (const [role, tag] of Object.entries(count)) {
    const there = [...document.querySelectorAll(`${tag},[role=${role}]`)].filter((element) => element.getAttribute('role') === role || !element.parentElement.closest(section)).length;
    if (there !== 1) problems.push(`${there} landmarks of the kind ${role}`);
  }
  const navs = [...document.querySelectorAll('nav,[role=navigation]')].filter(seen);
  if (navs.length === 0) problems.push('no nav');
  const names = navs.map(name);
  for (const [i, one] of names.entries()) {
    if (!one) problems.push(`nav without a name: ${selector(navs[i])}`);
    else if (names.indexOf(one) !== i) problems.push(`two navs are called ${one}`);
  }

  if (!document.title.trim()) problems.push('no title');
  if (!/^[a-z]{2}(-|$)/.test(document.documentElement.lang)) problems.push('no lang on html');

  for (const table of document.querySelectorAll('table')) {
    if (/^(presentation|none)$/.test(table.getAttribute('role') ?? '')) continue;
    if (!(table.caption?.textContent.trim() || name(table) || (table.closest('[role=region]') && name(table.closest('[role=region]'))))) problems.push(`table without caption or name: ${selector(table)}`);
    const heads = [...table.querySelectorAll('th')];
    if (heads.length === 0) problems.push(`table without header cells: ${selector(table)}`);
    for (const head of heads) {
      if (!head.scope && !head.id && !(table.tHead?.contains(head))) problems.push(`header cell without scope: ${selector(head)} – ${head.textContent.trim().slice(0, 40)}`);
    }
    for (const cell of table.querySelectorAll('td')) {
      if (!cell.textContent.trim() && !cell.querySelector('img[alt]:not([alt=""]),[aria-label]')) problems.push(`cell that says nothing: ${selector(cell)}`);
      if (cell.colSpan > 1) continue;
      const column = [...cell.parentElement.cells].reduce((at, other) => (other === cell ? { at: at.at, done: true } : at.done ? at : { at: at.at + other.colSpan }), { at: 0 }).at;
      const above = [...(table.tHead?.rows ?? [])].some((row) => {
        let at = 0;
        return [...row.cells].some((head) => {
          const here = column >= at && column < at + head.colSpan && head.localName === 'th';
          at += head.colSpan;
          return here;
        });
      });
      if (!above && !cell.parentElement.querySelector('th') && !cell.headers) {
        problems.push(`cell without a header: ${selector(cell)} – ${cell.textContent.trim().slice(0, 40)}`);
        break;
      }
    }
  }

  // A state is said in words that everyone gets, and its sign is for the eye only.
  for (const state of document.querySelectorAll('.lage,.skede')) {
    const words = [...state.childNodes].filter((node) => node.localName !== 'svg').map((node) => (node.nodeType === Node.ELEMENT_NODE && node.classList.contains('dold') ? '' : node.textContent)).join('').trim();
    if (!/\p{L}{3}/u.test(words)) problems.push(`state without words: ${selector(state)}`);
    if (state.matches('.lage') && !state.querySelector('svg')) problems.push(`state without a sign: ${selector(state)}`);
    for (const sign of state.querySelectorAll('svg')) {
      if (sign.getAttribute('aria-hidden') !== 'true') problems.push(`sign of a state that is read aloud: ${selector(sign)}`);
    }
  }
  return problems;
}

/** Text whose words are of another language than it says: Swedish said to be English, or the other way. */
function otherLanguage() {
  const { selector } = window.__tests;
  const words = {
    // A capital with å, ä or ö begins a name, which is the same in all languages.
    sv: /(?<!\p{L})([Oo]ch|[Aa]tt|[Ss]om|[Aa]v|[Ii]nte|[Tt]ill|[Ee]ller|[Vv]i|[Ee]tt|[Hh]ar|[Hh]ur|[Uu]ppgift|[Ss]aknas|[Ss]idan|\p{Ll}*[åäö]\p{Ll}*)(?!\p{L})/gu,
    en: /(?<!\p{L})(and|the|is|are|of|with|which|from|how|our|this|that|when|been|page|about|you|what)(?!\p{L})/giu,
  };
  const problems = [];
  for (const element of document.querySelectorAll('body *')) {
    const text = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join(' ').replaceAll('\u00ad', '');
    if (!/\p{L}{2}/u.test(text) || /^(script|style|code)$/.test(element.localName)) continue;
    const said = (element.closest('[lang]')?.lang ?? '').slice(0, 2);
    const other = { sv: 'en', en: 'sv' }[said];
    if (!other) continue;
    const [own, foreign] = [said, other].map((language) => (text.match(words[language]) ?? []).length);
    if (foreign > own && foreign >= (other === 'sv' ? 1 : 2)) problems.push(`${other} without lang: ${selector(element)} – ${text.trim().slice(0, 50)}`);
  }
  return problems;
}

/** Problems of the page's outline; `languages` when the parts' languages are to be looked at too. */
export async function outline(page) {
  await page.evaluate(helpers);
  return [...(await page.evaluate(looked)), ...(await page.evaluate(otherLanguage))];
}

/** Titles that two pages share. */
export function sharedTitles(pages) {
  const problems = [];
  const seen = new Map();
  for (const page of pages) {
    const title = /<title>([^<]*)<\/title>/.exec(page.html)?.[1].trim() ?? '';
    if (seen.has(title)) problems.push(`${page.path} and ${seen.get(title)} are both called ${title}`);
    else seen.set(title, page.path);
  }
  return problems;
}
