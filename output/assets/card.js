// Cards: a button that copies the citation; without it the text can be selected as any other.
"use strict";
(() => {
  const citation = document.querySelector("p.citation");
  if (!citation || !navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  const told = document.createElement("output");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(citation.textContent);
      told.value = "Copied.";
    } catch {
      getSelection().selectAllChildren(citation);
      told.value = "Press Ctrl+C to copy the selected text.";
    }
  });
  citation.after(button, " ", told);
})();
