/* The tray: systems that a reader keeps, here and on the pages that come next, to compare them. Text is only ever set
   as text. What is kept stays in this tab; a browser that forbids this, as for some files, keeps it for the page. */
"use strict";

const TRAY = {};
{
  const MOST = 6; // as many as the compare page shows
  const LETTERS = "abcdef";
  const tray = document.getElementById("tray");
  const at = (part) => document.getElementById(`tray-${part}`);
  const compare = tray ? tray.dataset.compare.split("?")[0] : ""; // a card's link begins with the card
  // One host may serve several of these sites, and a card of one is none of the other.
  const PLACE = `compare ${new URL(compare, location.href).pathname}`;
  let kept = remembered();

  function remembered() {
    try {
      const found = JSON.parse(sessionStorage.getItem(PLACE)) || [];
      return new Map(found.map(([card, name]) => [String(card), String(name)]).slice(0, MOST));
    } catch {
      return new Map();
    }
  }

  function remember() {
    try {
      sessionStorage.setItem(PLACE, JSON.stringify([...kept]));
    } catch { /* kept for this page alone */ }
  }

  /* ---- what offers a system: a button on a card, and the boxes of tray-boxes.js in rows of tables */

  /* Submitter and system; once where the system's name begins with the submitter's. */
  function nameOf(submitter, system) {
    return system.toLowerCase().startsWith(submitter.toLowerCase()) ? system : `${submitter} ${system}`;
  }

  /* The button stands there already: card.js made it, and loads this when it is pressed. */
  function nameButton() {
    const said = (part) => document.querySelector(`.headerbar .${part}`).textContent;
    document.querySelector("button.keep").dataset.name = nameOf(said("submitter"), said("system"));
  }

  /* Every box of a system says the same, and none can be ticked once enough are. */
  function mark(control) {
    const isKept = kept.has(control.dataset.keep);
    control.disabled = !isKept && kept.size >= MOST;
    if (control.type === "checkbox") control.checked = isKept;
    else control.textContent = isKept ? "Kept: remove" : "Keep for comparing";
  }

  /* ---- what is kept */

  function keep(control, isKept) {
    if (isKept) kept.set(control.dataset.keep, control.dataset.name);
    else kept.delete(control.dataset.keep);
    remember();
    show();
  }

  function clear() {
    kept.clear();
    remember();
    show();
    document.querySelector("[data-keep]").focus({ preventScroll: true });
  }

  function show() {
    for (const control of document.querySelectorAll("[data-keep]")) mark(control);
    const rest = { 1: ". Choose at least one more.", [MOST]: ". That is as many as fit." }[kept.size] || "";
    tray.hidden = kept.size === 0;
    at("kept").replaceChildren("To compare: ", ...[...kept.values()].flatMap((name, place) => [place ? " · " : "", isolated(name)]), rest);
    at("go").hidden = kept.size < 2;
    at("go").href = `${compare}?${[...kept.keys()].map((card, index) => `${LETTERS[index]}=${card}`).join("&")}`;
  }

  /* A name may hold marks that turn the direction of what follows. */
  const isolated = (name) => Object.assign(document.createElement("bdi"), { textContent: name });

  function begin() {
    if (document.querySelector("a.compare[data-card]")) nameButton();
    at("clear").addEventListener("click", clear);
    document.addEventListener("change", ({ target }) => { if (target.dataset.keep) keep(target, target.checked); });
    document.addEventListener("click", ({ target }) => {
      if (target.matches("button[data-keep]")) keep(target, !kept.has(target.dataset.keep));
    });
    // A page that the browser kept for its way back does not know what was chosen meanwhile.
    addEventListener("pageshow", (event) => {
      if (event.persisted) kept = remembered();
      show();
    });
    show();
  }

  Object.assign(TRAY, { nameOf, mark });
  if (tray) begin();
}
