// Asks the JSON language service that editors have: reads {schema, text, offset} from standard input, and writes
// {labels, hover, faults} as JSON. `offset` counts UTF-16 units from the start of the text.
const { getLanguageService, TextDocument } = require("vscode-json-languageservice");

const { schema, text, offset } = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const service = getLanguageService({});
service.configure({ validate: true, schemas: [{ uri: "test://schema.json", fileMatch: ["*"], schema }] });
const document = TextDocument.create("test://data/file.json", "json", 1, text);
const json = service.parseJSONDocument(document);
const place = document.positionAt(offset);

(async () => {
  const completion = await service.doComplete(document, place, json);
  const hover = await service.doHover(document, place, json);
  const faults = await service.doValidation(document, json);
  process.stdout.write(
    JSON.stringify({
      labels: completion ? completion.items.map((item) => item.label) : [],
      hover: hover ? [hover.contents].flat().map((part) => part.value ?? part).join("\n") : "",
      faults: faults.map((fault) => `${fault.range.start.line + 1}: ${fault.message}`),
    }),
  );
})();
