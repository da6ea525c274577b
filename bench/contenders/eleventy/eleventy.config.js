// Data from the corpus, one page for each entry; nothing else of Eleventy runs.
import fs from "node:fs";
import path from "node:path";

const corpus = process.env.CORPUS;

export default function (config) {
  config.addGlobalData("round", JSON.parse(fs.readFileSync(path.join(corpus, "round.json"), "utf-8")));
  config.addGlobalData("entries", () => {
    const folder = path.join(corpus, "entries");
    return fs.readdirSync(folder).sort().map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf-8")));
  });
  return { dir: { input: "pages" } };
}
