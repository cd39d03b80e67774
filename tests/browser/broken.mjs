// Broken pages, one for each check: what is wrong with it, which check must complain, and what it says.
import { FULL, SAMPLE } from './visit.mjs';

const START = '<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><meta name="description" content="En sida för prov">';
const STYLE = 'body{margin:0;background:#fff;color:#111;font:1rem/1.6 sans-serif}main,header,footer{padding:1rem}a{color:#004;display:inline-block;min-height:24px}.skip{position:absolute;top:-6rem}.skip:focus{top:0}:focus-visible{outline:3px solid #004}main:focus-visible{outline:0}';
const BEFORE = '<a class="skip" href="#innehall">Gå till innehållet</a><header><nav aria-label="Meny"><a href="/good/">Start</a></nav></header><main id="innehall" tabindex="-1">';
const AFTER = '</main><footer><p>Det här är sidans slut.</p></footer>';

/** A whole page around some content; `head` is put into its head, `without` is taken away from all of it. */
export function whole(content, head = '') {
  const parts = typeof content === 'string' ? { body: content } : content;
  const page = `${START}<title>Prov</title><style>${STYLE}</style>${head}${parts.head ?? ''}</head><body>${parts.before ?? BEFORE}${parts.body ?? '<h1>Prov</h1>'}${AFTER}</body></html>`;
  return parts.without ? page.replace(parts.without, '') : page;
}

/** A page that every check is content with. */
export const good = () => whole('<h1>Prov</h1><p>Vi provar allt som <a href="/good/">en sida</a> ska vara.</p><details><summary>Mer att läsa</summary><p>Här finns mer.</p></details><span class="lage"><svg aria-hidden="true" width="9" height="9"></svg>Pågår</span><table><caption>Antal</caption><thead><tr><th scope="col">Ort</th><th scope="col">Antal</th></tr></thead><tbody><tr><th scope="row">Ånge</th><td>2</td></tr></tbody></table>', '<style>.lage{border:1px solid}</style>');

const h1 = '<h1>Prov</h1>';

export const broken = [
  { name: 'a picture without alt', check: 'axe', says: /image-alt/, html: `${h1}<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">` },
  { name: 'a field without label', check: 'axe', says: /label/, html: `${h1}<input type="text">` },
  { name: 'low contrast', check: 'axe', says: /color-contrast-enhanced/, html: `${h1}<p style="color:#767676">Svag text</p>` },
  { name: 'low contrast on a gradient', check: 'contrast', says: /contrast \d/, html: `${h1}<p style="background:linear-gradient(90deg,#fff,#777)">Text som blir svagare mot slutet av en rad som är lång</p>` },
  { name: 'low contrast far down', check: 'contrast', says: /contrast \d/, html: `${h1}<div style="height:17000px"></div><p style="background:linear-gradient(90deg,#fff,#777)">Text som blir svagare mot slutet av en rad som är lång</p>` },
  { name: 'low contrast in a picture', check: 'contrast', says: /contrast \d/, html: `${h1}<svg width="200" height="40" role="img" aria-label="x"><rect width="200" height="40" fill="#888"/><text x="9" y="25" fill="#555">Svag text</text></svg>` },
  { name: 'faint by opacity', check: 'axe', says: /color-contrast/, html: `${h1}<p style="opacity:.5">Svag text</p>` },
  { name: 'faint by opacity, by its pixels', check: 'contrast', says: /contrast \d/, views: [FULL[0]], html: `${h1}<p style="opacity:.5">Svag text</p>` },
  { name: 'low contrast in what can be opened', check: 'contrast, all opened', says: /contrast \d/, views: [FULL[0]], html: `${h1}<details><summary>Mer att läsa</summary><p style="color:#767676">Svag text</p></details>` },
  { name: 'low contrast when a filter is set', check: 'axe, filter set', says: /color-contrast/, views: [FULL[0]], html: { head: '<style>main:has(option[value=a]:checked) p{color:#767676}</style>', body: `${h1}<label>Ort <select><option value="">Alla</option><option value="a">Ånge</option></select></label><p>Text</p>` } },
  { name: 'no focus to be seen, on any page', check: 'keyboard', says: /focus does not show/, views: [FULL[0]], visited: true, html: `${h1}<a href="/good/" style="outline:0">Länk</a>` },
  { name: 'too wide in the other view', check: 'fits, the other view', says: /scrolls sideways/, views: [FULL[0]], html: { head: '<style>main:has(#b:checked) p{width:600px}</style>', body: `${h1}<label><input type="radio" name="v" checked> Tabell</label> <label><input type="radio" name="v" id="b"> Tavla</label><p>Text som blir för bred i den andra vyn av samma sida</p>` } },
  { name: 'low contrast in the dark', check: 'axe', says: /color-contrast/, views: SAMPLE, html: { head: '<style>@media (prefers-color-scheme:dark){p{color:#767676}}</style>', body: `${h1}<p>Svag text</p>` } },
  { name: 'too wide on a broad screen', check: 'fits', says: /scrolls sideways/, views: SAMPLE, html: { head: '<style>@media (min-width:60rem){p{width:1400px}}</style>', body: `${h1}<p>En för bred rad</p>` } },
  { name: 'too wide', check: 'fits', says: /scrolls sideways/, html: `${h1}<p style="width:500px">En för bred rad</p>` },
  { name: 'text cut', check: 'fits', says: /cut by/, html: `${h1}<p style="height:1rem;overflow:hidden">Text som inte får plats på den enda rad som syns och därför fortsätter</p>` },
  { name: 'text cut when large', check: 'fits', says: /at 200 %.*cut by/, html: `${h1}<p style="height:32px;overflow:hidden">Två ord</p>` },
  { name: 'text on text', check: 'fits', says: /lies on/, html: `${h1}<p>En rad här</p><p style="margin-top:-2.4rem">En annan rad</p>` },
  { name: 'text in pixels', check: 'fits', says: /does not follow/, html: { head: '<style>html{font-size:16px}</style>' } },
  { name: 'scrolls where no key reaches', check: 'fits', says: /no key reaches/, html: `${h1}<div style="overflow-x:auto"><p style="width:600px">En mycket bred rad som rullar i sin egen ruta, så bred att den inte får plats</p></div>` },
  { name: 'two h1', check: 'outline', says: /2 h1/, html: `${h1}${h1}` },
  { name: 'a jump in levels', check: 'outline', says: /h1 is followed by h3/, html: `${h1}<h3>Djupt</h3>` },
  { name: 'no main', check: 'outline', says: /0 landmarks of the kind main/, html: { before: '<header><nav aria-label="Meny"><a href="/good/">Start</a></nav></header><div>' } },
  { name: 'no header', check: 'outline', says: /0 landmarks of the kind banner/, html: { before: '<nav aria-label="Meny"><a href="/good/">Start</a></nav><main id="innehall">' } },
  { name: 'two footers', check: 'outline', says: /2 landmarks of the kind contentinfo/, html: `${h1}</main><footer>Ett</footer><main hidden>` },
  { name: 'no nav', check: 'outline', says: /no nav/, html: { before: '<header><a href="/good/">Start</a></header><main id="innehall">' } },
  { name: 'a nav without a name', check: 'outline', says: /nav without a name/, html: `${h1}<nav><a href="/good/">Start</a></nav>` },
  { name: 'two navs with one name', check: 'outline', says: /two navs are called Meny/, html: `${h1}<nav aria-label="Meny"><a href="/good/">Start</a></nav>` },
  { name: 'no title', check: 'outline', says: /no title/, html: { without: '<title>Prov</title>' } },
  { name: 'no lang', check: 'outline', says: /no lang on html/, html: { without: ' lang="sv"' } },
  { name: 'an empty heading', check: 'outline', says: /empty heading/, html: `${h1}<h2> </h2>` },
  { name: 'a header cell without scope', check: 'outline', says: /header cell without scope/, html: `${h1}<table><caption>Antal</caption><tr><th>A</th><td>1</td></tr></table>` },
  { name: 'a cell without a header', check: 'outline', says: /cell without a header/, html: `${h1}<table><caption>Antal</caption><tr><th scope="row">A</th><td>1</td></tr><tr><td>B</td><td>1</td></tr></table>` },
  { name: 'a cell that only a colour fills', check: 'outline', says: /cell that says nothing/, html: `${h1}<table><caption>Antal</caption><tr><th scope="row">A</th><td style="background:#060"></td></tr></table>` },
  { name: 'a state without a sign', check: 'outline', says: /state without a sign/, html: `${h1}<span class="lage">Pågår</span>` },
  { name: 'a sign that is read aloud', check: 'outline', says: /read aloud/, html: `${h1}<span class="lage"><svg role="img" aria-label="Klocka"></svg>Pågår</span>` },
  { name: 'no caption', check: 'outline', says: /without caption/, html: `${h1}<table><tr><th scope="row">A</th><td>1</td></tr></table>` },
  { name: 'no header cells', check: 'outline', says: /without header cells/, html: `${h1}<table><caption>Antal</caption><tr><td>A</td><td>1</td></tr></table>` },
  { name: 'state without words', check: 'outline', says: /state without words/, html: `${h1}<span class="lage"><svg aria-hidden="true"></svg><span class="dold">Pågår</span></span>` },
  { name: 'English without lang', check: 'outline', says: /en without lang/, html: `${h1}<p>What you see on this page is the work of our members.</p>` },
  { name: 'Swedish said to be English', check: 'outline', says: /sv without lang/, html: `${h1}<p lang="en">Hur det går med omställningen</p>` },
  { name: 'a word on the console', check: 'quiet', says: /console error/, html: `${h1}<script>console.error('oj')</script>` },
  { name: 'an error in a script', check: 'quiet', says: /page error/, html: `${h1}<script>throw new Error('oj')</script>` },
  { name: 'another host', check: 'quiet', says: /another host/, html: `${h1}<img alt="" src="http://other.invalid/x.png">` },
  { name: 'a failed request', check: 'quiet', says: /failed request.*404/, html: `${h1}<img alt="" src="/saknas.png">` },
  { name: 'a cookie', check: 'quiet', says: /cookie/, html: `${h1}<script>document.cookie='a=b'</script>` },
  { name: 'local storage', check: 'quiet', says: /localStorage/, html: `${h1}<script>localStorage.a=1</script>` },
  { name: 'session storage', check: 'quiet', says: /sessionStorage/, html: `${h1}<script>sessionStorage.a=1</script>` },
  { name: 'a database', check: 'quiet', says: /indexedDB/, html: `${h1}<script>indexedDB.open('a')</script>` },
  { name: 'a jump while loading', check: 'quiet', says: /layout shift/, html: `<div id="ny"></div>${h1}<p>Text</p><script>requestAnimationFrame(()=>requestAnimationFrame(()=>{ny.style.height='200px'}))</script>` },
  { name: 'a face that moves the text when it comes', check: 'late face', says: /layout shift/, html: { head: `<style>@font-face{font-family:F;src:url(/face.woff2);font-display:swap}p{font:1rem/normal F,monospace}</style>`, body: `${h1}<p>${'En rad med text som fyller ut. '.repeat(9)}</p><p>Mer</p><p>Slut</p>` } },
  { name: 'white letters on paper', check: 'on paper', says: /too pale/, html: `${h1}<p style="background:#000;color:#fff">Vit text</p>` },
  { name: 'no skip link', check: 'keyboard', says: /no skip link/, html: { before: '<header><nav aria-label="Meny"><a href="/good/">Start</a></nav></header><main>' } },
  { name: 'a skip link that leads nowhere', check: 'keyboard', says: /does not lead/, html: { before: '<a class="skip" href="#borta">Gå till innehållet</a><header><nav aria-label="Meny"><a href="/good/">Start</a></nav></header><main>' } },
  { name: 'focus that does not show', check: 'keyboard', says: /focus does not show/, html: `${h1}<a href="/good/" style="outline:0">Länk</a>` },
  { name: 'focus that is too pale', check: 'keyboard', says: /focus of too little contrast/, html: `${h1}<a href="/good/" style="outline-color:#ccc">Länk</a>` },
  { name: 'out of order', check: 'keyboard', says: /out of order/, html: `${h1}<a href="/good/">Först</a> <a href="/good/" tabindex="1">Sist</a>` },
  { name: 'a trap', check: 'keyboard', says: /caught|for ever|does not reach/, html: `${h1}<button id="a" onkeydown="if(event.key==='Tab')event.preventDefault()">Knapp</button> <a href="/good/">Länk</a>` },
  { name: 'focus behind something', check: 'keyboard', says: /behind something/, html: `${h1}<a href="/good/">Länk</a><div style="position:fixed;inset:0;background:#fff"></div>` },
  { name: 'a control that no key reaches', check: 'keyboard', says: /caught|does not reach|focus/, html: `${h1}<button onfocus="this.blur()">Knapp</button>` },
  { name: 'no edge in forced colours', check: 'forced colours', says: /no edge/, html: `${h1}<span class="lage" style="background:#fff">Pågår</span>` },
  { name: 'colours that are not forced', check: 'forced colours', says: /contrast \d/, html: `${h1}<p style="forced-color-adjust:none;color:#777">Svag text</p>` },
  { name: 'something that moves', check: 'stillness', says: /transition/, html: `${h1}<p style="transition:color 1s">Text</p>` },
  { name: 'smooth scrolling', check: 'stillness', says: /smooth/, html: { head: '<style>html{scroll-behavior:smooth}</style>' } },
  { name: 'text only with a script', check: 'no script', says: /only with a script/, html: `${h1}<p id="x"></p><script>x.textContent='Hej'</script>` },
  { name: 'text that a script takes away', check: 'no script', says: /takes away/, html: `${h1}<p id="x">Hej</p><script>x.remove()</script>` },
];
