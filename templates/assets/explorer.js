/* The explorer: what the reader asked for, in the address and on the page. Needs tray.js, explorer-rows.js and explorer-view.js. */
"use strict";

addEventListener("DOMContentLoaded", () => {
  const at = (id) => document.getElementById(`explorer-${id}`);
  const tools = at("tools");
  // A file of rows that did not come: the plain table is whole, a filter over some of the rows would lie.
  if (!tools || explorerParts.filter(Boolean).length !== Number(tools.dataset.parts)) {
    document.documentElement.classList.add("plain");
    return;
  }

  const { element } = VIEW;
  const rows = ROWS.unfolded(explorerParts);
  const panels = [...tools.querySelectorAll("[data-facet]")];
  const facets = panels.map((panel) => ROWS.indexed(rows, panel.dataset.facet));
  const titles = panels.map((panel) => panel.querySelector("summary").textContent);
  const columns = [...at("table").querySelectorAll("thead th")].map((head) => ({
    head,
    key: head.dataset.key,
    title: head.textContent,
    isNumber: "number" in head.dataset,
    isFixed: "fixed" in head.dataset,
  }));
  let state = read();
  let result = { shown: [], count: () => 0 };
  let isTyping = false;

  /* ---- the address: facets, search, sort, hidden columns in this order; what is usual is left out */

  function read() {
    const query = new URLSearchParams(location.search);
    const sort = query.get("sort") || "";
    const key = sort.replace(/^-/, "");
    return {
      picked: new Map(facets.map((facet) => [facet.key, new Set(query.getAll(facet.key))])),
      search: query.get("q") || "",
      sort: columns.some((column) => column.key === key) ? { key, down: sort.startsWith("-") } : null,
      hidden: new Set((query.get("hide") || "").split(",").filter((name) => columns.some((c) => c.key === name && !c.isFixed))),
    };
  }

  const encoded = (text) => encodeURIComponent(text).replace(/%20/g, "+").replace(/%2C/g, ",").replace(/%2F/g, "/").replace(/%3A/g, ":").replace(/%40/g, "@");

  function address() {
    const members = facets.flatMap(({ key }) => [...state.picked.get(key)].sort().map((value) => [key, value]));
    if (state.search.trim()) members.push(["q", state.search.trim()]);
    if (state.sort) members.push(["sort", (state.sort.down ? "-" : "") + state.sort.key]);
    const hidden = columns.map(({ key }) => key).filter((key) => state.hidden.has(key));
    if (hidden.length) members.push(["hide", hidden.join(",")]);
    const query = members.map(([key, value]) => `${key}=${encoded(value)}`).join("&");
    return location.pathname + (query && `?${query}`);
  }

  /* Letters typed in a row make one step of the history; everything else makes its own. */
  function changed(byTyping = false) {
    const there = address();
    if (there !== location.pathname + location.search) {
      if (byTyping && isTyping) history.replaceState(null, "", there);
      else history.pushState(null, "", there);
    }
    isTyping = byTyping;
    show();
  }

  /* ---- the page */

  function show() {
    result = ROWS.filtered(rows, facets, state.picked, state.search);
    if (state.sort) ROWS.sorted(rows, result.shown, state.sort.key, state.sort.down);
    const visible = columns.filter(({ key }) => !state.hidden.has(key));
    VIEW.draw(rows, result.shown, visible.map(({ key }) => key), tools.dataset.base);
    if (!result.shown.length) VIEW.sayNothingMatches(clear);
    facets.forEach((facet, place) => VIEW.showCounts(lists[place], (value) => result.count(place, value), state.picked.get(facet.key)));
    showWords();
    showHeads();
  }

  function showWords() {
    const number = `${result.shown.length} of ${rows.length} results`;
    at("count").textContent = number;
    at("caption").textContent = result.shown.length === rows.length ? `all ${rows.length} results` : number;
    at("hidden").replaceChildren(...facets.flatMap(hiddenBy));
    at("picked").replaceChildren(...facets.flatMap(pickedOf), ...clearButton());
    at("sorted").textContent = sortedInWords();
  }

  /* What a facet hides that must be disclosed, and would be shown but for it: `50 Preview hidden` with a way to see it. */
  function hiddenBy(facet, place) {
    const picked = state.picked.get(facet.key);
    if (!picked.size || !("disclosed" in panels[place].dataset)) return [];
    return facet.values.filter((value) => !picked.has(value) && result.count(place, value)).flatMap((value) => {
      const what = `${result.count(place, value)} ${VIEW.label(facet.key, value)} hidden`;
      const button = element("button", { type: "button", className: "show" }, "show");
      button.setAttribute("aria-label", `show: ${what}`);
      button.addEventListener("click", () => {
        pick(facet, value, true);
        at("search").focus();
      });
      return ["; ", element("span", { className: "kept-back" }, what), " ", button];
    });
  }

  function pickedOf(facet, place) {
    return [...state.picked.get(facet.key)].sort().map((value) => {
      const button = element("button", { type: "button" }, `${titles[place]}: ${VIEW.label(facet.key, value)}`);
      button.setAttribute("aria-label", `Remove ${button.textContent}`);
      button.addEventListener("click", () => {
        const place = [...at("picked").children].indexOf(button);
        pick(facet, value, false);
        (at("picked").children[place] || at("filters").querySelector("summary")).focus();
      });
      return button;
    });
  }

  function clearButton() {
    if (![...state.picked.values()].some((values) => values.size)) return [];
    const button = element("button", { type: "button", className: "plainly" }, "Clear all");
    button.addEventListener("click", clear);
    return [button];
  }

  function clear() {
    for (const values of state.picked.values()) values.clear();
    state.search = at("search").value = "";
    changed();
    at("search").focus();
  }

  function sortedInWords() {
    if (!state.sort) return "";
    const { title } = columns.find(({ key }) => key === state.sort.key);
    const units = ROWS.unitsOf(rows, result.shown, state.sort.key);
    const order = `Sorted by ${title.toLowerCase()}, ${state.sort.down ? "descending" : "ascending"}`;
    return units.length > 1 ? `${order}, within each unit: ${units.join(", ")}.` : `${order}.`;
  }

  function showHeads() {
    for (const { key, head } of columns) {
      head.hidden = state.hidden.has(key);
      if (state.sort && state.sort.key === key) head.setAttribute("aria-sort", state.sort.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    for (const [key, box] of columnBoxes) box.checked = !state.hidden.has(key);
    if (at("search").value.trim() !== state.search.trim()) at("search").value = state.search;
  }

  /* ---- what readers do */

  function pick(facet, value, isPicked) {
    const values = state.picked.get(facet.key);
    if (isPicked) values.add(value);
    else values.delete(value);
    changed();
  }

  /* A column's first order, the other one, and back to the data's: numbers begin with the largest. */
  function sortBy({ key, isNumber }) {
    const first = { key, down: isNumber };
    if (!state.sort || state.sort.key !== key) state.sort = first;
    else state.sort = state.sort.down === isNumber ? { key, down: !isNumber } : null;
    changed();
  }

  function exportShown() {
    const visible = columns.filter(({ key }) => !state.hidden.has(key) || key === "id");
    const text = ROWS.csv(rows, result.shown, visible, tools.dataset.round);
    const href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    element("a", { href, download: `${tools.dataset.round.replace(/[^A-Za-z0-9.]+/g, "-")}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
  }

  /* ---- begin */

  const lists = facets.map((facet, place) => VIEW.makeOptions(panels[place], facet, (value, is) => pick(facet, value, is)));
  const columnBoxes = new Map();
  for (const { key, title } of columns.filter(({ isFixed }) => !isFixed)) {
    const box = element("input", { type: "checkbox" });
    box.addEventListener("change", () => {
      if (box.checked) state.hidden.delete(key);
      else state.hidden.add(key);
      changed();
    });
    columnBoxes.set(key, box);
    at("columns").querySelector("fieldset").append(element("label", {}, box, element("span", { className: "what" }, title)));
  }
  for (const column of columns) {
    const button = element("button", { type: "button" }, column.title);
    button.addEventListener("click", () => sortBy(column));
    column.head.replaceChildren(button);
  }
  columns[0].head.before(TRAY.head());

  at("search").addEventListener("input", () => {
    state.search = at("search").value;
    changed(true);
  });
  at("csv").addEventListener("click", exportShown);
  addEventListener("popstate", () => {
    state = read();
    isTyping = false;
    show();
  });
  for (const panel of tools.querySelectorAll(".panel")) {
    panel.addEventListener("toggle", () => {
      panel.classList.remove("leftward");
      panel.classList.toggle("leftward", panel.open && panel.querySelector("fieldset").getBoundingClientRect().right > innerWidth);
    });
  }
  const openPanel = () => tools.querySelector(".panel[open]");
  addEventListener("keydown", (event) => {
    const open = openPanel();
    if (event.key !== "Escape" || !open || !open.contains(document.activeElement)) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  addEventListener("click", (event) => {
    const open = openPanel();
    if (open && event.isTrusted && !open.contains(event.target) && event.target.isConnected) open.open = false;
  });

  const isWide = matchMedia("(min-width: 48rem)"); // where the style hides the summary of all filters
  at("filters").open = isWide.matches;
  isWide.addEventListener("change", () => { at("filters").open = isWide.matches; });
  const turns = at("turns");
  if (turns) turns.hidden = true;
  tools.hidden = false;
  document.documentElement.classList.add("explores");
  show();
});
