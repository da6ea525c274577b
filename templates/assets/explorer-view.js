/* The explorer's view: draws rows, options, counts. Knows nothing of addresses and filters' rules. */
"use strict";

const VIEW = (() => {
  const STEP = 60; // rows drawn at once; more follow as the region is scrolled
  const region = document.getElementById("explorer-region");
  const table = document.getElementById("explorer-table");
  const body = table && table.tBodies[0];

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

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
  };
  const CLASSES = {
    value: () => "value number",
    power: () => "power number",
    verification: (row) => `verification state ${row.verification}`,
    availability: (row) => (row.care ? "availability care" : "availability"),
  };

  function cell(row, key, base) {
    if (key === "system") {
      const head = element("th", { className: "system", scope: "row" });
      head.append(element("a", { href: base + row.href }, row.system));
      return head;
    }
    const className = CLASSES[key] ? CLASSES[key](row) : key;
    return element("td", { className }, ...(CELLS[key] ? CELLS[key](row) : row[key] ? [row[key]] : []));
  }

  let drawing = { rows: [], shown: [], keys: [], base: "", drawn: 0 };

  /* Begin the table anew with these rows. */
  function draw(rows, shown, keys, base) {
    drawing = { rows, shown, keys, base, drawn: 0 };
    for (const further of [...table.tBodies].slice(1)) further.remove();
    body.replaceChildren();
    region.scrollTop = 0;
    table.setAttribute("aria-rowcount", shown.length + 1);
    more();
  }

  function more(count = STEP) {
    const { rows, shown, drawn } = drawing;
    const end = Math.min(shown.length, drawn + count);
    const added = document.createDocumentFragment();
    for (let place = drawn; place < end; place += 1) added.append(tableRow(rows[shown[place]], place));
    body.append(added);
    drawing.drawn = end;
  }

  function tableRow(row, place) {
    const made = element("tr", {}, TRAY.cell(row.card, `${row.submitter} ${row.system}`), ...drawing.keys.map((key) => cell(row, key, drawing.base)));
    made.dataset.card = row.card;
    made.setAttribute("aria-rowindex", place + 2);
    return made;
  }

  function sayNothingMatches(onClear) {
    const button = element("button", { type: "button" }, "Clear all filters");
    button.addEventListener("click", onClear);
    body.append(element("tr", {}, element("td", { colSpan: drawing.keys.length + 1, className: "nothing" }, "No result matches. ", button)));
  }

  if (region) {
    region.addEventListener("scroll", () => {
      if (region.scrollTop + 2 * region.clientHeight > region.scrollHeight) more();
    }, { passive: true });
    addEventListener("beforeprint", () => more(Infinity));
  }

  const label = (facet, value) => value || (facet === "accelerator" ? "none: processors only" : "not stated");

  /* A check box for each value of a facet; what it counts is set by `showCounts`. */
  function makeOptions(details, facet, onChange) {
    const fieldset = details.querySelector("fieldset");
    const options = facet.values.map((value) => {
      const box = element("input", { type: "checkbox" });
      const count = element("span", { className: "of" });
      box.addEventListener("change", () => onChange(value, box.checked));
      const line = element("label", {}, box, element("span", { className: "what" }, label(facet.key, value)), count);
      fieldset.append(line);
      return { value, box, count, line };
    });
    const badge = element("b", {});
    details.querySelector("summary").append(badge);
    return { options, badge };
  }

  function showCounts({ options, badge }, countOf, picked) {
    for (const { value, box, count, line } of options) {
      const number = countOf(value);
      if (count.textContent !== String(number)) count.textContent = number;
      line.classList.toggle("none", number === 0);
      box.checked = picked.has(value);
    }
    badge.textContent = picked.size || "";
  }

  return { element, label, draw, sayNothingMatches, makeOptions, showCounts };
})();
