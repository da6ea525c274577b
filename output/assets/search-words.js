// What somebody typed, read: which words are values of the data, which are text. The values come with the records.
"use strict";

const searchWords = (() => {
  const LONGEST_NAME = 4; // words of a name that is typed apart: "llama 2 70b"
  const bare = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const folded = (text) => bare(text).replace(/[^\p{L}\p{N}]+/gu, "");

  // All that a name may be called by: from the beginning of a word to the end of a run of letters or digits.
  // "llama2-70b-99" is llama, llama2, llama270b ...; "NVIDIA H100-SXM" is also h100 and h100sxm.
  function partsOf(name) {
    const words = bare(name).match(/[\p{L}\p{N}]+/gu) ?? [];
    const parts = new Set();
    words.forEach((_, start) => {
      let part = "";
      for (const word of words.slice(start)) {
        for (const run of word.match(/\p{L}+|\p{N}+/gu) ?? [word]) parts.add((part += run));
      }
    });
    return parts;
  }

  // Values by whole names and by parts of names; each value is its number, facets[number] says of what.
  function vocabulary(values) {
    const whole = new Map();
    const part = new Map();
    const add = (map, name, number) => map.set(name, (map.get(name) ?? new Set()).add(number));
    values.forEach(([facet, text, also], number) => {
      for (const name of [text, ...also]) {
        add(whole, folded(name), number);
        // A count is itself or another count: 1 is no part of 16.
        if (facet !== "chips") for (const found of partsOf(name)) add(part, found, number);
      }
    });
    return { whole, part, facets: values.map(([facet]) => facet), texts: values.map(([, text]) => text) };
  }

  // The values that a phrase means, all of one facet; none where it may mean several things, and is text then.
  function meant(phrase, { whole, part, facets }) {
    const name = folded(phrase);
    if (!name) return null;
    const isNumber = /^\p{N}+$/u.test(name);
    for (const found of [whole.get(name), isNumber || name.length < 2 ? null : part.get(name)]) {
      const numbers = [...(found ?? [])].filter((number) => !isNumber || facets[number] !== "chips");
      const kinds = new Set(numbers.map((number) => facets[number]));
      if (kinds.size === 1) return { facet: facets[numbers[0]], numbers };
      if (kinds.size > 1) return null;
    }
    return null;
  }

  function countOf(digits, { whole, facets }) {
    const numbers = [...(whole.get(String(Number(digits))) ?? [])].filter((number) => facets[number] === "chips");
    return numbers.length ? { facet: "chips", numbers } : null;
  }

  // "8xh100" and "h100x8" are two words, if both halves mean something.
  function apart(word, known) {
    const before = /^(\d+)[x×](.+)$/u.exec(word);
    const after = /^(.+?)[x×](\d+)$/u.exec(word);
    if (before && meant(before[2], known)) return [`${before[1]}x`, before[2]];
    if (after && meant(after[1], known)) return [after[1], `${after[2]}x`];
    return [word];
  }

  const isChip = (found) => found?.facet === "accelerator" || found?.facet === "processor";

  function countAt(words, start, known) {
    const marked = /^(?:(\d+)[x×]|[x×](\d+))$/u.exec(words[start]);
    if (marked) return countOf(marked[1] ?? marked[2], known);
    const isCount = /^\d+$/.test(words[start]) && start + 1 < words.length && isChip(meant(words[start + 1], known));
    return isCount ? countOf(words[start], known) : null;
  }

  // The longest phrase from this word on that means something.
  function phraseAt(words, start, known) {
    for (let end = Math.min(words.length, start + LONGEST_NAME); end > start; end--) {
      const found = meant(words.slice(start, end).join(" "), known);
      if (found) return { found, end };
    }
    return null;
  }

  // The facets with the numbers of their values, the words that are text, and all words folded.
  function read(typed, known) {
    const quoted = [...typed.matchAll(/"([^"]*)"/g)].map((match) => match[1]);
    const words = bare(typed.replace(/"[^"]*"?/g, " ")).split(/[\s,;]+/).filter(folded).flatMap((word) => apart(word, known));
    const facets = new Map();
    const text = quoted.flatMap((phrase) => bare(phrase).split(/\s+/).filter(folded));
    for (let at = 0; at < words.length;) {
      const phrase = countAt(words, at, known) ?? phraseAt(words, at, known);
      const found = phrase?.found ?? phrase;
      if (found) facets.set(found.facet, new Set([...(facets.get(found.facet) ?? []), ...found.numbers]));
      else text.push(words[at]);
      at = phrase?.end ?? at + 1;
    }
    return { facets, text, words: [...words, ...text] };
  }

  return { vocabulary, read, bare, folded, partsOf };
})();
