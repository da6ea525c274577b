/* The explorer's table: draws rows as the page's own are drawn, some at a time. Needs tray.js. */
"use strict";

const TABLE = {};
{
  const STEP = 60; // rows drawn at once: the first screen, and what a reader scrolls to next
  const at = (id) => document.getElementById(`explorer-${id}`);
  let drawing = { rows: [], shown: [], keys: [], base: "", drawn: 0 };

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function button(text, onClick, properties = {}) {
    const made = element("button", { type: "button", ...properties }, text);
    made.addEventListener("click", onClick);
    return made;
  }

  /* ---- cells */

  const beside = (className, text) => [" ", element("span", { className }, text)];

  /* As the filter `aligned` prints numbers, so that style can align them at the point. */
  function aligned(number) {
    const [, whole, fraction] = /^(-?[0-9]+)(\.[0-9]+)?$/.exec(number) || [null, number, null];
    return fraction === null ? [whole] : [whole, element("span", { className: "decimals" }, fraction || "")];
  }

  /* What stands in each cell, where it is more than a text. */
  const CELLS = {
    benchmark: (row) => [row.benchmark, ...(row.model ? beside("model", row.model) : [])],
    scenario: (row) => [row.scenario, ...(row.inferred ? beside("care", `inferred from ${row.inferred}`) : [])],
    value: (row) => aligned(row.value),
    chips: (row) => [row.chips, ...(row.chips && row.kind ? beside("kind", row.kind) : [])],
  };
  const CLASSES = {
    value: () => "value number",
    power: () => "power number",
    chips: () => "chips number",
    verification: (row) => `verification state ${row.verification}`,
    availability: (row) => (row.care ? "availability care" : "availability"),
  };

  function cell(row, key) {
    if (key === "system") {
      const head = element("th", { className: "system", scope: "row" });
      head.append(element("a", { href: drawing.base + row.href }, row.system));
      return head;
    }
    const className = CLASSES[key] ? CLASSES[key](row) : key;
    return element("td", { className }, ...(CELLS[key] ? CELLS[key](row) : [row[key]]).filter(Boolean));
  }

  function tableRow(row, place) {
    const made = element("tr", {}, TRAY.cell(row.card, row.submitter, row.system), ...drawing.keys.map((key) => cell(row, key)));
    made.dataset.card = row.card;
    made.setAttribute("aria-rowindex", place + 2);
    return made;
  }

  /* ---- rows */

  /* Begin the table anew with these rows. */
  function draw(rows, shown, keys, base) {
    drawing = { rows, shown, keys, base, drawn: 0 };
    const table = at("table");
    for (const further of [...table.tBodies].slice(1)) further.remove();
    table.tBodies[0].replaceChildren();
    table.setAttribute("aria-rowcount", shown.length + 1);
    at("region").scrollTop = 0;
    more();
  }

  function more(count = STEP) {
    const { rows, shown, drawn } = drawing;
    const end = Math.min(shown.length, drawn + count);
    const added = document.createDocumentFragment();
    for (let place = drawn; place < end; place += 1) added.append(tableRow(rows[shown[place]], place));
    at("table").tBodies[0].append(added);
    drawing.drawn = end;
    const left = shown.length - end;
    at("more").hidden = left === 0;
    at("more").textContent = `Show ${Math.min(left, STEP)} more of ${left}`;
  }

  /* In the place of rows. */
  function say(...children) {
    const said = element("td", { colSpan: drawing.keys.length + 1, className: "nothing" }, element("div", {}, ...children));
    at("table").tBodies[0].append(element("tr", {}, said));
  }

  /* ---- where the table is cut */

  /* A line marks an edge behind which there are columns, and a button leads to them. */
  function showEdges() {
    const region = at("region");
    const after = region.scrollWidth - region.clientWidth - region.scrollLeft > 1;
    region.classList.toggle("cut-before", region.scrollLeft > 1);
    region.classList.toggle("cut-after", after);
    at("sideways").hidden = !after && region.scrollLeft <= 1;
    at("sideways").textContent = after ? "More columns →" : "← First columns";
  }

  function sideways() {
    const region = at("region");
    const isCut = region.classList.contains("cut-after");
    region.scrollTo({ left: isCut ? region.scrollLeft + region.clientWidth / 2 : 0 });
  }

  function onScroll() {
    const region = at("region");
    if (region.scrollTop + 2 * region.clientHeight > region.scrollHeight && region.scrollTop > 0) more();
    showEdges();
  }

  /* On with the focus from the rows that were there to the first of those that are new. */
  function moreAsked() {
    const { drawn } = drawing;
    more();
    at("table").tBodies[0].rows[drawn].querySelector("th a").focus();
  }

  function begin() {
    at("region").addEventListener("scroll", onScroll, { passive: true });
    at("more").addEventListener("click", moreAsked);
    at("sideways").addEventListener("click", sideways);
    addEventListener("resize", showEdges);
    addEventListener("beforeprint", () => more(Infinity));
  }

  const focusFirst = () => (at("table").querySelector("tbody input, tbody a, tbody button") || at("region")).focus();

  Object.assign(TABLE, { element, button, draw, say, showEdges, focusFirst, begin });
}
