// Cards: a button that copies the citation, and one that keeps the system for a comparison. What shows the systems
// that are kept is loaded once there is one: most readers keep none, and a card is to fit a slow line.
"use strict";
(() => {
  const here = document.currentScript.src;
  const citation = document.querySelector("p.citation");
  const compare = document.querySelector("a.compare[data-card]");

  function button(text, onClick, options) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    made.addEventListener("click", onClick, options);
    return made;
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(citation.textContent);
      told.value = "Copied.";
    } catch {
      getSelection().selectAllChildren(citation);
      told.value = "Press Ctrl+C to copy the selected text.";
    }
  }

  const told = document.createElement("output");
  if (citation && navigator.clipboard) citation.after(button("Copy", copy), " ", told);

  let isAsked = false;
  function loadTray(then) {
    if (isAsked) return;
    isAsked = true;
    const made = (tag, values) => document.head.appendChild(Object.assign(document.createElement(tag), values));
    made("link", { rel: "stylesheet", href: new URL("tray.css", here).href });
    made("script", { src: new URL("tray.js", here).href, onload: then });
  }

  function isSomethingKept() {
    try {
      return Object.entries(sessionStorage).some(([key, value]) => key.startsWith("compare ") && value !== "[]");
    } catch {
      return false;
    }
  }

  const keep = button("Keep for comparing", () => loadTray(() => keep.click()), { once: true });
  keep.className = "keep";
  keep.dataset.keep = compare.dataset.card;
  compare.after(" ", keep);
  addEventListener("pageshow", () => { if (isSomethingKept()) loadTray(); });
})();
