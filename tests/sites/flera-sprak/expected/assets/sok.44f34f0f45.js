// Words as the index knows them: the same as words.rs, stem.rs and swedish.rs, which a test holds
// against this over the whole dictionary.

const plain = { æ: 'a', ø: 'o', đ: 'd', ŋ: 'n' };
const fold = word => word.normalize('NFD').toLowerCase().replace(/[\u0300-\u036f]/g, '').replace(/[æøđŋ]/g, letter => plain[letter]);

const wordsIn = text => text.normalize('NFC').match(/[\p{Alphabetic}\p{N}]+/gu) ?? [];

// Snowball 3's Swedish, and the definite endings that it leaves.
const swedish = (() => {
  const ending = /(?:heterna|hetens|arnas|ernas|ornas|anden|andes|andet|arens|heten|heter|arna|erna|orna|ande|arne|aste|aren|ades|erns|ade|are|ern|ens|het|ast|ad|en|ar|er|or|as|es|at|et|a|e|s)$/;
  const notEt = /(?:fab|h|pak|rak|stak|kom|iet|cit|dit|[ai]lit|mit|nit|pit|rit|sit|tit|uit|ivit|kvit|xit)$/;
  const vowel = 'aeiouyåäö';
  const losesEt = rest => new RegExp(`.[${vowel}][^${vowel}]$`, 'u').test(rest) && !notEt.test(rest);
  const first = new RegExp(`^[^${vowel}]*[${vowel}]+[^${vowel}]`, 'u');

  const one = (word, start) => {
    const found = ending.exec(word.slice(start))?.[0];
    if (!found) return word;
    const rest = word.slice(0, -found.length);
    if (found === 'et') return losesEt(rest) ? rest : word;
    if (found !== 's') return rest;
    if (rest.endsWith('et') && losesEt(rest.slice(0, -2))) return rest.slice(0, -2);
    return /[bcdfghjklmnoprtvy]$/.test(rest) ? rest : word;
  };
  const two = (word, start) => /(?:dd|gd|nn|dt|gt|kt|tt)$/.test(word.slice(start)) ? word.slice(0, -1) : word;
  const three = (word, start) => {
    const found = /(?:lig|els|fullt|ig|öst)$/.exec(word.slice(start))?.[0];
    if (!found) return word;
    const rest = word.slice(0, -found.length);
    if (found === 'fullt') return `${rest}full`;
    if (found === 'öst') return /[iklnprtuv]$/.test(rest) ? `${rest}ös` : word;
    return rest;
  };
  return whole => {
    let word = whole;
    const found = [...word].length >= 3 && first.exec(word);
    if (found) {
      const start = Math.max(3, found[0].length);
      word = three(two(one(word, start), start), start);
    }
    // *tidig* is not *tid*.
    if ([...word].length === 3 && whole.startsWith(`${word}ig`)) word += 'ig';
    for (const end of ['het', 'an', 'en', 'et']) {
      if (!word.endsWith(end)) continue;
      const rest = word.slice(0, -end.length);
      const isLong = [...rest].length >= 3 && new RegExp(`[${vowel}]`).test(rest);
      if (isLong && !vowel.includes(rest.at(-1))) return rest;
    }
    return word;
  };
})();

const english = (() => {
  const long = rest => [...rest].length >= 3;
  const withoutE = word => word.endsWith('e') && long(word.slice(0, -1)) ? word.slice(0, -1) : word;
  const withoutDouble = rest => {
    const last = rest.at(-1);
    return last === rest.at(-2) && !'lsz'.includes(last) ? rest.slice(0, -1) : withoutE(rest);
  };
  return word => {
    if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
    for (const end of ['ing', 'ed']) {
      const rest = word.slice(0, -end.length);
      if (word.endsWith(end) && long(rest) && /[aeiouyåäö]/.test(rest)) return withoutDouble(rest);
    }
    if (/(?:sses|xes|ches|shes)$/.test(word)) return word.slice(0, -2);
    const rest = word.slice(0, -1);
    return withoutE(word.endsWith('s') && long(rest) && !/[sui]$/.test(rest) ? rest : word);
  };
})();

const stemIn = language => ({ sv: swedish, en: english })[language.split('-')[0]] ?? (word => word);

// In shorter words a letter more or less makes another word.
const shortest = 5;

// How many slips part two words that may be the same; infinitely many when they are two words.
// Nearly every word is near to a short one: there a letter is not another, it stands twice, or
// once, or after its neighbour.
const slips = (asked, word) => {
  const length = Math.min(asked.length, word.length);
  if (length < shortest) return Infinity;
  const most = length > 8 ? 2 : 1, count = apart(asked, word, most);
  if (count > most) return Infinity;
  const single = text => text.replace(/(.)\1/gu, '$1'), sorted = text => [...text].sort().join('');
  const isSame = single(asked) === single(word) || sorted(asked) === sorted(word);
  return length > shortest || isSame ? count : Infinity;
};

// How many letters must be added, taken out, changed or exchanged with their neighbour to make
// one word of another; one more than `most` when it is more.
const apart = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [], row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) least = Math.min(least, before[j - 2] + 1);
      next.push(least);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
};

// The words that a compound may be made of, two at a time, the longest first one first: an `s` may
// stand between them.
const splits = word => {
  const shortestPart = 4, found = [];
  for (let end = word.length - shortestPart; end >= shortestPart; end--) {
    found.push([word.slice(0, end), word.slice(end)]);
  }
  return found;
};
const withoutS = word => word.replace(/s$/, '');
// Asks the index: which entries hold the words of a question, the best first. Only the files that
// the question needs are fetched, each once.

// What a way of finding a word is worth beside finding it as it is written.
const worth = { marks: 0.7, otherMarks: 0.2, alike: 0.8, beginning: 0.7, near: 0.5 };
// A word of so many letters is known by itself, whatever else a compound says.
const surely = 6;
// So many entries are shown at first, and looked at once more.
const atFirst = 10;
// So many files of terms at most are read to find what a misspelt word may be.
const mostFiles = 8;

class Index {
  constructor(address) {
    this.address = address;
    this.files = new Map();
  }

  // One file of the index. A file of another publication than the first means that the site has
  // changed meanwhile.
  file(name) {
    if (!this.files.has(name)) this.files.set(name, this.fetched(name));
    return this.files.get(name);
  }

  async fetched(name) {
    try {
      const answer = await fetch(new URL(name, this.address));
      if (!answer.ok) throw new Error(`${answer.status} ${name}`);
      const file = await answer.json();
      const start = name === 'start.json' ? file : await this.start();
      if (file.märke !== start.märke) throw new Changed(name);
      return file;
    } catch (error) {
      // The next question asks again.
      this.files.delete(name);
      throw error;
    }
  }

  async start() {
    const start = await this.file('start.json');
    if (start.form !== 2) throw new Error(`form ${start.form}`);
    if (!this.stem) {
      this.stem = stemIn(start.språk);
      this.stops = new Set(start.stopp.split(' '));
      this.alike = new Map();
      for (const [asked, said] of start.lika) {
        this.alike.set(asked, [...(this.alike.get(asked) ?? []), said.split(' ')]);
      }
      this.longest = Math.max(1, ...[...this.alike.keys()].map(asked => asked.split(' ').length));
    }
    return start;
  }

  // The numbers of the files whose terms may begin with this.
  async places(beginning) {
    const { från } = await this.start();
    const first = från.filter(term => term <= beginning).length;
    const last = från.filter(term => term <= `${beginning}\uffff`).length;
    return Array.from({ length: last - first + 1 }, (_, at) => first + at).slice(0, mostFiles);
  }

  async terms(number) {
    const file = await this.file(`ord-${number}.json`);
    file.fold ??= file.ord.map(fold);
    return file;
  }

  // Everything that is said of a word: the terms that it may mean, each with what it is worth. A
  // compound's parts and beginnings are terms of their own: no other letters of it mean anything.
  async meanings(word, goesOn, stem = this.stem(word)) {
    const key = fold(stem), letters = fold(word);
    const found = [];
    const take = (file, at, value) => found.push({ key: file.fold[at], postings: file.i[at], value, whole: this.whole(file, at) });
    const beginnings = [key, letters.slice(0, 3), ...(goesOn ? [letters] : [])];
    const numbers = new Set((await Promise.all(beginnings.map(beginning => this.places(beginning)))).flat());
    const files = await Promise.all([...numbers].map(number => this.terms(number)));
    // Who writes no marks may mean any; who writes them means those, when there are such words.
    const isMarked = word !== letters;
    const hasMarks = isMarked && files.some(file => file.ord.includes(stem));
    // What the letters would be with the marks of a term: *timra* has other endings than *timrå*.
    const withMarks = (term, folded) => word === letters && term !== folded && letters.startsWith(folded) && this.stem(term + letters.slice(folded.length)) === term;
    const means = (file, at) => file.fold[at] === key || withMarks(file.ord[at], file.fold[at]);
    const isThere = files.some(file => file.fold.some((_, at) => means(file, at)));
    // What is being written may be the beginning of a word, as long as it is none itself.
    const begins = (file, at) => (isMarked ? file.ord[at].startsWith(word) : file.fold[at].startsWith(letters));
    const isBeginning = goesOn && letters.length > 1 && !isThere;
    for (const file of files) {
      file.fold.forEach((_, at) => {
        if (file.ord[at] === stem) take(file, at, 1);
        else if (means(file, at)) take(file, at, !isMarked ? 1 : hasMarks ? worth.otherMarks : worth.marks);
        else if (isBeginning && begins(file, at)) take(file, at, worth.beginning);
      });
    }
    return found;
  }

  // The words of the site that a word may be, misspelt: those that the fewest slips part it from.
  // A first letter is seldom wrong.
  async near(word) {
    const hasMarks = word !== fold(word);
    const written = hasMarks ? text => text : fold;
    const files = await Promise.all((await this.places(fold(word)[0])).map(number => this.terms(number)));
    let least = Infinity, found = [];
    for (const file of files) {
      file.ord.forEach((term, at) => {
        const whole = this.whole(file, at);
        if (!whole || fold(whole)[0] !== fold(word)[0]) return;
        const count = Math.min(slips(written(word), written(whole)), slips(written(this.stem(word)), written(term)));
        if (count > least || count === Infinity) return;
        if (count < least) found = [];
        least = count;
        found.push({ key: file.fold[at], postings: file.i[at], value: worth.near, whole });
      });
    }
    return found;
  }

  // A word of the site that a term stands for, or a part of one, spelled out; nothing, when the
  // term stands for no word that may be misspelt.
  whole(file, at) {
    const ending = file.hela[at];
    if (ending === 0) return undefined;
    return ending.startsWith('=') ? ending.slice(1) : file.ord[at] + ending;
  }

  // The scores of what one word means, by entry.
  scores(meanings) {
    const scores = new Map();
    for (const { postings, value } of meanings) {
      let entry = 0;
      for (const number of postings) {
        entry += number >> 5;
        const score = value * (2 ** ((number & 31) / 4) - 1);
        if (score > (scores.get(entry) ?? 0)) scores.set(entry, score);
      }
    }
    return scores;
  }

  // The scores of several words together: who holds all of them is worth more than who holds one
  // of them often.
  together(all, isWhole = false) {
    const sums = new Map();
    for (const scores of all) {
      for (const [entry, score] of scores) {
        const sum = sums.get(entry) ?? [0, 0];
        sums.set(entry, [sum[0] + score, sum[1] + 1]);
      }
    }
    const held = [...sums].filter(([, [, count]]) => !isWhole || count === all.length);
    return new Map(held.map(([entry, [sum, count]]) => [entry, sum * (count / all.length) ** 2]));
  }

  // Answers a question: the entries in order, the stems that were found, and the words that were
  // read in another way than they are written.
  async ask(question, goesOn = true) {
    await this.start();
    const asked = wordsIn(question).map(word => word.toLowerCase());
    const isTold = asked.some(word => !this.stops.has(word));
    const tells = word => !isTold || !this.stops.has(word);
    const answer = { stems: new Set(), mended: [] }, slots = [], telling = asked.filter(tells);
    const names = [telling.map(word => this.key(word))];
    for (let rest = asked; rest.length;) {
      const { words, said, length } = await this.next(rest, tells);
      rest = rest.slice(length);
      slots.push(...await this.phraseScores(words, said, goesOn && !rest.some(tells), answer));
      if (words.filter(tells).length === telling.length) names.push(...said.map(phrase => phrase.map(fold)));
    }
    const scores = this.together(slots);
    const best = [...scores].sort(([a, one], [b, other]) => other - one || a - b).map(([entry]) => entry);
    return { entries: await this.namedFirst(best, names), ...answer };
  }

  key(word) {
    return fold(this.stem(word));
  }

  // What a question begins with: its words that tell anything, what says the same, and how many of
  // the question's words it takes. *hur går det* is a phrase though it tells little.
  async next(rest, tells) {
    const written = this.phrase(rest);
    if (!tells(rest[0]) && written.length === 1) return { words: [], said: [], length: 1 };
    const telling = rest.filter(tells);
    const told = tells(rest[0]) ? this.phrase(telling) : { length: 0 };
    if (written.length > 1 && written.length >= told.length) {
      const words = rest.slice(0, written.length), some = words.filter(tells);
      return { ...written, words: some.length ? some : words };
    }
    // *kompetens försörjning* is one word to who wrote the page.
    if (told.length === 1 && rest.length > 1 && tells(rest[1])) {
      const joined = this.stem(rest[0] + rest[1]);
      const others = this.alike.get(fold(joined)) ?? [];
      if (others.length || (await this.meanings(joined, false, joined)).length) return { words: rest.slice(0, 2), said: [[joined], ...others], length: 2 };
    }
    const words = telling.slice(0, told.length);
    let length = 0;
    for (let left = words.length; left; length++) if (tells(rest[length])) left--;
    return { words, said: told.said, length };
  }

  // The longest phrase that words begin with and that has others that say the same, or the first
  // word alone.
  phrase(words) {
    const keys = words.slice(0, this.longest).map(word => this.key(word));
    for (let length = keys.length; length > 0; length--) {
      const said = this.alike.get(keys.slice(0, length).join(' '));
      if (said) return { length, said };
    }
    return { length: 1, said: [] };
  }

  // The scores of each word of a phrase, with those of what says the same.
  async phraseScores(words, said, goesOn, answer) {
    const look = async (...word) => {
      const found = await this.meanings(...word);
      for (const { key } of found) answer.stems.add(key);
      return this.scores(found);
    };
    const own = [];
    for (const [at, word] of words.entries()) own.push(await look(word, goesOn && at === words.length - 1));
    const others = await Promise.all(said.map(phrase => Promise.all(phrase.map(stem => look(stem, false, stem)))));
    // Only what somebody has written can be misspelt, and not the words that mean the same.
    const isKnown = others.some(other => this.together(other, true).size);
    for (const [at, word] of words.entries()) if (!isKnown && !own[at].size) own[at] = await this.otherwise(word, answer);
    for (const [number, phrase] of said.entries()) {
      const other = this.together(others[number], true);
      const mine = this.together(own);
      for (const [entry, score] of other) {
        // A phrase of many words is worth no more than one of few.
        const better = Math.max(mine.get(entry) ?? 0, score / phrase.length * own.length * worth.alike);
        // The phrase counts as all of its words.
        own.forEach(scores => scores.set(entry, Math.max(scores.get(entry) ?? 0, better / own.length)));
      }
    }
    return own;
  }

  // What a word may mean that stands nowhere: two that are known in one, another one misspelt, or
  // one that is known with something else.
  async otherwise(word, answer) {
    const { both, one } = await this.parts(word);
    const near = both ? [] : await this.near(word);
    if (near.length) {
      for (const { key } of near) answer.stems.add(key);
      answer.mended.push([word, near.map(({ whole }) => whole)]);
      return this.scores(near);
    }
    const parts = both ?? one;
    if (!parts) return new Map();
    answer.mended.push([word, parts]);
    const scores = parts.map(async part => (await this.phraseScores([part], this.phrase([part]).said, false, answer))[0]);
    return this.together(await Promise.all(scores));
  }

  // The two words that a compound is made of, when both are known, and the longest that is known.
  async parts(word) {
    let one;
    for (const [before, after] of splits(word)) {
      const first = await this.known(before) ?? await this.known(withoutS(before));
      if (first && (await this.known(after))) return { both: [first, after] };
      // *patient* and not *patienta*: what has the same stem.
      if (first?.length >= surely && (!one || this.key(first) === this.key(one))) one = first;
    }
    return { one: one && [one] };
  }

  // A word as it is said, when anything is known by it; an `s` at its end may only join it to the
  // next. *läke* has the stem of *läkare* and is no word.
  async known(word) {
    const written = ({ whole }) => !whole || fold(whole).startsWith(fold(word)) || fold(word).startsWith(fold(whole));
    const found = (await this.meanings(word, false)).filter(written);
    if (!found.length && !this.alike.has(this.key(word))) return undefined;
    const isWhole = found.some(({ whole }) => whole === word) || this.key(withoutS(word)) !== this.key(word);
    return isWhole ? word : withoutS(word);
  }

  // Among the best, what is called exactly what was asked for comes first, and then what is called
  // what says the same.
  async namedFirst(entries, names) {
    const written = keys => [...new Set(keys)].sort().join(' ');
    const first = entries.slice(0, atFirst);
    const cards = await Promise.all(first.map(entry => this.card(entry)));
    const asked = names.map(written);
    const places = cards.map(({ title }) => {
      const words = wordsIn(title).map(word => word.toLowerCase()), telling = words.filter(word => !this.stops.has(word));
      const called = [words, telling].map(some => written(some.map(word => this.key(word))));
      const place = asked.findIndex(name => called.includes(name));
      return place < 0 ? asked.length : place;
    });
    const inOrder = first.map((entry, at) => [entry, places[at]]).sort(([, a], [, b]) => a - b);
    return [...inOrder.map(([entry]) => entry), ...entries.slice(atFirst)];
  }

  // What is shown of an entry.
  async card(entry) {
    const { per } = await this.start();
    const file = await this.file(`kort-${Math.floor(entry / per)}.json`);
    const [title, href, lead, notes] = file.kort[entry % per];
    return { title, href, lead, notes };
  }

  // The entries that fit all choices: pairs of a name and a value.
  async chosen(choices) {
    const { urval } = await this.file('urval.json');
    const sets = choices.map(([key, value]) => {
      let entry = 0;
      return new Set((urval[key]?.[value] ?? []).map(step => entry += step));
    });
    return entry => sets.every(set => set.has(entry));
  }
}

// The site was published anew while somebody searched.
class Changed extends Error {}
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
