// Leaderboards: hide rows, show derived columns, sort by one. Ranks and bars are facts of the board: hiding a row
// changes neither, and a derived column ranks nothing, so that sorting by one blanks the ranks.
"use strict";
(() => {
  const FILTERS = [
    { name: "availability", label: "Availability", key: "availability" },
    { name: "chips", label: "Chips", key: "chips" },
    { name: "accelerator", label: "Accelerator", key: "chip" },
  ];
  const tables = [...document.querySelectorAll("table.ranking")];
  const initial = new Map(tables.map((table) => [table, [...table.tBodies[0].rows]]));
  const rows = [...initial.values()].flat();
  if (!rows.length) return;
  const asked = new URLSearchParams(location.search);
  const derived = document.getElementById("derived");
  const best = box("best", asked.get("best") === "model");
  const selects = [];
  const told = document.createElement("output");
  told.className = "told";

  function box(name, checked) {
    const input = document.createElement("input");
    Object.assign(input, { type: "checkbox", name, checked });
    return input;
  }

  function labelled(control, words, after) {
    const label = document.createElement("label");
    label.append(...(after ? [control, ` ${words}`] : [words, control]));
    if (after) label.className = "check";
    return label;
  }

  function choices(filter) {
    const words = [...new Set(rows.map((row) => row.dataset[filter.key]))];
    if (words.length < 2) return null;
    const select = document.createElement("select");
    select.name = filter.name;
    const known = words.filter(Boolean).sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    select.append(new Option("all", ""), ...known.map((word) => new Option(word, word)));
    select.value = asked.get(filter.name) || "";
    if (select.selectedIndex < 0) select.value = "";
    selects.push({ select, key: filter.key });
    return labelled(select, filter.label, false);
  }

  const fits = (row, but) =>
    selects.every(({ select, key }) => select === but || !select.value || row.dataset[key] === select.value);

  // Rows stand best first, so that the first of a model is its best; where nothing is ranked, none is.
  function bestOf(found) {
    const seen = new Set();
    return found.filter((row) => !row.cells[0].textContent || (!seen.has(row.dataset.chip) && seen.add(row.dataset.chip)));
  }

  function seen(but, onlyBest) {
    return tables.flatMap((table) => {
      const found = initial.get(table).filter((row) => fits(row, but));
      return onlyBest ? bestOf(found) : found;
    });
  }

  function count() {
    for (const { select, key } of selects) {
      const others = seen(select, false);
      for (const option of [...select.options].slice(1)) {
        const found = others.filter((row) => row.dataset[key] === option.value);
        option.text = `${option.value} (${found.length})`;
      }
    }
  }

  function show() {
    const shown = new Set(seen(null, best.checked));
    for (const row of rows) row.hidden = !shown.has(row);
    const hidden = rows.length - shown.size;
    told.value = hidden
      ? `${shown.size} of ${rows.length} results; ${hidden} hidden. Ranks and bars stay those of all.`
      : `${rows.length} ${rows.length === 1 ? "result" : "results"}`;
    count();
    remember();
  }

  function remember() {
    const query = new URLSearchParams();
    for (const { select } of selects) if (select.value) query.set(select.name, select.value);
    if (best.checked) query.set("best", "model");
    if (derived && derived.checked) query.set("derived", "shown");
    const search = query.size ? `?${query}` : "";
    const address = search || location.pathname.split("/").pop() || "index.html";
    if (location.search !== search) history.replaceState(null, "", address + location.hash);
  }

  function inOrder(table) {
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    ranked(table, initial.get(table), true);
  }

  function ranked(table, order, areRanked) {
    table.classList.toggle("unranked", !areRanked);
    for (const row of order) row.cells[0].setAttribute("aria-hidden", String(!areRanked));
    table.tBodies[0].append(...order);
  }

  function sortable(table, head) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const wasSorted = head.getAttribute("aria-sort") === "descending";
      inOrder(table);
      if (wasSorted) return;
      head.setAttribute("aria-sort", "descending");
      const place = [...head.parentNode.cells].indexOf(head);
      const value = (row) => parseFloat(row.cells[place].textContent) || -Infinity;
      ranked(table, [...initial.get(table)].sort((a, b) => value(b) - value(a)), false);
    });
  }

  const bar = document.createElement("form");
  bar.className = "filters";
  bar.setAttribute("aria-label", "Show only");
  bar.append(...FILTERS.map(choices).filter(Boolean));
  if (new Set(rows.map((row) => row.dataset.chip)).size > 1) bar.append(labelled(best, "best per accelerator model", true));
  if (derived) {
    derived.checked = asked.get("derived") === "shown";
    bar.append(derived.parentNode);
    // What is not seen may not decide the order.
    derived.addEventListener("change", () => { if (!derived.checked) tables.forEach(inOrder); });
    document.querySelector(".choice").remove();
  }
  if (bar.children.length) {
    bar.append(told);
    tables[0].closest("section").before(bar);
  }
  for (const table of tables) for (const head of table.querySelectorAll("th.derived")) sortable(table, head);

  bar.addEventListener("input", show);
  bar.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
