"use strict";
/* Footnote, citation and CSV of what is shown. Needs csv.js. */
{
  const { h, letter, parts, words } = Compare;
  const FORMULA = "ratio = value / value of the basis, in the same unit";

  /* The results that are shown of each system, by benchmark. */
  function shownResults(system, { shared, alone }) {
    const rows = [...shared, ...alone].flatMap((group) => group.rows).filter((row) => row.system === system);
    const scenarios = new Map();
    for (const { result } of rows) {
      if (!scenarios.has(result.benchmark)) scenarios.set(result.benchmark, new Set());
      scenarios.get(result.benchmark).add(result.scenario);
    }
    return {
      names: [...scenarios].map(([benchmark, found]) => `${benchmark} ${[...found].join(", ")}`).join("; "),
      ids: [...new Set(rows.map((row) => row.result.id).filter(Boolean))],
      states: new Set(rows.map((row) => row.result.status)),
    };
  }

  /* One line of the footnote: suite, version, division, category; system; benchmarks and scenarios; source, date, IDs. */
  function line(system, pairs) {
    const { names, ids, states } = shownResults(system, pairs);
    const off = [...states].filter((state) => !["verified", "unverified"].includes(state));
    const from = system.retrievals.flatMap(({ url, date }) => [
      " Retrieved", url ? [" from ", h("a", { class: "url", href: url, rel: "nofollow noopener" }, url)] : "", date ? ` on ${date}` : "", ".",
    ]);
    return h("p", {}, h("b", {}, letter(system)), ` ${system.scope}. ${system.submitter}, ${system.name}. `, names ? `${names}.` : "No results.",
      ...from.flat(), ids.length ? ` ${ids.length === 1 ? "Result ID" : "Result IDs"} ${ids.join(", ")}.` : "",
      states.has("unverified") && system.isMlperf ? ` ${words("unverified")}` : "",
      system.verified ? ` ${system.verified}` : "",
      off.length ? ` Some of its results are ${off.join(", ")}.` : "");
  }

  function sentences(shown, pairs) {
    const states = new Set(shown.flatMap((system) => [...shownResults(system, pairs).states]));
    const mixed = states.has("unverified") && states.size > 1 && shown.some((system) => system.isMlperf);
    return [mixed ? words("mixed") : "", `Figures marked derived are worked out here, are unverified, and rank nothing: ${FORMULA}.`].filter(Boolean);
  }

  parts.footnote = function (shown, based, pairs) {
    const note = h("div", { id: "citation" },
      shown.map((system) => line(system, pairs)),
      sentences(shown, pairs).map((text) => h("p", { class: "sentence" }, text)));
    const done = h("span", { role: "status" });
    return h("aside", { class: "footnote", "aria-label": "Footnote" }, note,
      h("p", { class: "exports" },
        h("button", { type: "button", id: "copy-citation", click: () => copy(citation(note), done) }, "Copy citation"), " ",
        h("button", { type: "button", id: "save-csv", click: () => CSV.save(csv(pairs), CSV.fileName(["comparison", ...shown.map(({ name }) => name)])) }, "Save as CSV"), " ", done));
  };

  function citation(note) {
    const said = [...note.children].map((child) => child.textContent.trim());
    const today = new Date().toISOString().slice(0, 10);
    return [...said, `Compared at ${location.href} on ${today}.`, words("legend")].filter(Boolean).join("\n");
  }

  async function copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without permission, or outside of a secure place: the older way, through a selection.
      const area = h("textarea", { class: "aside", "aria-hidden": "true" }, text);
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    done.textContent = "Copied.";
  }

  /* ---- CSV */
  const COLUMNS = [
    "letter", "submitter", "system", "scope", "availability", "chips", "benchmark", "scenario", "used_model", "value", "unit",
    "better", "verification", "result_id", "basis", "ratio_derived_unverified", "not_compared_because", "power",
    "precision", "accuracy", "inferred_from", "source_url", "retrieved", "card",
  ];


  function csvRow(row, group) {
    const { system, result } = row;
    const source = system.retrievals[0] || { url: "", date: "" };
    const isCompared = group.systems.size > 1;
    return [
      letter(system), system.submitter, system.name, system.scope, system.availability, system.chips, result.benchmark, result.scenario,
      result.usedModel, result.value, result.unit, result.better, result.status, result.id,
      isCompared ? letter(group.basis) : "", row.ratio || "", row.reason || "", result.power, result.precision, result.accuracy,
      result.inferredFrom, source.url, source.date, new URL(`${system.card}#${result.row}`, CSV.base()).href,
    ];
  }

  const csv = ({ shared, alone }) => [COLUMNS, ...[...shared, ...alone].flatMap((group) => group.rows.map((row) => csvRow(row, group)))];
}
