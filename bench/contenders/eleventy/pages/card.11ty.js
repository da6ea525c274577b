// The quickest of Eleventy's template languages: a function that returns text.
const SPECIAL = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
const escaped = (text) => text.replace(/[&<>"']/g, (mark) => SPECIAL[mark]);

export const data = {
  pagination: { data: "entries", size: 1, alias: "entry", addAllPagesToCollections: false },
  eleventyExcludeFromCollections: true,
  permalink: ({ round, entry }) =>
    `${round.id}/${entry.division}/${entry.submitter.replaceAll(" ", "-")}/${entry.id}/index.html`,
};

function value(fact) {
  if (typeof fact === "string") return escaped(fact);
  if (Array.isArray(fact)) return `<ul class="nested">\n${fact.map((one) => `<li><span>${value(one)}</span></li>\n`).join("")}</ul>`;
  const items = Object.entries(fact).map(([key, inner]) => `<li><b>${escaped(key)}</b> <span>${value(inner)}</span></li>\n`);
  return `<ul class="nested">\n${items.join("")}</ul>`;
}

function facts(group, system, always) {
  const keys = group.keys.filter((key) => key in system);
  if (!keys.length && !always) return "";
  const rows = keys.map((key) => `<tr><th scope="row">${escaped(key)}</th><td>${value(system[key])}</td></tr>\n`);
  const body = keys.length ? `<table>\n<tbody>\n${rows.join("")}</tbody>\n</table>` : `<p class="none">Not stated.</p>`;
  return `<section>\n<h3>${escaped(group.title)}</h3>\n${body}\n</section>\n`;
}

function results(entry, round) {
  const own = round.own_models.includes(entry.division);
  const columns = round.columns[entry.category];
  const rows = new Map();
  for (const result of entry.results) {
    const label = own && result.used_model ? result.used_model : result.benchmark;
    const key = `${result.benchmark}\n${label}`;
    if (!rows.has(key)) rows.set(key, { label, target: round.targets[result.benchmark], by: {} });
    rows.get(key).by[result.scenario] = result;
  }
  const heads = columns.map((column) => `<th colspan="${own ? 3 : 2}" scope="colgroup">${escaped(column)}</th>\n`);
  const seconds = columns.map(() => `${own ? '<th scope="col">Accuracy</th>\n' : ""}<th scope="col">Metric</th>\n<th class="number" scope="col">Performance</th>\n`);
  const cell = (result) => {
    const reached = Object.entries(result?.accuracy ?? {}).map(([metric, number]) => `${metric}: ${number}`).join(", ");
    const accuracy = own ? `<td class="accuracy">${escaped(reached)}</td>\n` : "";
    return `${accuracy}<td class="metric">${escaped(result?.unit ?? "")}</td>\n<td class="number">${escaped(result?.value ?? "")}</td>\n`;
  };
  const body = [...rows.values()].map(
    (row) => `<tr>\n<th scope="row">${escaped(row.label)}</th>\n<td class="target">${escaped(row.target)}</td>\n${columns.map((column) => cell(row.by[column])).join("")}</tr>\n`,
  );
  const scope = `${round.title.replaceAll("MLPerf", "MLPerf®")} ${round.divisions[entry.division]} ${round.categories[entry.category]}`;
  return `<table class="performance">
<caption>${escaped(entry.submitter)}, ${escaped(entry.system.system_name)}: ${escaped(scope)}</caption>
<thead>
<tr>
<th rowspan="2" scope="col">Model</th>
<th rowspan="2" scope="col">Accuracy Target</th>
${heads.join("")}</tr>
<tr>
${seconds.join("")}</tr>
</thead>
<tbody>
${body.join("")}</tbody>
</table>`;
}

export function render({ entry, round }) {
  const name = escaped(entry.system.system_name);
  const submitter = escaped(entry.submitter);
  const available = entry.availability ? `${round.availabilities[entry.availability]} as of ${round.as_of}` : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name} · ${submitter} · ${escaped(round.title)}</title>
<link rel="stylesheet" href="../../../../assets/site.css">
</head>
<body>
<header class="site"><a class="name" href="../../../../index.html">Benchmark results</a></header>
<main id="main">
<article class="resultpage" data-platform="${escaped(entry.id)}" data-division="${escaped(entry.division)}">
<header>
<div class="titlebarcontainer">
<div class="titlebar">
<h1 class="title">${escaped(round.title)}</h1>
<p class="copyright">${escaped(round.copyright)}</p>
</div>
</div>
<div class="headerbar">
<p class="submitter">${submitter}</p>
<p class="system">${name}</p>
</div>
<table class="datebar">
<tbody>
<tr>
<th id="license_num" scope="row">${escaped(round.family)} Category:</th>
<td id="license_num_val">${escaped(round.categories[entry.category])}</td>
<th id="test_date" scope="row">${escaped(round.family)} Division:</th>
<td id="test_date_val">${escaped(round.divisions[entry.division])}</td>
</tr>
<tr>
<th id="tester" scope="row">Submitted by:</th>
<td id="tester_val">${submitter}</td>
<th id="sw_avail" scope="row">Availability:</th>
<td id="sw_avail_val">${escaped(available)}</td>
</tr>
</tbody>
</table>
</header>
<section class="facts">
<h2>System details</h2>
${round.groups.map((group) => facts(group, entry.system, true)).join("")}${facts(round.rest, entry.system, false)}</section>
<section class="results">
<h2>Results</h2>
<h3>Results Table</h3>
${results(entry, round)}
</section>
</article>
</main>
</body>
</html>
`;
}
