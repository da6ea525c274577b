// Asks the JSON language service that editors have: reads {schemas, uri, text, offset} from standard input, and writes
// {labels, hover, faults} as JSON. Each schema is {schema, fileMatch}; `offset` counts UTF-16 units from the start. What a
// file names in `$schema` is resolved and read as editors do.
const { getLanguageService, TextDocument } = require("vscode-json-languageservice");

const { readFileSync } = require("fs");

const { schemas, uri, text, offset } = JSON.parse(readFileSync(0, "utf-8"));
const service = getLanguageService({
  schemaRequestService: async (address) => readFileSync(new URL(address), "utf-8"),
  workspaceContext: { resolveRelativePath: (path, from) => new URL(path, from).href },
});
service.configure({
  validate: true,
  schemas: schemas.map((one, number) => ({ uri: `test://schema-${number}.json`, ...one })),
});
const document = TextDocument.create(uri, "json", 1, text);
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
