"use strict";
/* Facts: what the descriptions say, key by key; what is missing, null, empty or left out is told apart. */
{
  const { h, parts } = Compare;

  parts.facts = function (shown) {
    const described = shown.map((system) => new Map(system.facts.map((fact) => [fact[0], fact])));
    const keys = [...new Set(described.flatMap((facts) => [...facts.keys()]))].sort();
    const rows = keys.map((key) => ({ key, values: shown.map((system, index) => value(key, described[index], system)) }));
    const differs = (row) => new Set(row.values.map((one) => one.same)).size > 1;
    const apart = rows.filter(differs);
    const alike = rows.filter((row) => !differs(row));
    return parts.section("facts", "Facts",
      apart.length
        ? [h("p", {}, `${Compare.plural(apart.length, "fact differs", "facts differ")}, as the submitters wrote them.`),
          parts.scroll({ "aria-label": "Facts that differ" }, table(apart, shown, "Facts that differ"))]
        : h("p", {}, "The descriptions of these systems agree in every fact."),
      alike.length ? h("details", { class: "agreed" },
        h("summary", {}, Compare.plural(alike.length, "fact agrees", "facts agree")),
        parts.scroll({ "aria-label": "Facts that agree" }, agreed(alike))) : null);
  };

  /* A value as it is shown, and a text that is the same for values that look alike: 16 and "16" do. */
  function value(key, facts, system) {
    const fact = facts.get(key);
    if (!fact) return system.omitted.includes(key) ? word("left out on import") : word("missing");
    const [, type, text, ...lines] = fact;
    if (type === "null") return word("null");
    if (type === "object" || type === "array") return lines.length ? nested(lines, type) : word(`empty ${type}`);
    return text === "" ? word("empty") : { same: `=${text}`, shown: () => text };
  }

  const word = (text) => ({ same: text, shown: () => h("i", { class: "none" }, text) });

  const nested = (lines, type) => ({
    same: `=${type}${JSON.stringify(lines)}`,
    shown: () => h("ul", { class: "nested" }, lines.map(([depth, key, kind, text]) =>
      h("li", { "data-depth": depth },
        key === null ? null : [h("b", {}, key), " "], kind === "null" ? "null" : text))),
  });

  const table = (rows, shown, caption) => h("table", { class: "compared-facts" },
    h("caption", { class: "aside" }, caption), parts.heads("Key", shown),
    h("tbody", {}, rows.map((row) => h("tr", {}, h("th", { scope: "row" }, h("code", {}, row.key)),
      row.values.map((one) => h("td", {}, one.shown()))))));

  const agreed = (rows) => h("table", { class: "compared-facts" },
    h("caption", { class: "aside" }, "Facts that agree"),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Key"), h("th", { scope: "col" }, "All of them"))),
    h("tbody", {}, rows.map((row) =>
      h("tr", {}, h("th", { scope: "row" }, h("code", {}, row.key)), h("td", {}, row.values[0].shown())))));
}
