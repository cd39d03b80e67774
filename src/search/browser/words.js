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
