/* Boxes of the tray: one in each row of a table of systems. */
"use strict";

{
  /* A cell whose box keeps this system. */
  function cell(card, submitter, system) {
    const name = TRAY.nameOf(submitter, system);
    const box = Object.assign(document.createElement("input"), { type: "checkbox" });
    box.dataset.keep = card;
    box.dataset.name = name;
    box.setAttribute("aria-label", `Compare ${name}`);
    const made = Object.assign(document.createElement("td"), { className: "pick" });
    const label = document.createElement("label");
    label.append(box);
    made.append(label);
    TRAY.mark(box);
    return made;
  }

  function head() {
    const made = Object.assign(document.createElement("th"), { className: "pick", scope: "col" });
    made.append(Object.assign(document.createElement("span"), { className: "aside", textContent: "Compare" }));
    return made;
  }

  /* Boards and the like: a cell after the first one of each row, which is its rank. */
  function addCells(table) {
    table.tHead.rows[0].cells[0].after(head());
    for (const row of table.querySelectorAll("tr[data-card]")) {
      row.cells[0].after(cell(row.dataset.card, row.dataset.submitter, row.dataset.system));
    }
  }

  Object.assign(TRAY, { cell, head });
  if (document.getElementById("tray")) document.querySelectorAll("table.ranking").forEach(addCells);
}
