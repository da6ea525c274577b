// The search page: finds while somebody types, by the records at once, by the full text as soon as it answers.
"use strict";

let searchGiven = null;
let searchNames = [];
let searchIndexed = [];
// What the file of records and that of the index call.
function searchRecords(values, records) {
  searchGiven = [values, records];
}
function searchIds(ids, words) {
  searchNames = ids;
  searchIndexed = words.split(" ");
}

document.addEventListener("DOMContentLoaded", () => {
  const KINDS = [
    ["system", "Systems", 8, "system"], ["board", "Leaderboards", 5, "leaderboard"], ["term", "Glossary", 4, "term"],
    ["article", "Articles", 4, "article"], ["page", "Pages", 5, "page"],
  ];
  const ROWS = 3;
  const at = (id) => document.getElementById(id);
  const [root, field, groups] = [at("search"), at("search-input"), at("search-groups")];
  const data = searchMatch.prepared(...(searchGiven ?? [[], []]));
  const spelling = searchGuess.prepared(data.known, searchIndexed);
  const places = new Map(searchNames.map((id, number) => [id, number]));
  const opened = new Set();
  let latest = 0;

  function limit(words) {
    at("search-limits").textContent = words;
    at("search-limits").hidden = false;
    return null;
  }

  // The full text; null where it cannot be searched, which is told.
  async function fullText() {
    const folder = root.dataset.index;
    const named = "Systems, leaderboards and terms are found by their names.";
    if (!folder) return limit(`The full text of this site was not indexed. ${named}`);
    if (location.protocol === "file:") return limit(`The full text can be searched only where a web server shows this site, not from a folder of files. ${named}`);
    try {
      const found = await import(new URL(`${folder}pagefind.js`, document.baseURI));
      await found.init();
      return found;
    } catch {
      return limit(`The full text cannot be searched here: its index did not load. ${named}`);
    }
  }
  const text = fullText();

  async function ranksOf(words) {
    const index = words.length ? await text : null;
    if (!index) return null;
    const { results } = await index.search(words.join(" "));
    return new Map(results.map((result, place) => [places.get(result.id), { place, result }]));
  }

  const placesOf = (found) => found && new Map([...found].map(([number, { place }]) => [number, place]));

  async function search() {
    const turn = ++latest;
    const query = searchWords.read(field.value, data.known);
    remember();
    const unknown = searchGuess.unknown(query.text, spelling);
    const first = searchMatch.find(query, {}, data);
    show(query, first, {});
    at("search-guess").replaceChildren();
    if (unknown.length && spelling.isWhole) return tellUnknown(query, unknown, first);
    const [words, said] = await Promise.all([ranksOf(query.words.length === query.text.length ? query.text : query.words), ranksOf(query.text)]);
    if (turn !== latest) return;
    const every = words || said ? searchMatch.find(query, { words: placesOf(words), text: placesOf(said) }, data) : first;
    if (every !== first) show(query, every, { system: said, article: words });
    tellUnknown(query, every.size ? [] : unknown, every);
  }

  // What stands nowhere is told, with a search that would find something: a link, for it is the reader who decides.
  function tellUnknown(query, unknown, found) {
    const left = unknown.length || found.size || !query.facets.size ? unknown : query.text;
    const better = left.length ? searchGuess.instead(field.value, left, spelling) : null;
    const words = left.map((word) => `"${word}"`).join(", ");
    const told = better?.isNear ? "Did you mean " : `Without ${words}: `;
    const link = element("a", "", better?.query);
    link.href = `?q=${encodeURIComponent(better?.query ?? "")}`;
    at("search-guess").replaceChildren(...(better ? [told, link, better.isNear ? "?" : ""] : []));
  }

  function remember() {
    const typed = field.value.trim();
    history.replaceState(null, "", typed ? `?q=${encodeURIComponent(typed)}` : location.pathname);
  }

  function show(query, found, excerpts) {
    const focused = document.activeElement?.closest?.("#search-groups") ? document.activeElement.getAttribute("href") : null;
    groups.replaceChildren(...KINDS.filter(([kind]) => found.has(kind)).map((kind) => group(kind, found.get(kind[0]), excerpts)));
    if (focused) [...groups.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
    at("search-read").textContent = [...query.facets].map(([facet, numbers]) => `${facet}: ${named(numbers)}`).join(" · ");
    const none = field.value.trim() ? "Nothing found. Try fewer words, or look through the lists below." : "";
    at("search-count").textContent = found.size ? counts(found) : none;
    tellStates(found.get("system") ?? []);
  }

  const counts = (found) => KINDS.filter(([kind]) => found.has(kind))
    .map(([kind, , , one]) => `${found.get(kind).length} ${one}${found.get(kind).length === 1 ? "" : "s"}`).join(", ");

  function named(numbers) {
    const texts = [...numbers].map((number) => data.known.texts[number]);
    return texts.length > 3 ? `${texts.slice(0, 2).join(", ")} and ${texts.length - 2} more` : texts.join(", ");
  }

  // What the rules for results ask for, where such systems are listed.
  function tellStates(systems) {
    const unverified = systems.filter(({ record }) => record.state === "unverified").length;
    const notes = at("search-notes");
    if (!notes) return;
    const said = unverified ? [notes.dataset.unverified, ...(unverified < systems.length ? [notes.dataset.mixed] : [])] : [];
    notes.replaceChildren(...said.map((sentence) => element("p", "footnote", sentence)));
  }

  function group([kind, name, most], items, excerpts) {
    const section = element("section", "found");
    const heading = element("h2", "", `${name} `);
    heading.append(element("span", "count", String(items.length)));
    const list = element("ul", "plain");
    const shown = opened.has(kind) ? items : items.slice(0, most);
    list.append(...shown.map((item) => hit(item, excerpts)));
    section.append(heading, list);
    if (items.length > shown.length) {
      const more = element("button", "", `Show all ${items.length}`);
      more.type = "button";
      more.addEventListener("click", () => {
        opened.add(kind);
        const next = shown.length;
        list.append(...items.slice(next).map((item) => hit(item, excerpts)));
        more.remove();
        list.children[next].querySelector("a").focus();
      });
      section.append(more);
    }
    return section;
  }

  function hit({ record, rows }, excerpts) {
    const item = element("li");
    const link = element("a", "hit", record.title);
    link.href = record.href + (rows.length === 1 ? `#${rows[0].anchor}` : "");
    item.append(link);
    if (record.state && record.state !== "verified") item.append(" ", element("span", `state ${record.state}`, record.state));
    if (record.detail) item.append(element("span", "detail", record.detail));
    if (rows.length) item.append(rowsOf(record, rows));
    const found = excerpts[record.kind]?.get(record.at);
    if (found) addExcerpt(item, found.result);
    return item;
  }

  function rowsOf(record, rows) {
    const line = element("span", "rows");
    for (const row of rows.slice(0, ROWS)) {
      const link = element("a", "", row.name);
      link.href = `${record.href}#${row.anchor}`;
      line.append(link, " ");
    }
    if (rows.length > ROWS) line.append(`and ${rows.length - ROWS} more`);
    return line;
  }

  // The words around what was found, as text: the index's own marks become elements, and nothing else does.
  async function addExcerpt(item, result) {
    const { excerpt } = await result.data();
    const line = element("span", "excerpt");
    excerpt.split(/<\/?mark>/).forEach((part, number) => line.append(number % 2 ? element("mark", "", plain(part)) : plain(part)));
    item.append(line);
  }

  const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'", "&amp;": "&" };
  const plain = (escaped) => escaped.replace(/&(?:lt|gt|quot|amp|#39|#x27);/g, (entity) => ENTITIES[entity]);

  function element(name, className = "", words = "") {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (words) made.textContent = words;
    return made;
  }

  // Arrow keys go from hit to hit, Escape back into the field, Enter opens the first one from there.
  document.addEventListener("keydown", (event) => {
    const hits = [...groups.querySelectorAll("a.hit")];
    const here = hits.indexOf(document.activeElement);
    const inside = here >= 0 || document.activeElement === field;
    if (event.key === "Escape" && document.activeElement !== field && groups.contains(document.activeElement)) field.focus();
    else if (event.key === "Enter" && document.activeElement === field && hits.length) hits[0].click();
    else if (event.key === "ArrowDown" && inside && here + 1 < hits.length) hits[here + 1].focus();
    else if (event.key === "ArrowUp" && here >= 0) (hits[here - 1] ?? field).focus();
    else return;
    event.preventDefault();
  });

  root.hidden = false;
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.focus();
  field.addEventListener("input", () => {
    opened.clear();
    search();
  });
  if (field.value) search();
});
