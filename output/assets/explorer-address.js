/* The explorer's address: what is asked for as a query, in one order and without what is usual, so that two readers who
   see the same have the same link. Facets, search, sort, columns. */
"use strict";

const ADDRESS = {};
{
  /* What a query asks for, and what of it means nothing here: `[what, value]` each. */
  function read(query, facets, columns) {
    const asked = new URLSearchParams(query);
    const unknown = [];
    return {
      picked: new Map(facets.map((facet) => [facet.key, picked(facet, asked, unknown)])),
      search: (asked.get("q") || "").trim(),
      sort: sort(asked, columns, unknown),
      columns: chosen(asked, columns, unknown),
      unknown: unknown.concat(foreign(asked, facets)),
    };
  }

  /* The values of one facet, in any case of letters; one that no row has stays, and finds nothing. */
  function picked(facet, asked, unknown) {
    const spelled = new Map(facet.values.map((value) => [value.toLowerCase(), value]));
    return new Set(asked.getAll(facet.key).map((value) => {
      if (facet.positions.has(value)) return value;
      const known = spelled.get(value.toLowerCase());
      if (known === undefined) unknown.push([facet.key, value]);
      return known === undefined ? value : known;
    }));
  }

  function sort(asked, columns, unknown) {
    const text = asked.get("sort");
    if (!text) return null;
    const key = text.replace(/^-/, "");
    if (columns.some((column) => column.key === key)) return { key, down: text.startsWith("-") };
    unknown.push(["sort", text]);
    return null;
  }

  /* The reader's choice of columns; null where the width of the window decides. */
  function chosen(asked, columns, unknown) {
    if (!asked.has("columns")) return null;
    const names = asked.get("columns").split(",").filter(Boolean);
    for (const name of names) if (!columns.some(({ key }) => key === name)) unknown.push(["columns", name]);
    return new Set(columns.filter(({ key, isFixed }) => !isFixed && names.includes(key)).map(({ key }) => key));
  }

  function foreign(asked, facets) {
    const known = new Set([...facets.map(({ key }) => key), "q", "sort", "columns"]);
    return [...asked].filter(([key]) => !known.has(key));
  }

  /* These stand in a query as they are: it stays readable. */
  const encoded = (text) => encodeURIComponent(text).replace(/%20/g, "+").replace(/%2C/g, ",").replace(/%2F/g, "/").replace(/%3A/g, ":").replace(/%40/g, "@");

  /* The query for what is asked, with its `?`; empty where nothing is. */
  function written(asked, facets, columns) {
    const members = facets.flatMap(({ key }) => [...asked.picked.get(key)].sort().map((value) => [key, value]));
    if (asked.search) members.push(["q", asked.search]);
    if (asked.sort) members.push(["sort", (asked.sort.down ? "-" : "") + asked.sort.key]);
    if (asked.columns) members.push(["columns", columns.map(({ key }) => key).filter((key) => asked.columns.has(key)).join(",")]);
    const query = members.map(([key, value]) => `${key}=${encoded(value)}`).join("&");
    return query && `?${query}`;
  }

  Object.assign(ADDRESS, { read, written });
}
