/* What the explorer says of what it shows: how many results, what a filter hides, what the address asks for in vain. */
"use strict";

const WORDS = {};
{
  const { element, button } = TABLE;
  const at = (id) => document.getElementById(`explorer-${id}`);
  const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

  /* ---- how many: results that count, and beside them those that no longer do */

  function tally(rows, shown, off) {
    const counted = (some) => some.filter((row) => !off.has(row.verification)).length;
    const found = shown.map((index) => rows[index]);
    const [all, here] = [counted(rows), counted(found)];
    const more = found.length - here;
    const number = shown.length === rows.length ? plural(all, "result", "results") : `${here} of ${plural(all, "result", "results")}`;
    return more ? `${number}; ${more} more no longer ${more === 1 ? "counts" : "count"}` : number;
  }

  /* ---- what is picked and what that hides */

  /* What a facet hides that must be disclosed, and would be shown but for it: `50 Preview hidden` with a way to see it. */
  function hiddenBy(facet, picked, countOf, onShow) {
    if (!picked.size) return [];
    return facet.values.filter((value) => !picked.has(value) && countOf(value)).flatMap((value) => {
      const what = `${countOf(value)} ${FACETS.label(facet.key, value)} hidden`;
      const show = button("show", () => onShow(value), { className: "show" });
      show.setAttribute("aria-label", `show: ${what}`);
      return ["; ", element("span", { className: "kept-back" }, what), " ", show];
    });
  }

  /* A button for each value that is picked, which lets it go; the focus goes to the next one. */
  function pickedOf(facet, title, picked, onRemove) {
    return [...picked].sort().map((value) => {
      const made = button(`${title}: ${FACETS.label(facet.key, value)}`, () => {
        const place = [...at("picked").children].indexOf(made);
        onRemove(value);
        (at("picked").children[place] || at("search")).focus();
      });
      made.setAttribute("aria-label", `Remove ${made.textContent}`);
      return made;
    });
  }

  function sortedInWords(rows, shown, sort, columns) {
    if (!sort) return "";
    const { title } = columns.find(({ key }) => key === sort.key);
    const units = ROWS.unitsOf(rows, shown, sort.key);
    const order = `Sorted by ${title.toLowerCase()}, ${sort.down ? "descending" : "ascending"}`;
    return units.length > 1 ? `${order}, within each unit: ${units.join(", ")}.` : `${order}.`;
  }

  /* ---- what is asked in vain */

  /* `The address asks for benchmark “x”, which no result here has.` */
  function unknownInWords(unknown, titles) {
    return unknown.map(([key, value]) => {
      if (titles.has(key)) return `The address asks for ${titles.get(key).toLowerCase()} “${value}”, which no result here has.`;
      if (key === "sort" || key === "columns") return `The address asks for a column “${value.replace(/^-/, "")}”, which this table does not have.`;
      return `“${key}” in the address means nothing here.`;
    }).join(" ");
  }

  function sayUnknown(unknown, titles, onForget) {
    at("unknown").hidden = unknown.length === 0;
    at("unknown").replaceChildren(unknownInWords(unknown, titles), " ", button("Leave it out", onForget));
  }

  /* Why nothing is shown, and each way on: one filter less, with how many results that gives, or none at all. */
  function sayNothing(unsaid, ways, onClear) {
    const why = unsaid.length ? `No result here says ${unsaid.map((word) => `“${word}”`).join(" or ")}.` : "No result has all of this.";
    const buttons = ways.flatMap(({ text, count, go }) => [button(`Without ${text}: ${plural(count, "result", "results")}`, go), " "]);
    TABLE.say(element("p", {}, why), ...buttons, button("Clear all filters", onClear));
  }

  Object.assign(WORDS, { tally, hiddenBy, pickedOf, sortedInWords, sayUnknown, sayNothing });
}
