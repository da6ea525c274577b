"use strict";
/* Results: which of them are compared, by how much they differ, or why they are not compared. */
{
  const { h, letter, parts, reason } = Compare;
  const DIGITS = 3;
  const SVG = "http://www.w3.org/2000/svg";

  /* ---- what differs before any number is read */
  parts.strip = function (shown) {
    const rows = shown[0].differences.map(([name], index) => [name, ...shown.map((system) => system.differences[index][1])])
      .filter(([, ...values]) => values.some(Boolean)); // nothing is said of what none of them states
    const differs = ([, ...values]) => new Set(values).size > 1;
    const alike = rows.filter((row) => !differs(row)).map(([name, value]) => `${name} ${value}`);
    const table = h("table", { class: "differences" },
      h("caption", { class: "aside" }, "What must be known before these systems are compared"),
      parts.heads("What", shown),
      h("tbody", {}, rows.filter(differs).map(([name, ...values]) =>
        h("tr", {}, h("th", { scope: "row" }, name), values.map((value) => h("td", {}, value || "not stated"))))));
    return parts.section("differences", "What must be told first",
      rows.some(differs) ? parts.scroll({ "aria-label": "Table of what differs" }, table) : h("p", {}, "These systems differ in nothing that must be told before they are compared."),
      alike.length ? h("p", { class: "alike" }, `The same for all: ${alike.join("; ")}.`) : null);
  };

  parts.section = (id, title, ...children) =>
    h("section", { "aria-labelledby": id, class: id }, h("h2", { id }, title), ...children);

  parts.scroll = (name, table) => h("div", { class: "scroll", role: "region", tabindex: "0", ...name }, table);

  parts.heads = (first, shown) =>
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, first),
      shown.map((system) => h("th", { scope: "col" }, h("b", {}, letter(system)), ` ${system.name}`))));

  /* ---- joining */
  parts.pairs = function (shown, based) {
    const groups = new Map();
    for (const system of shown) {
      for (const result of system.results) {
        const key = `${result.benchmark}\n${result.scenario}`;
        if (!groups.has(key)) groups.set(key, { first: result, rows: [] });
        groups.get(key).rows.push({ system, result });
      }
    }
    const all = [...groups.values()];
    all.forEach((group) => judge(group, shown, based));
    return { shared: all.filter((group) => group.systems.size > 1), alone: all.filter((group) => group.systems.size === 1) };
  };

  /* Say for each result with which one of the basis it is compared, or why with none. */
  function judge(group, shown, based) {
    group.rows.sort((one, other) => shown.indexOf(one.system) - shown.indexOf(other.system));
    group.systems = new Set(group.rows.map((row) => row.system));
    group.basis = group.systems.has(based) ? based : group.rows[0].system;
    group.missing = shown.filter((system) => !group.systems.has(system));
    const bases = group.rows.filter((row) => row.system === group.basis);
    for (const row of group.rows) {
      if (row.system === group.basis) continue;
      const found = bases.map((base) => ({ base, ...between(base.result, row.result) }));
      const best = found.find((one) => !one.reason) || found.reduce((a, b) => (b.place > a.place ? b : a));
      row.reason = best.reason;
      if (!best.reason) {
        row.base = best.base.result;
        row.ratio = ratio(row.result.value, row.base.value);
      }
    }
  }

  /* Why `there` may not be compared with `here`; the nearest pair of their categories decides. */
  function between(here, there) {
    if (there.off || here.off) return { place: -1, reason: there.off || here.off };
    let nearest = { place: -1, reason: "" };
    for (const one of here.grounds) {
      for (const other of there.grounds) {
        const found = apart(one, other);
        if (!found) return { place: Infinity, reason: "" };
        if (found.place > nearest.place) nearest = found;
      }
    }
    return nearest;
  }

  function apart([here, version, round, compatible], [there, otherVersion, otherRound, otherCompatible]) {
    const place = here.findIndex((part, index) => part !== there[index]);
    if (place >= 0) return { place, reason: reason(place, here[place], there[place]) };
    if (round === otherRound || compatible.includes(otherRound) || otherCompatible.includes(round)) return null;
    return { place: here.length, reason: reason(here.length, version, otherVersion) };
  }

  function ratio(value, basis) {
    const quotient = Number(value) / Number(basis);
    if (quotient === 0 || !Number.isFinite(quotient)) return "";
    const text = quotient.toPrecision(DIGITS);
    const exponent = Number(text.split("e")[1] || 0);
    if (exponent > 0) return String(Number(text));
    return exponent < 0 ? quotient.toFixed(Math.min(100, DIGITS - 1 - exponent)) : text;
  }

  /* ---- drawing */
  parts.results = function (shown, based, { shared, alone }) {
    return parts.section("results", "Results",
      shared.length
        ? h("p", { class: "explained" }, `Ratios are value divided by value, against ${letter(based)} unless said otherwise: derived and unverified.`)
        : h("p", {}, "No two of these systems have a result for one benchmark and scenario."),
      shared.map(groupTable),
      alone.length ? alonePart(alone) : null);
  };

  const scopes = (rows) => [...new Set(rows.map((row) => row.system.scope))].join(" and ");

  function groupTable(group, number) {
    const { first, rows, missing, basis } = group;
    const units = new Set(rows.map((row) => row.result.unit));
    const name = `${first.benchmark} ${first.scenario}`;
    const id = `group-${number + 1}`;
    const directions = new Set(rows.map((row) => row.result.better));
    const direction = directions.size === 1 && first.better ? `${first.better} is better` : "";
    const inUnit = units.size === 1 ? first.unit : "Result";
    const longest = Math.max(...rows.filter((row) => !row.reason).map((row) => Number(row.result.value)));
    const places = Math.max(...rows.map((row) => (row.result.value.split(".")[1] || "").length));
    return parts.scroll({ "aria-labelledby": id }, h("table", { class: "compared" },
      h("caption", { id },
        h("h3", {}, `${first.title}, ${first.scenario}`),
        h("span", {}, [`${scopes(rows)}: ${name}`, direction].filter(Boolean).join("; "))),
      h("thead", {}, h("tr", {},
        h("th", { scope: "col", class: "system" }, "System"),
        h("th", { scope: "col", class: "number" }, inUnit),
        h("th", { scope: "col", class: "ratio" }, `Against ${letter(basis)}: derived, unverified`),
        ["Availability", "Chips", "About", "Result ID"].map((text) => h("th", { scope: "col" }, text)))),
      h("tbody", {},
        rows.map((row) => resultRow(row, group, { withUnit: units.size > 1, longest, places })),
        accuracies(rows).concat(missing.length ? [absent(missing, first)] : []).map((text) =>
          h("tr", { class: "said" }, h("td", { colspan: "7" }, text))))));
  }

  /* Where submitters bring models of their own; elsewhere the target was reached, and the card says by how much. */
  const accuracies = (rows) => rows
    .filter(({ result }) => result.usedModel && result.accuracy)
    .map(({ system, result }) => `${letter(system)} reached ${result.accuracy} with ${result.usedModel}.`);

  /* "B and D have no Server result for resnet." */
  function absent(missing, { benchmark, scenario }) {
    const letters = missing.map(letter);
    const all = letters.length > 1 ? `${letters.slice(0, -1).join(", ")} and ${letters.at(-1)} have` : `${letters[0]} has`;
    return `${all} no ${scenario} result for ${benchmark}.`;
  }

  parts.systemCell = ({ system, result }) =>
    h("th", { scope: "row" }, h("b", { class: "letter" }, letter(system)), " ",
      h("a", { href: `${system.card}#${result.row}` }, system.name));

  parts.valueCell = (result, withUnit, places, bar = null) =>
    h("td", { class: "number" }, aligned(result.value, places), withUnit ? ` ${result.unit}` : null,
      result.status !== "verified" ? h("span", { class: `state ${result.status}` }, ` ${result.status}`) : null, bar);

  /* Decimals stand in a box as wide as the longest of the table, so that numbers align at the point. */
  function aligned(value, places) {
    const found = /^(-?[0-9]+)(\.[0-9]+)?$/.exec(value);
    if (!found || !places) return [value];
    const box = h("span", { class: "decimals" }, found[2] || "");
    box.style.minWidth = `${places + 0.5}ch`;
    return [found[1], box];
  }

  parts.about = (result) => [
    result.usedModel && `model ${result.usedModel}`, result.precision,
    result.inferredFrom && `inferred from ${result.inferredFrom}`, result.power && `measured power ${result.power}`,
  ].filter(Boolean).join("; ");

  function resultRow(row, group, { withUnit, longest, places }) {
    const { system, result } = row;
    return h("tr", { class: row.system === group.basis ? "basis" : null },
      parts.systemCell(row),
      parts.valueCell(result, withUnit, places, row.reason ? null : bar((100 * Number(result.value)) / longest)),
      h("td", { class: row.reason ? "ratio refused" : "ratio" }, ratioWords(row, group)),
      h("td", {}, system.availability),
      h("td", { class: "chips" }, system.chips),
      h("td", { class: "detail" }, parts.about(result)),
      h("td", { class: "id" }, result.id));
  }

  function bar(share) {
    const svg = document.createElementNS(SVG, "svg");
    const rect = document.createElementNS(SVG, "rect");
    const attributes = { class: "bar", viewBox: "0 0 100 1", preserveAspectRatio: "none", "aria-hidden": "true" };
    for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
    rect.setAttribute("width", share.toFixed(1));
    rect.setAttribute("height", "1");
    svg.append(rect);
    return svg;
  }

  /* What is seen is short; what is heard is a whole sentence, since a row may be heard alone. */
  function ratioWords(row, group) {
    const { system, result } = row;
    const based = letter(group.basis);
    if (system === group.basis) return ["basis"];
    if (row.reason) return [row.reason];
    if (!row.ratio) return ["Too far apart for a ratio."];
    const where = `${result.benchmark} ${result.scenario}`;
    const direction = `${result.better} is better`;
    return [
      h("span", { "aria-hidden": "true" }, h("b", {}, row.ratio), ` times ${based}’s ${result.quantity}`,
        result.better === "lower" ? ": lower is better" : ""),
      h("span", { class: "aside sentence" },
        `${letter(system)}, ${system.name}, has ${row.ratio} times the ${result.quantity} of ${based}, ` +
        `${group.basis.name}, in ${where}; ${direction}; derived and unverified.`),
    ];
  }

  function alonePart(alone) {
    const rows = alone.flatMap((group) => group.rows);
    return h("details", { class: "alone" },
      h("summary", {}, `${Compare.plural(rows.length, "result", "results")} that only one of them has`),
      parts.scroll({ "aria-label": "Results that only one system has" },
        h("table", { class: "compared" },
          h("caption", { class: "aside" }, `${scopes(rows)}: results that only one system has`),
          h("thead", {}, h("tr", {}, ["Benchmark", "System", "Result", "Availability", "Chips", "About", "Result ID"].map((text) =>
            h("th", { scope: "col", class: text === "Result" ? "number" : null }, text)))),
          h("tbody", {}, rows.map((row) =>
            h("tr", {},
              h("td", {}, `${row.result.benchmark} ${row.result.scenario}`),
              parts.systemCell(row), parts.valueCell(row.result, true, 0),
              h("td", {}, row.system.availability), h("td", { class: "chips" }, row.system.chips),
              h("td", { class: "detail" }, [parts.about(row.result), row.result.usedModel && row.result.accuracy].filter(Boolean).join("; ")),
              h("td", { class: "id" }, row.result.id)))))));
  }
}
