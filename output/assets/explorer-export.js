/* The explorer's CSV: the rows and columns that are shown, with what must stand beside each result. The names of columns
   are those of the site's other CSV files. Needs csv.js. */
"use strict";

const EXPORT = {};
{
  /* Each column: its name, what it says of a row, and the column of the page with which it is hidden. */
  const COLUMNS = [
    ["submitter", (row) => row.submitter],
    ["system", (row) => row.system],
    ["benchmark", (row) => row.benchmark],
    ["used_model", (row) => row.model],
    ["scenario", (row) => row.scenario],
    ["inferred_from", (row) => row.inferred],
    ["value", (row) => row.value],
    ["unit", (row) => row.unit],
    ["verification", (row) => row.verification],
    ["chip_count", (row) => row.chips],
    ["chip_kind", (row) => (row.accelerator ? "accelerator" : row.chip || row.chips ? "processor" : "")],
    ["chip_model", (row) => row.chip],
    ["availability", (row) => row.availability],
    ["division", (row) => row.division],
    ["category", (row) => row.category, "category"],
    ["precision", (row) => row.precision, "precision"],
    ["power", (row) => row.power.split(" ")[0], "power"],
    ["power_unit", (row) => row.power.split(" ").slice(1).join(" "), "power"],
    ["processor", (row) => row.processor, "processor"],
    ["framework", (row) => row.software, "software"],
    ["accuracy", (row) => row.accuracy, "accuracy"],
    ["result_id", (row) => row.id],
    ["source_url", (row) => row.source],
    ["retrieved", (row) => row.retrieved],
  ];

  /* The rows of the file: round, what is shown, the card of each, and the address of the view, which says the filter. */
  function table(rows, shown, { round, base, query, isVisible }) {
    const columns = COLUMNS.filter(([, , key]) => !key || isVisible(key));
    const home = new URL(base || ".", CSV.base());
    const view = new URL(`index.html${query}`, home).href;
    const card = (row) => new URL(row.href, home).href;
    const head = ["round", ...columns.map(([name]) => name), "card", "view"];
    return [head, ...shown.map((index) => [round, ...columns.map(([, read]) => read(rows[index])), card(rows[index]), view])];
  }

  /* A name that says what was asked for: `MLPerf-Inference-v4.1_llama2-70b-99_Offline.csv`. */
  const fileName = (round, { picked, search }) =>
    CSV.fileName([round, ...[...picked.values()].flatMap((values) => [...values].sort()), search]);

  Object.assign(EXPORT, { table, fileName });
}
