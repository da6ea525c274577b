/* CSV: how a cell is written, for every table that a page saves. */
"use strict";

const CSV = {};
{
  /* What a spreadsheet would run, also behind spaces or with full-width signs; no figure of ours is below zero. */
  const RUNS = /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r\n]/;
  const LONGEST_NAME = 120;
  const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

  /* A cell as RFC 4180 has it; what would be run begins with an apostrophe. */
  function cell(value) {
    const text = RUNS.test(value) ? `'${value}` : String(value);
    return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  const text = (rows) => rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

  /* A name of words and figures that says what is in the file, and no mark that a file system would mind. */
  const plain = (part) => part.replace(/[^\p{L}\p{N}.]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "");
  const fileName = (parts) => `${parts.map(plain).filter(Boolean).join("_").slice(0, LONGEST_NAME)}.csv`;

  /* Give the rows to the reader as a file; without the mark at its begin a spreadsheet would not read it as UTF-8. */
  function save(rows, name) {
    const href = URL.createObjectURL(new Blob(["\ufeff", text(rows)], { type: "text/csv;charset=utf-8" }));
    Object.assign(document.createElement("a"), { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
  }

  /* Where links of saved rows begin: the site's own address, where it has one, and not that of a copy or a folder. */
  function base() {
    const canonical = document.querySelector("link[rel=canonical]");
    return canonical ? canonical.href : location.href;
  }

  Object.assign(CSV, { text, fileName, save, base });
}
