// Questions to the search of the real site: node tests/search/run.mjs --delwebb PROGRAM [--site FOLDER]
//
// Asks what residents may type (questions.txt) with the script that browsers run, and counts the
// bytes that a first search takes. Ends with `N passed, N failed, N skipped`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url)), repository = join(here, '../..');
const option = name => process.argv[process.argv.indexOf(name) + 1];
const isGiven = name => process.argv.includes(name);
const out = mkdtempSync(join(tmpdir(), 'delwebb-search-'));
const site = isGiven('--site') ? option('--site') : repository;
const browser = name => readFileSync(join(repository, 'src/search/browser', name), 'utf8');
const source = ['words.js', 'index.js'].map(browser).join('\n');
const { Index, wordsIn } = new Function(`${source}\nreturn { Index, wordsIn };`)();

let passed = 0, failed = 0, bytes = 0;
const check = (name, holds, why = '') => {
  if (holds) passed += 1;
  else {
    failed += 1;
    console.log(`FAIL ${name}${why && `: ${why}`}`);
  }
};
globalThis.fetch = async (address) => {
  const file = readFileSync(join(out, decodeURIComponent(new URL(address).pathname)));
  bytes += gzipSync(file, { level: 6 }).length;
  return { ok: true, json: async () => JSON.parse(file) };
};
const index = (path = '/sok/index/start.json') => new Index(new URL(path, 'http://localhost'));
const ask = async (question, of = index(), most = 3) => {
  const { entries, mended } = await of.ask(question);
  const cards = await Promise.all(entries.slice(0, most).map(entry => of.card(entry)));
  return { hrefs: cards.map(card => card.href), count: entries.length, mended };
};
// What all pages say.
const pages = () => {
  const files = readdirSync(out, { recursive: true }).filter(name => name.endsWith('.html'));
  return files.map(name => readFileSync(join(out, name), 'utf8').replace(/<[^>]*>/g, ' ')).join(' ');
};

try {
  const program = join(process.cwd(), option('--delwebb'));
  execFileSync(program, ['build', '--now', '2026-01-24', '--out', join(out)], { cwd: site, stdio: 'pipe' });

  const lines = readFileSync(join(here, 'questions.txt'), 'utf8').split('\n').filter(line => line && !line.startsWith('#'));
  const questions = lines.map(line => line.split(' | ')).map(([question, pages]) => [question, pages.split(' ')]);
  let answered = 0;
  const one = index();
  for (const [question, pages] of questions) {
    const { hrefs } = await ask(question, one);
    if (hrefs.some(href => pages.includes(href))) answered += 1;
    else console.log(`missed: ${question} (${hrefs.join(' ')})`);
  }
  // The words of synonymer.yaml, as the index has them.
  const register = readFileSync(join(site, 'content/register/synonymer.yaml'), 'utf8');
  const registered = new Set([...register.matchAll(/ord: "?([^,"]+)"?,/g)].flatMap(([, word]) => {
    const words = wordsIn(word).map(text => text.toLowerCase()), telling = words.filter(text => !one.stops.has(text));
    return [words, telling].map(some => some.map(text => one.key(text)).join(' '));
  }));
  const share = answered / questions.length;
  console.log(`${answered} of ${questions.length} questions have their page among the first three`);
  check('at least 95 % of the questions are answered', questions.length >= 60 && share >= 0.95, `${Math.round(share * 1000) / 10} %`);

  // Whatever is typed on the way to a word that is there, something is shown.
  for (const word of ['hemsjukvårdsavtalet', 'färdplanen', 'örnsköldsvik']) {
    for (let length = 2; length <= word.length; length += 1) {
      const { count } = await ask(word.slice(0, length), one);
      check(`${word.slice(0, length)} finds something`, count > 0);
    }
  }
  // Letters with and without their marks; what is not there is not there.
  check('marks may be left out', (await ask('ornskoldsvik', one)).hrefs[0] === '/kommuner/ornskoldsvik/');
  check('ÅNGE in capitals', (await ask('ÅNGE', one)).hrefs[0] === '/kommuner/ange/');
  check('letters with marks apart', (await ask('A\u030ange'.normalize('NFD'), one)).hrefs[0] === '/kommuner/ange/');
  for (const nothing of ['xyzzyq', 'smörgåstårta', 'qqqq wwww']) check(`${nothing} is not there`, (await ask(nothing, one)).count === 0);
  for (const odd of ['', ' ', '!?', '"', '%', '\\', '<script>', '𝒳', 'a', 'å', '0', 'och', 'x'.repeat(2000), 'sip '.repeat(300), '__proto__', 'constructor toString']) {
    const { count } = await ask(odd, one);
    check(`${odd.slice(0, 20)} is a question like any`, Number.isInteger(count));
  }
  // What is mended is said.
  // What is said in its place is a word that stands on the site, and one slip away; words that mean
  // the same are nobody's slips.
  const words = new Set(wordsIn(pages()).map(word => word.toLowerCase()));
  for (const question of ['bemaningen', 'hemsjukvådsavtalet', 'fräldrar', 'egenvrd', 'samvekran', 'örnskoldsvikk']) {
    const { mended, count } = await ask(question, one);
    const [[word, near] = []] = mended;
    check(`${question} is mended`, count > 0 && word === question && near.every(one => words.has(one)), JSON.stringify(mended));
  }
  for (const other of ['hund', 'tand', 'klaga', 'mamma', 'psykiatri', 'psykisk ohälsa', 'döende', 'kompetens försörjning', 'katt', 'banan', 'sol', 'boll', 'ensam', 'hur mår du']) {
    const { mended } = await ask(other, one);
    check(`${other} is no slip`, !mended.length, JSON.stringify(mended));
  }
  // What only has the same letters is not meant.
  for (const nothing of ['hund', 'tand', 'ning', 'kärn']) {
    const { count, hrefs } = await ask(nothing, one);
    check(`${nothing} finds nothing`, count === 0, hrefs.join(' '));
  }
  for (const [few, most] of [['ensam', 5], ['kö', 10], ['english', 5], ['samer', 3]]) {
    const { count } = await ask(few, one);
    check(`${few} finds no more than what holds it`, count > 0 && count <= most, `${count}`);
  }
  const { stems: begun } = await one.ask('kö');
  check('the beginning of a word keeps its marks', ![...begun].some(stem => stem.startsWith('kom')), [...begun].join(' '));
  check('a slip is told', (await ask('bemaning', one)).mended.some(([word, near]) => word === 'bemaning' && near.includes('bemanning')));

  // A compound that stands nowhere is read as its words, and that is told.
  for (const [compound, parts] of [['demensvård', ['demens', 'vård']], ['missbruksproblem', ['missbruk']], ['bemanningsbrist', ['bemanning']], ['hemsjukvårdsteam', ['hemsjukvård', 'team']], ['distansmöte', ['distans', 'möte']]]) {
    const { mended, count } = await ask(compound, one);
    check(`${compound} is read as its words`, count > 0 && JSON.stringify(mended) === JSON.stringify([[compound, parts]]), JSON.stringify(mended));
  }
  const medicine = (await ask('läkemedel', one)).mended;
  check('läke is no word', !medicine.some(([, parts]) => parts.includes('läke')), JSON.stringify(medicine));
  const inPart = (await ask('demmens', one)).mended;
  check('a word that only stands in compounds is meant by a slip', inPart[0]?.[1].includes('demens'), JSON.stringify(inPart));
  // Letters without marks, whatever ending they seem to have, wherever they stand in a question.
  for (const question of ['timra kommun', 'solleftea kommun', 'vard i timra och solleftea', 'nivaerna vard', 'invanarna i timra']) {
    const { mended } = await ask(question, one);
    check(`${question} is no slip`, !mended.length, JSON.stringify(mended));
  }
  for (const [plain, marked] of [['timra', 'timrå'], ['invanarna', 'invånarna'], ['niva', 'nivå'], ['pagar', 'pågår'], ['godkannande', 'godkännande']]) {
    const [found, meant] = await Promise.all([one.ask(plain, false), one.ask(marked, false)]);
    check(`${plain} is ${marked}`, meant.entries.every(entry => found.entries.includes(entry)), `${found.entries.length} of ${meant.entries.length}`);
  }
  // One word of a phrase is not the phrase; an early thing is no time.
  check('how it goes is a phrase', (await ask('hur går det', one)).hrefs.includes('/laget/'));
  check('going is no question of how it goes', !(await ask('när går bussen', one)).hrefs.includes('/laget/'));
  check('early is not time', !(await ask('tid', one)).hrefs.includes('/omraden/tidiga-samordnade-insatser/'));
  // Each word that residents use leads somewhere.
  for (const [asked, said] of (await one.start()).lika) {
    const scores = await Promise.all(said.split(' ').map(async stem => one.scores(await one.meanings(stem, false, stem))));
    if (registered.has(asked)) check(`${asked} leads to ${said}`, one.together(scores, true).size > 0);
  }

  // The English pages answer by themselves.
  const english = index('/en/sok/index/start.json');
  check('English', (await ask('planned care', english)).hrefs.every(href => href.startsWith('/en/')));

  // A first search: the script, the index as far as the question needs it, the ten cards shown and
  // the three pages whose text may be shown. The page itself is no more of a search than any other.
  const script = gzipSync(source + browser('page.js'), { level: 6 }).length;
  let most = 0;
  for (const [question] of questions) {
    bytes = script;
    const of = index();
    const { hrefs } = await ask(question, of, 10);
    for (const href of hrefs.slice(0, 3)) {
      const page = readFileSync(join(out, href.split('#')[0], 'index.html'));
      bytes += gzipSync(page, { level: 6 }).length;
    }
    most = Math.max(most, bytes);
  }
  console.log(`a first search takes at most ${most} bytes, ${script} of them the script`);
  check('a first search takes at most 60 kB', most <= 60_000, `${most}`);
} finally {
  rmSync(out, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exit(failed ? 1 : 0);
