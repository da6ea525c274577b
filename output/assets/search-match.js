// Which records fit what was read, and in which order. Touches no page.
"use strict";

const searchMatch = (() => {
  const { folded, partsOf } = searchWords;

  function prepared(values, records) {
    const known = searchWords.vocabulary(values);
    const every = records.map(([[kind, href, title, detail, state, numbers, names], rows], at) => ({
      at, kind, href, title, detail, state, names,
      said: folded([title, detail, ...names].join(" ")),
      called: folded(title),
      terms: new Set(names.map(folded)),
      parts: kind === "term" ? new Set(names.flatMap((name) => [...partsOf(name)])) : null,
      numbers: new Set(numbers),
      rows: rows.map(([anchor, name, rank, inner]) => ({ anchor, name, rank, numbers: new Set(inner) })),
    }));
    // Rounds and divisions stand in the order of the records: newest first, closed before open.
    const groups = new Map();
    for (const record of every) {
      const group = [...record.numbers].filter((number) => ["round", "division"].includes(known.facets[number])).join();
      if (!groups.has(group)) groups.set(group, record.at);
      record.group = groups.get(group);
    }
    const ofRows = new Set(every.flatMap((record) => record.rows.flatMap((row) => [...row.numbers].map((n) => known.facets[n]))));
    return { known, records: every, ofRows };
  }

  const meets = (numbers, wanted) => [...wanted].some((number) => numbers.has(number));

  // The rows of a system that fit; null where the system does not. A benchmark and a scenario must meet in one row.
  function rowsOf(record, facets, ofRows) {
    const inRows = [...facets].filter(([facet]) => ofRows.has(facet));
    const fits = [...facets].every(([facet, wanted]) => ofRows.has(facet) || meets(record.numbers, wanted));
    if (!fits) return null;
    const rows = record.rows.filter((row) => inRows.every(([, wanted]) => meets(row.numbers, wanted)));
    if (rows.length) return inRows.length ? rows : [];
    // A category is also the system's own, and a card without results has no row to be found by.
    return inRows.every(([, wanted]) => meets(record.numbers, wanted)) ? [] : null;
  }

  // A board or a page fits if all it has of the facets fits, and it has some.
  function fitsLoosely(record, facets, known) {
    const own = new Set([...record.numbers].map((number) => known.facets[number]));
    const asked = [...facets].filter(([facet]) => own.has(facet));
    return asked.length > 0 && asked.every(([, wanted]) => meets(record.numbers, wanted));
  }

  const saysAll = (record, text) => text.every((word) => record.said.includes(folded(word)));

  // How near a record is, lowest first; null where it does not fit. `ranks` are places in the full text, by record.
  function nearness(record, query, ranks, { known, ofRows }) {
    const { facets, text } = query;
    const place = ranks?.get(record.at);
    if (record.kind === "system") {
      const rows = rowsOf(record, facets, ofRows);
      if (!rows) return null;
      if (text.length && !saysAll(record, text) && place === undefined) return null;
      return { rows, order: orderOfSystem(record, rows, text, place) };
    }
    if (record.kind === "term") return nearnessOfTerm(record, query, place, known);
    if (!text.length && facets.size && fitsLoosely(record, facets, known)) return { rows: [], order: [0, record.at] };
    if (text.length && facets.size && fitsLoosely(record, facets, known) && saysAll(record, text)) return { rows: [], order: [0, record.at] };
    if (!facets.size && text.length && record.kind !== "article" && saysAll(record, text)) return { rows: [], order: [startsWith(record, text), record.at] };
    if (record.kind !== "board" && place !== undefined) return { rows: [], order: [2, place] };
    return null;
  }

  const startsWith = (record, text) => (text.length && record.called.startsWith(folded(text.join(" "))) ? 0 : 1);

  function orderOfSystem(record, rows, text, place) {
    const ranks = rows.map((row) => row.rank).filter(Boolean);
    const isCalled = text.length && text.every((word) => record.called.includes(folded(word))) ? 0 : 1;
    const isSaid = text.length && saysAll(record, text) ? 0 : 1;
    const counts = record.state === "verified" || record.state === "corrected" ? 0 : 1;
    return [startsWith(record, text), isCalled, isSaid, counts, place ?? 0, record.group, Math.min(...ranks, Infinity), record.at];
  }

  function nearnessOfTerm(record, { facets, words }, place, known) {
    const asked = [...facets.values()].flatMap((wanted) => [...wanted]).map((number) => folded(known.texts[number]));
    if (words.length && record.terms.has(folded(words.join("")))) return { rows: [], order: [0, record.at] };
    if ([...asked, ...words.map(folded)].some((word) => record.terms.has(word))) return { rows: [], order: [1, record.at] };
    if (words.some((word) => folded(word).length > 2 && record.parts.has(folded(word)))) return { rows: [], order: [2, record.at] };
    return place !== undefined ? { rows: [], order: [3, place] } : null;
  }

  function before(one, other) {
    for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return one[at] < other[at] ? -1 : 1;
    return 0;
  }

  // Everything that fits, by kind, nearest first.
  function find(query, ranks, data) {
    const groups = new Map();
    if (!query.facets.size && !query.text.length) return groups;
    for (const record of data.records) {
      const near = nearness(record, query, ranks[record.kind === "system" ? "text" : "words"], data);
      if (near) groups.set(record.kind, [...(groups.get(record.kind) ?? []), { record, ...near }]);
    }
    for (const found of groups.values()) found.sort((one, other) => before(one.order, other.order));
    return groups;
  }

  return { prepared, find };
})();
