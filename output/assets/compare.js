"use strict";
/* The compare page: which systems are chosen stands in the address; their data comes from one script for each
   submitter, since a page that was opened from a file may run scripts and may not fetch. Text is only ever set as
   text. What may be compared was worked out when the site was built: here it is joined, and divided. */
const Compare = {};
{
  const LETTERS = "abcdef";
  const PART = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/; // an address part; ".." would lead out of the folder of data
  const systems = new Map();
  const files = new Map();
  const parts = {}; // what the other scripts draw
  let chosen = [];
  let basis = "";
  let lost = [];

  /* An element with attributes and children; texts become text nodes, empty children are left out. */
  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== "" && child !== false));
    return element;
  }

  const words = (id) => document.getElementById(id).textContent;
  const letter = (system) => LETTERS[chosen.indexOf(system.address)].toUpperCase();
  const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

  function isAddress(text) {
    const found = text.split("/");
    return found.length === 4 && found.every((part) => PART.test(part));
  }

  /* ---- state and address */
  function readAddress() {
    const query = new URLSearchParams(location.search);
    const named = [...LETTERS].map((name) => query.get(name)).filter(Boolean);
    chosen = [...new Set(named.filter(isAddress))];
    lost = named.filter((text) => !isAddress(text));
    const based = query.get("basis");
    const wanted = based && LETTERS.includes(based) ? query.get(based) : "";
    basis = chosen.indexOf(wanted) > 0 ? wanted : "";
  }

  function search() {
    const query = chosen.map((address, index) => `${LETTERS[index]}=${address}`);
    const index = chosen.indexOf(basis);
    if (index > 0) query.push(`basis=${LETTERS[index]}`);
    return query.length ? `?${query.join("&")}` : location.pathname;
  }

  /* The first system is the basis unless another one was named: then it stays so wherever it moves. */
  function choose(next, nextBasis) {
    chosen = next;
    basis = next.indexOf(nextBasis) > 0 ? nextBasis : "";
    lost = [];
    history.pushState(null, "", search());
    return refresh();
  }

  /* ---- data */
  function load(file) {
    if (!files.has(file)) {
      const loaded = new Promise((resolve) => {
        document.head.append(h("script", { src: file, load: resolve, error: resolve }));
      });
      files.set(file, loaded);
    }
    return files.get(file);
  }

  const fileOf = (address) => `data/${address.slice(0, address.lastIndexOf("/")).toLowerCase()}.js`;

  async function refresh() {
    const wanted = chosen.slice();
    await Promise.all(wanted.map((address) => load(fileOf(address))));
    if (wanted.join() !== chosen.join()) return; // somebody chose again meanwhile
    lost = lost.concat(chosen.filter((address) => !systems.has(address)));
    chosen = chosen.filter((address) => systems.has(address));
    if (!chosen.includes(basis)) basis = "";
    draw();
  }

  /* ---- drawing */
  function draw() {
    const shown = chosen.map((address) => systems.get(address));
    const based = systems.get(basis) || shown[0];
    const names = shown.map((system) => system.name);
    document.title = document.title.replace(/^.*?(?=Compare systems)/, names.length > 1 ? `${names.join(", ")} · ` : "");
    parts.chosen(shown, based);
    showStart(shown.length < 2);
    const comparison = document.getElementById("comparison");
    const suites = new Set(shown.map((system) => system.family));
    const status = document.getElementById("status");
    status.replaceChildren(...notices(shown, suites));
    comparison.replaceChildren();
    if (shown.length > 1 && suites.size === 1) {
      const pairs = parts.pairs(shown, based);
      comparison.append(
        parts.strip(shown), parts.results(shown, based, pairs), parts.facts(shown), parts.footnote(shown, based, pairs),
      );
    }
  }

  /* Examples, until there is something to see; a site may have none. */
  function showStart(isWanted) {
    const start = document.getElementById("start");
    if (start) start.hidden = !isWanted;
  }

  function notices(shown, suites) {
    const found = lost.map((address) => h("span", { class: "care" }, `There is no system at “${address}”.`));
    const examples = document.getElementById("start") ? ", or take one of the examples" : "";
    if (shown.length === 0) found.push(h("span", {}, `No system is chosen yet: search above${examples}.`));
    if (shown.length === 1) found.push(h("span", {}, "One system is chosen: add another one to compare it with."));
    if (suites.size > 1) {
      const [here, there] = [...new Set(shown.map((system) => system.suite))];
      found.push(h("span", { class: "care" }, `${reason(0, here, there || here)} Remove the systems of one of them.`));
    } else if (shown.length > 1) {
      found.push(h("span", { class: "aside" }, `${shown.length} systems are compared.`));
    }
    return found.flatMap((notice) => [notice, " "]);
  }

  /* The words for what keeps two results apart; a function as replacement, or `$&` in a name would be read. */
  function reason(place, here, there) {
    const template = document.querySelectorAll("#words .reason")[place].textContent;
    return template.replace(/\{(here|there)\}/g, (_, name) => (name === "here" ? here : there));
  }

  window.compareData = (found) => found.forEach((system) => systems.set(system.address, system));

  document.addEventListener("DOMContentLoaded", () => {
    const place = document.getElementById("compare");
    if (!place) return; // a site without systems
    place.hidden = false;
    window.addEventListener("popstate", () => { readAddress(); refresh(); });
    parts.startPicker(place.dataset.lists.split(" "), Number(place.dataset.most));
    readAddress();
    refresh();
  });

  Object.assign(Compare, { h, words, letter, plural, load, choose, reason, parts, chosen: () => chosen.slice(), basis: () => basis });
}
