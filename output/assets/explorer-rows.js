/* The explorer's rows: read from the files of rows, searched, filtered, counted, sorted. Touches no page. */
"use strict";

const explorerParts = [];

/* What each file of rows calls: its number, and its systems with their results. */
function explorerRows(number, systems) {
  explorerParts[number - 1] = systems;
}

const ROWS = {};
{
  const natural = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  function unfolded(parts) {
    const rows = [];
    for (const [system, results] of parts.flat()) {
      const shared = systemOf(system);
      for (const result of results) rows.push(rowOf(shared, result));
    }
    return rows;
  }

  function systemOf([system, card, href, submitter, division, availability, care, chips, kind, accelerator, processor, software, source, retrieved]) {
    const chip = accelerator || processor;
    const said = [system, submitter, division, availability, chip, processor, software].join(" ");
    return { system, card, href, submitter, division, availability, care, chips, kind, chip, accelerator, processor, software, source, retrieved, said };
  }

  function rowOf(system, [anchor, categories, benchmark, model, scenario, value, unit, verification, precisions, inferred, accuracy, power, id]) {
    const category = categories.join(", ");
    const precision = precisions.join(", ");
    const said = [system.said, category, benchmark, model, scenario, unit, verification, precision, id].join(" ");
    return {
      ...system, benchmark, model, scenario, value, unit, verification, inferred, accuracy, power, id,
      categories, category, precisions, precision,
      href: `${system.href}#${anchor}`,
      said: said.toLowerCase(),
    };
  }

  /* ---- search: each word must begin a word of the row; `8x`, alone or before a name, is how many chips there are */

  const LETTER = /[\p{L}\p{N}]/u;
  const CHIPS = /^(\d+)x(?!\d+x)(.*)$/;

  function begins(said, word) {
    for (let at = said.indexOf(word); at >= 0; at = said.indexOf(word, at + 1)) {
      if (at === 0 || !LETTER.test(said[at - 1]) || !LETTER.test(word[0])) return true;
    }
    return false;
  }

  function test(word) {
    const [, chips, name] = CHIPS.exec(word) || [];
    if (chips === undefined) return (row) => begins(row.said, word);
    return (row) => row.chips === chips && (!name || begins(row.said, name));
  }

  const words = (search) => search.toLowerCase().split(/\s+/).filter(Boolean);

  /* The words that no row says. */
  const unsaid = (rows, search) => words(search).filter((word) => !rows.some(test(word)));

  /* ---- facets: rows as numbers, a list of values, and for each row the positions of its own */

  /* What a row counts under: mostly one value, for categories and number formats several. */
  const FACET_VALUES = {
    category: (row) => (row.categories.length ? row.categories : [""]),
    precision: (row) => (row.precisions.length ? row.precisions : [""]),
  };

  /* Rows that say the same share one list of positions. */
  function indexed(rows, key) {
    const positions = new Map();
    const shared = new Map();
    const read = FACET_VALUES[key] || ((row) => [row[key]]);
    const of = rows.map((row) => {
      const values = read(row);
      const name = values.join("\n");
      if (!shared.has(name)) shared.set(name, values.map((value) => positionOf(value, positions)));
      return shared.get(name);
    });
    return { key, of, positions, values: [...positions.keys()].sort(natural.compare) };
  }

  function positionOf(value, positions) {
    if (!positions.has(value)) positions.set(value, positions.size);
    return positions.get(value);
  }

  function wanted(facet, values) {
    if (!values.size) return null;
    const flags = new Uint8Array(facet.positions.size);
    for (const value of values) if (facet.positions.has(value)) flags[facet.positions.get(value)] = 1;
    return flags;
  }

  /* Which rows are shown, and how many of each value there would be if its own facet did not filter. */
  function filtered(rows, facets, picked, search) {
    const tests = words(search).map(test);
    const active = facets.map((facet, place) => ({ facet, place, flags: wanted(facet, picked.get(facet.key)) })).filter(({ flags }) => flags);
    const counts = facets.map((facet) => new Uint32Array(facet.positions.size));
    const shown = [];
    for (let index = 0; index < rows.length; index += 1) {
      if (!tests.every((says) => says(rows[index]))) continue;
      const failed = failing(active, index);
      if (failed === PASSES) shown.push(index);
      if (failed === PASSES) for (let place = 0; place < facets.length; place += 1) countIn(facets[place], counts[place], index);
      else if (failed !== FAILS) countIn(facets[failed], counts[failed], index);
    }
    const count = (place, value) => counts[place][facets[place].positions.get(value)] || 0;
    return { shown, count };
  }

  const PASSES = -1;
  const FAILS = -2;

  /* The one facet that keeps a row back, or that none does, or that several do. */
  function failing(active, index) {
    let failed = PASSES;
    for (const { facet, place, flags } of active) {
      if (facet.of[index].some((position) => flags[position])) continue;
      if (failed !== PASSES) return FAILS;
      failed = place;
    }
    return failed;
  }

  function countIn(facet, counts, index) {
    for (const position of facet.of[index]) counts[position] += 1;
  }

  /* ---- order */

  const NUMBERS = { value: (row) => row.value, chips: (row) => row.chips, power: (row) => row.power.split(" ")[0] };
  const UNITS = { value: (row) => row.unit, power: (row) => row.power.slice(row.power.indexOf(" ") + 1) };
  const ranks = new Map();

  /* The place of each row in a column's order, worked out once; NaN where the row says nothing. */
  function ranked(rows, read, isNumber) {
    if (isNumber) return Float64Array.from(rows, (row) => (read(row) === "" ? NaN : Number(read(row))));
    const values = [...new Set(rows.map(read))].sort(natural.compare);
    const place = new Map(values.map((value, index) => [value, value === "" ? NaN : index]));
    return Float64Array.from(rows, (row) => place.get(read(row)));
  }

  function rankOf(rows, name, read, isNumber) {
    if (!ranks.has(name)) ranks.set(name, ranked(rows, read, isNumber));
    return ranks.get(name);
  }

  /* Sort row numbers in place: numbers as numbers and within their unit, what is not stated last, ties as in the data. */
  function sorted(rows, shown, { key, down }) {
    const sign = down ? -1 : 1;
    const own = rankOf(rows, key, NUMBERS[key] || ((row) => row[key]), key in NUMBERS);
    const unit = UNITS[key] ? rankOf(rows, `${key} unit`, UNITS[key], false) : null;
    return shown.sort((a, b) => {
      const [x, y] = [own[a], own[b]];
      if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y) || a - b;
      return (unit && unit[a] - unit[b]) || sign * (x - y) || a - b;
    });
  }

  /* The units that a sorted column mixes. */
  function unitsOf(rows, shown, key) {
    if (!UNITS[key]) return [];
    return [...new Set(shown.map((index) => UNITS[key](rows[index])).filter(Boolean))].sort(natural.compare);
  }

  Object.assign(ROWS, { unfolded, unsaid, indexed, filtered, sorted, unitsOf });
}
