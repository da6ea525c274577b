// What somebody typed that stands nowhere, and what may have been meant. Touches no page.
"use strict";

const searchGuess = (() => {
  const { bare, folded } = searchWords;
  const ENDINGS = /(?:ing|ed|ies|es|s|ly)$/; // the full text leaves them off as well

  // Words of the full text, where there is one; names that narrow a search are always there.
  function prepared(known, indexed) {
    const names = [...known.whole.keys(), ...known.part.keys()];
    const every = [...new Set([...names, ...indexed])];
    return { sorted: [...every].sort(), candidates: every.filter((word) => word.length > 3 && /\p{L}/u.test(word)), isWhole: indexed.length > 0 };
  }

  function startsOne(sorted, start) {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < start) low = middle + 1;
      else high = middle;
    }
    return Boolean(sorted[low]?.startsWith(start));
  }

  // Words without a beginning in common with any: the full text would cut them until something fits.
  function unknown(text, { sorted }) {
    const isKnown = (run) => startsOne(sorted, run) || (run.length > 4 && startsOne(sorted, run.replace(ENDINGS, "")));
    return text.filter((word) => !startsOne(sorted, folded(word)) && !(word.match(/[\p{L}\p{N}]+/gu) ?? []).every(isKnown));
  }

  // How many letters are one too many, missing, other, or changed places with the next.
  function distance(one, other) {
    const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)];
    for (let row = 1; row <= one.length; row++) {
      rows.push([row]);
      for (let column = 1; column <= other.length; column++) {
        const isSame = one[row - 1] === other[column - 1];
        const steps = [rows[row - 1][column] + 1, rows[row][column - 1] + 1, rows[row - 1][column - 1] + (isSame ? 0 : 1)];
        const isTurned = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
        rows[row].push(Math.min(...steps, isTurned ? rows[row - 2][column - 2] + 1 : Infinity));
      }
    }
    return rows[one.length][other.length];
  }

  // The nearest word, names first; none where none is near. A short word is rarely wrong in its first letter.
  function nearest(word, { candidates }) {
    const most = word.length > 5 ? 2 : word.length > 3 ? 1 : 0;
    let [best, least] = [null, most + 1];
    for (const candidate of candidates) {
      if (Math.abs(candidate.length - word.length) >= least || (most < 2 && candidate[0] !== word[0])) continue;
      const steps = distance(word, candidate);
      if (steps < least) [best, least] = [candidate, steps];
    }
    return best;
  }

  // The same search without these words, or with what is near to them; null where nothing would be left.
  function instead(typed, words, data) {
    const near = new Map(words.map((word) => [word, nearest(folded(word), data)]));
    const better = typed.replace(/[^\s,;"]+/g, (word) => (near.has(bare(word)) ? near.get(bare(word)) ?? "" : word));
    const query = better.replace(/"\s*"/g, " ").split(/\s+/).filter(Boolean).join(" ");
    return query && query !== typed.trim() ? { query, isNear: [...near.values()].every(Boolean) } : null;
  }

  return { prepared, unknown, instead };
})();
