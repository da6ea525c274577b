// Every page: the key "/" leads to the search, or into its field where that is on the page.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest?.("input, select, textarea, [contenteditable]")) return;
  event.preventDefault();
  const field = document.getElementById("search-input");
  if (field) field.focus();
  else location.href = document.querySelector("a.search").href;
});
