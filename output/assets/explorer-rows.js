/* The explorer's rows: read from the files of rows, filtered, counted, sorted, exported. Touches no page. */
"use strict";

const explorerParts = [];

/* What each file of rows calls: its number, and its systems with their results. */
function explorerRows(number, systems) {
  explorerParts[number - 1] = systems;
}

const ROWS = (() => {
  const natural = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  function unfolded(parts) {
    const rows = [];
    for (const [[system, card, href, submitter, division, availability, care, chips, count, accelerator, processor, software], results] of parts.flat()) {
      const shared = `${system} ${submitter} ${division} ${availability} ${chips} ${processor} ${software}`;
      for (const [anchor, category, benchmark, model, scenario, value, unit, verification, precision, inferred, accuracy, power, id] of results) {
        const text = `${shared} ${category} ${benchmark} ${model} ${scenario} ${unit} ${verification} ${precision} ${id}`;
        rows.push({
          system, card, submitter, division, availability, care, chips, count, accelerator, processor, software,
          benchmark, model, scenario, value, unit, verification, inferred, accuracy, power, id,
          href: `${href}#${anchor}`,
          categories: category, precisions: precision,
          category: category.join(", "), precision: precision.join(", "),
          text: text.toLowerCase(),
        });
      }
    }
    return rows;
  }

  /* What a row counts under in each facet: mostly one value, for categories and number formats several. */
  const FACET_VALUES = {
    category: (row) => (row.categories.length ? row.categories : [""]),
    precision: (row) => (row.precisions.length ? row.precisions : [""]),
    chips: (row) => [row.count],
  };

  /* Rows as numbers: a list of values, and for each row the positions of its own; rows that say the same share one. */
  function indexed(rows, key) {
    const positions = new Map();
    const shared = new Map();
    const read = FACET_VALUES[key] || ((row) => [row[key]]);
    const of = rows.map((row) => {
      const values = read(row);
      const name = values.join("\n");
      if (!shared.has(name)) {
        shared.set(name, values.map((value) => {
          if (!positions.has(value)) positions.set(value, positions.size);
          return positions.get(value);
        }));
      }
      return shared.get(name);
    });
    return { key, of, positions, values: [...positions.keys()].sort(natural.compare) };
  }

  /* Which rows are shown, and how many of each value there would be if its own facet did not filter. */
  function filtered(rows, facets, picked, search) {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    const active = facets
      .map((facet, place) => ({ facet, place, wanted: wanted(facet, picked.get(facet.key)) }))
      .filter(({ wanted }) => wanted);
    const counts = facets.map((facet) => new Uint32Array(facet.positions.size));
    const shown = [];
    for (let index = 0; index < rows.length; index += 1) {
      if (!words.every((word) => rows[index].text.includes(word))) continue;
      let failed = -1;
      let failures = 0;
      for (const { facet, place, wanted } of active) {
        if (facet.of[index].some((position) => wanted[position])) continue;
        failed = place;
        failures += 1;
        if (failures > 1) break;
      }
      if (failures === 0) {
        shown.push(index);
        for (let place = 0; place < facets.length; place += 1) {
          for (const position of facets[place].of[index]) counts[place][position] += 1;
        }
      } else if (failures === 1) {
        for (const position of facets[failed].of[index]) counts[failed][position] += 1;
      }
    }
    const count = (place, value) => counts[place][facets[place].positions.get(value)] || 0;
    return { shown, count };
  }

  function wanted(facet, values) {
    if (!values || !values.size) return null;
    const flags = new Uint8Array(facet.positions.size);
    for (const value of values) if (facet.positions.has(value)) flags[facet.positions.get(value)] = 1;
    return flags;
  }

  const NUMBERS = { value: (row) => row.value, chips: (row) => row.count, power: (row) => row.power.split(" ")[0] };
  const UNITS = { value: (row) => row.unit, power: (row) => row.power.slice(row.power.indexOf(" ") + 1) };

  /* The place of each row in a column's order, worked out once; NaN where the row says nothing. */
  function ranked(rows, read, isNumber) {
    if (isNumber) return Float64Array.from(rows, (row) => (read(row) === "" ? NaN : Number(read(row))));
    const values = [...new Set(rows.map(read))].sort(natural.compare);
    const place = new Map(values.map((value, index) => [value, value === "" ? NaN : index]));
    return Float64Array.from(rows, (row) => place.get(read(row)));
  }

  const ranks = new Map();

  function rankOf(rows, name, read, isNumber) {
    if (!ranks.has(name)) ranks.set(name, ranked(rows, read, isNumber));
    return ranks.get(name);
  }

  /* Sort row numbers in place: numbers as numbers and within their unit, what is not stated last, ties as in the data. */
  function sorted(rows, shown, key, down) {
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

  /* RFC 4180. A spreadsheet runs a cell that begins like a formula: it gets an apostrophe. No result is below zero. */
  function csvCell(text) {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  const SAID_BESIDE = { benchmark: (row) => row.model, scenario: (row) => row.inferred && `inferred from ${row.inferred}` };

  /* What a cell says in one text. */
  function said(row, key) {
    const beside = SAID_BESIDE[key] ? SAID_BESIDE[key](row) : "";
    return beside ? `${row[key]} (${beside})` : row[key];
  }

  function csv(rows, shown, columns, round) {
    const lines = [["Round", ...columns.map(({ title }) => title)]];
    for (const index of shown) lines.push([round, ...columns.map(({ key }) => said(rows[index], key))]);
    return lines.map((line) => `${line.map(csvCell).join(",")}\r\n`).join("");
  }

  return { unfolded, indexed, filtered, sorted, unitsOf, csv };
})();
