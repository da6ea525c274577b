/* The explorer: what a reader asks for, in the address and on the page. Joins the other scripts of its name. */
"use strict";
{
  const NARROW = ["category", "precision"]; // of the columns that may be hidden, those that a phone has room for
  const at = (id) => document.getElementById(`explorer-${id}`);
  const isWide = matchMedia("(min-width: 48rem)"); // where the style makes rows of a table, and shows all filters
  let rows = [];
  let off = new Set(); // states of results that no longer count
  let columns = []; // of the table, in its order
  let facets = []; // with their panels, in the order of the page
  let asked = null; // what the address says
  let shown = []; // the rows that fit
  let isTyping = false;

  /* ---- reading the page */

  function columnOf(head) {
    const { key } = head.dataset;
    return { head, key, title: head.textContent, isNumber: "number" in head.dataset, isFixed: "fixed" in head.dataset };
  }

  function facetOf(panel, place) {
    const facet = ROWS.indexed(rows, panel.dataset.facet);
    const title = panel.querySelector("summary").textContent;
    const list = FACETS.made(panel, facet, (value, isPicked) => pick(facet, value, isPicked));
    return { ...facet, place, title, list, isDisclosed: "disclosed" in panel.dataset };
  }

  const titles = () => new Map(facets.map(({ key, title }) => [key, title]));
  const query = () => ADDRESS.written(asked, facets, columns);

  /* ---- columns: the reader's choice, else what there is room for */

  function usual({ key, isFixed }) {
    return isFixed || isWide.matches || NARROW.includes(key);
  }

  const isVisible = (column) => column.isFixed || (asked.columns ? asked.columns.has(column.key) : usual(column));

  function showColumn(column, isShown) {
    const free = columns.filter(({ isFixed }) => !isFixed);
    const next = new Set(free.filter((one) => (one === column ? isShown : isVisible(one))).map(({ key }) => key));
    const isUsual = free.every((one) => next.has(one.key) === usual(one));
    asked.columns = isUsual ? null : next;
    changed();
  }

  /* ---- the page */

  function show() {
    const found = ROWS.filtered(rows, facets, asked.picked, asked.search);
    shown = asked.sort ? ROWS.sorted(rows, found.shown, asked.sort) : found.shown;
    TABLE.draw(rows, shown, columns.filter(isVisible).map(({ key }) => key), at("tools").dataset.base);
    if (!shown.length) WORDS.sayNothing(ROWS.unsaid(rows, asked.search), waysOn(), clear);
    for (const facet of facets) FACETS.show(facet.list, (value) => found.count(facet.place, value), asked.picked.get(facet.key));
    showWords(found.count);
    showHeads();
    TABLE.showEdges();
  }

  function showWords(count) {
    at("count").textContent = WORDS.tally(rows, shown, off);
    at("caption").textContent = shown.length === rows.length ? "all results" : "results that were asked for";
    at("hidden").replaceChildren(...facets.filter(({ isDisclosed }) => isDisclosed).flatMap((facet) =>
      WORDS.hiddenBy(facet, asked.picked.get(facet.key), (value) => count(facet.place, value), (value) => {
        pick(facet, value, true);
        at("search").focus();
      })));
    at("picked").replaceChildren(
      ...facets.flatMap((facet) => WORDS.pickedOf(facet, facet.title, asked.picked.get(facet.key), (value) => pick(facet, value, false))),
      ...(isFiltered() ? [TABLE.button("Clear all", clear, { className: "plainly" })] : []));
    at("sorted").textContent = WORDS.sortedInWords(rows, shown, asked.sort, columns);
    WORDS.sayUnknown(asked.unknown, titles(), forget);
  }

  function showHeads() {
    for (const column of columns) {
      const { key, head, box } = column;
      const isSorted = asked.sort && asked.sort.key === key;
      head.hidden = !isVisible(column);
      if (isSorted) head.setAttribute("aria-sort", asked.sort.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
      if (box) box.checked = isVisible(column);
    }
    if (at("search").value.trim() !== asked.search) at("search").value = asked.search;
  }

  const isFiltered = () => [...asked.picked.values()].some((values) => values.size);

  /* Where nothing fits: each filter that could go, and how many results there would be. */
  function waysOn() {
    const ways = facets.filter(({ key }) => asked.picked.get(key).size).map((facet) => {
      const without = new Map([...asked.picked, [facet.key, new Set()]]);
      return { text: facet.title.toLowerCase(), count: countWith(without, asked.search), go: () => letGo(facet) };
    });
    if (asked.search) ways.push({ text: `“${asked.search}”`, count: countWith(asked.picked, ""), go: () => search("") });
    return ways.length > 1 ? ways.filter(({ count }) => count) : [];
  }

  const countWith = (picked, words) => ROWS.filtered(rows, facets, picked, words).shown.length;

  /* ---- what readers do */

  /* Letters typed in a row make one step of the history; everything else makes its own. */
  function changed(byTyping = false) {
    asked.unknown = asked.unknown.filter(([key, value]) => asked.picked.has(key) && asked.picked.get(key).has(value));
    const there = location.pathname + query();
    if (there !== location.pathname + location.search) {
      if (byTyping && isTyping) history.replaceState(null, "", there);
      else history.pushState(null, "", there);
    }
    isTyping = byTyping;
    show();
  }

  function pick(facet, value, isPicked) {
    const values = asked.picked.get(facet.key);
    if (isPicked) values.add(value);
    else values.delete(value);
    changed();
  }

  function letGo(facet) {
    asked.picked.get(facet.key).clear();
    changed();
    at("search").focus();
  }

  function search(words) {
    asked.search = at("search").value = words;
    changed();
    at("search").focus();
  }

  function clear() {
    for (const values of asked.picked.values()) values.clear();
    search("");
  }

  /* Without what the address asked for in vain. */
  function forget() {
    for (const [key, value] of asked.unknown) if (asked.picked.has(key)) asked.picked.get(key).delete(value);
    changed();
    at("search").focus();
  }

  /* A column's first order, the other one, and back to the data's: numbers begin with the largest. */
  function sortBy({ key, isNumber }) {
    const isSorted = asked.sort && asked.sort.key === key;
    if (!isSorted) asked.sort = { key, down: isNumber };
    else asked.sort = asked.sort.down === isNumber ? { key, down: !isNumber } : null;
    changed();
  }

  function save() {
    const { base, round } = at("tools").dataset;
    const isShown = (key) => columns.some((column) => column.key === key && isVisible(column));
    CSV.save(EXPORT.table(rows, shown, { round, base, query: query(), isVisible: isShown }), EXPORT.fileName(round, asked));
  }

  /* ---- begin */

  function addColumnBox(column) {
    column.box = TABLE.element("input", { type: "checkbox" });
    column.box.addEventListener("change", () => showColumn(column, column.box.checked));
    const what = TABLE.element("span", { className: "what" }, column.title);
    at("columns").querySelector("fieldset").append(TABLE.element("label", {}, column.box, what));
  }

  function addHeads() {
    for (const column of columns) {
      if (!column.isFixed) addColumnBox(column);
      column.head.replaceChildren(TABLE.button(column.title, () => sortBy(column)));
    }
    columns[0].head.before(TRAY.head());
  }

  /* What the address asks for, and the address as every other reader of this would have it. */
  function readAddress() {
    asked = ADDRESS.read(location.search, facets, columns);
    isTyping = false;
    if (!asked.unknown.length) history.replaceState(null, "", location.pathname + query() + location.hash);
  }

  function listen() {
    at("search").addEventListener("input", () => {
      asked.search = at("search").value.trim();
      changed(true);
    });
    at("csv").addEventListener("click", save);
    at("skip").addEventListener("click", (event) => {
      event.preventDefault();
      TABLE.focusFirst();
    });
    addEventListener("popstate", () => {
      readAddress();
      show();
    });
    isWide.addEventListener("change", () => {
      at("filters").open = isWide.matches;
      show();
    });
  }

  function begin(tools) {
    rows = ROWS.unfolded(explorerParts);
    off = new Set(tools.dataset.off.split(" "));
    columns = [...at("table").querySelectorAll("thead th")].map(columnOf);
    facets = [...tools.querySelectorAll("[data-facet]")].map(facetOf);
    addHeads();
    readAddress();
    listen();
    TABLE.begin();
    FACETS.begin(tools);
    at("filters").open = isWide.matches;
    if (at("turns")) at("turns").hidden = true;
    tools.hidden = false;
    document.documentElement.classList.add("explores");
    show();
  }

  addEventListener("DOMContentLoaded", () => {
    const tools = at("tools");
    // A file of rows that did not come: the plain table is whole, a filter over some of the rows would lie.
    const isWhole = tools && explorerParts.filter(Boolean).length === Number(tools.dataset.parts);
    if (isWhole) begin(tools);
    else document.documentElement.classList.add("plain");
  });
}
