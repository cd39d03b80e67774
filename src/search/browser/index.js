// Asks the index: which entries hold the words of a question, the best first. Only the files that
// the question needs are fetched, each once.

// What a way of finding a word is worth beside finding it as it is written.
const worth = { marks: 0.7, otherMarks: 0.2, alike: 0.8, beginning: 0.7, near: 0.5 };
// In shorter words a letter more or less makes another word.
const shortest = 5;
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
    const take = (file, at, value) => found.push({ term: file.ord[at], key: file.fold[at], postings: file.i[at], value });
    const numbers = new Set([...await this.places(key), ...(goesOn ? await this.places(letters) : [])]);
    const files = await Promise.all([...numbers].map(number => this.terms(number)));
    // Who writes no marks may mean any; who writes them means those, when there are such words.
    const isMarked = word !== letters;
    const hasMarks = isMarked && files.some(file => file.ord.includes(stem));
    const isThere = files.some(file => file.fold.includes(key));
    // What is being written may be the beginning of a word, as long as it is none itself.
    const begins = (file, at) => (isMarked ? file.ord[at].startsWith(word) : file.fold[at].startsWith(letters));
    const isBeginning = goesOn && letters.length > 1 && !isThere;
    for (const file of files) {
      file.fold.forEach((term, at) => {
        if (file.ord[at] === stem) take(file, at, 1);
        else if (term === key) take(file, at, !isMarked ? 1 : hasMarks ? worth.otherMarks : worth.marks);
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
        found.push({ term, key: file.fold[at], postings: file.i[at], value: worth.near, whole });
      });
    }
    return found;
  }

  // A word of the site that a term stands for, spelled out; nothing, when the term is only a part
  // of words.
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
    const telling = asked.filter(word => !this.stops.has(word));
    const words = telling.length ? telling : asked;
    const stems = new Set(), mended = [], slots = [];
    const look = async (...word) => {
      const found = await this.meanings(...word);
      for (const { key } of found) stems.add(key);
      return this.scores(found);
    };
    // Only what somebody has written can be misspelt, and not the words that mean the same.
    const mend = async word => {
      const near = await this.near(word);
      for (const { key } of near) stems.add(key);
      if (near.length) mended.push([word, near.map(({ whole }) => whole)]);
      return this.scores(near);
    };
    const keys = words.map(word => fold(this.stem(word)));
    for (let at = 0; at < words.length;) {
      let { length, said } = this.phrase(keys, at);
      // *kompetens försörjning* is one word to who wrote the page.
      if (length === 1 && at + 1 < words.length) {
        const joined = this.stem(words[at] + words[at + 1]);
        const others = this.alike.get(fold(joined)) ?? [];
        if (others.length || (await this.meanings(joined, false, joined)).length) [length, said] = [2, [[joined], ...others]];
      }
      const own = [];
      for (let next = at; next < at + length; next++) own.push(await look(words[next], goesOn && next === words.length - 1));
      const others = await Promise.all(said.map(phrase => Promise.all(phrase.map(stem => look(stem, false, stem)))));
      const isKnown = others.some(other => this.together(other, true).size);
      for (let next = 0; next < length && !isKnown; next++) if (!own[next].size) own[next] = await mend(words[at + next]);
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
      slots.push(...own);
      at += length;
    }
    const scores = this.together(slots);
    const best = [...scores].sort(([a, one], [b, other]) => other - one || a - b).map(([entry]) => entry);
    return { entries: await this.namedFirst(best, keys), stems, mended };
  }

  // Among the best, what is called exactly what was asked for comes first.
  async namedFirst(entries, keys) {
    const asked = [...new Set(keys)].sort().join(' ');
    const first = entries.slice(0, atFirst);
    const cards = await Promise.all(first.map(entry => this.card(entry)));
    const isNamed = cards.map(({ title }) => {
      const words = wordsIn(title).map(word => word.toLowerCase()).filter(word => !this.stops.has(word));
      return [...new Set(words.map(word => fold(this.stem(word))))].sort().join(' ') === asked;
    });
    const named = first.filter((_, at) => isNamed[at]);
    return [...named, ...first.filter((_, at) => !isNamed[at]), ...entries.slice(atFirst)];
  }

  // The longest phrase that begins here and has others that say the same, or the word alone.
  phrase(keys, at) {
    for (let length = Math.min(this.longest, keys.length - at); length > 0; length--) {
      const said = this.alike.get(keys.slice(at, at + length).join(' '));
      if (said) return { length, said };
    }
    return { length: 1, said: [] };
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
