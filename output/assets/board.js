// Leaderboards: hide rows, sort by a column. Ranks are facts of the board: hiding a row changes none, and a
// derived column ranks nothing, so that sorting by one blanks the ranks.
"use strict";
(() => {
  const FILTERS = [
    { name: "availability", label: "Availability", key: "availability" },
    { name: "chips", label: "Chips", key: "chips" },
    { name: "accelerator", label: "Accelerator", key: "chip" },
  ];
  const tables = [...document.querySelectorAll("table.ranking")];
  const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
  if (!rows.length) return;
  const asked = new URLSearchParams(location.search);
  const selects = [];

  const bar = document.createElement("form");
  bar.className = "filters";
  bar.setAttribute("aria-label", "Show only");
  const told = document.createElement("output");
  told.className = "told";

  for (const filter of FILTERS) {
    const counts = new Map();
    for (const row of rows) counts.set(row.dataset[filter.key], (counts.get(row.dataset[filter.key]) || 0) + 1);
    if (counts.size < 2) continue;
    const select = document.createElement("select");
    select.name = filter.name;
    select.append(new Option("all", ""));
    const words = [...counts.keys()].filter(Boolean);
    words.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    for (const word of words) select.append(new Option(`${word} (${counts.get(word)})`, word));
    select.value = asked.get(filter.name) || "";
    if (select.selectedIndex < 0) select.value = "";
    selects.push([select, filter.key]);
    const label = document.createElement("label");
    label.append(filter.label, select);
    bar.append(label);
  }
  const best = document.createElement("input");
  best.type = "checkbox";
  best.name = "best";
  best.checked = asked.get("best") === "model";
  if (new Set(rows.map((row) => row.dataset.chip)).size > 1) {
    const label = document.createElement("label");
    label.className = "check";
    label.append(best, "best per accelerator model");
    bar.append(label);
  }
  if (bar.children.length) {
    bar.append(told);
    tables[0].closest("section").before(bar);
  }

  function show() {
    let shown = 0;
    for (const table of tables) {
      const seen = new Set();
      for (const row of initial.get(table)) {
        const fits = selects.every(([select, key]) => !select.value || row.dataset[key] === select.value);
        // Rows stand best first, so the first of a model is its best.
        const first = !best.checked || !seen.has(row.dataset.chip);
        if (fits) seen.add(row.dataset.chip);
        row.hidden = !(fits && first);
        shown += row.hidden ? 0 : 1;
      }
    }
    const hidden = rows.length - shown;
    told.value = hidden ? `${shown} of ${rows.length} results; ${hidden} hidden` : `${rows.length} results`;
    const query = new URLSearchParams();
    for (const [select] of selects) if (select.value) query.set(select.name, select.value);
    if (best.checked) query.set("best", "model");
    const address = query.size ? `?${query}` : location.pathname.split("/").pop() || "index.html";
    if (location.search !== (query.size ? `?${query}` : "")) history.replaceState(null, "", address + location.hash);
  }

  const initial = new Map(tables.map((table) => [table, [...table.tBodies[0].rows]]));
  for (const table of tables) for (const head of table.querySelectorAll("th.derived")) sortable(table, head);

  function sortable(table, head) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const sorted = head.getAttribute("aria-sort") !== "descending";
      for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
      const place = [...head.parentNode.cells].indexOf(head);
      const value = (row) => parseFloat(row.cells[place].textContent) || -Infinity;
      const order = [...initial.get(table)];
      if (sorted) {
        head.setAttribute("aria-sort", "descending");
        order.sort((a, b) => value(b) - value(a));
      }
      table.classList.toggle("unranked", sorted);
      for (const row of order) row.cells[0].setAttribute("aria-hidden", String(sorted));
      table.tBodies[0].append(...order);
    });
  }

  bar.addEventListener("input", show);
  bar.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
