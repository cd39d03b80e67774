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
