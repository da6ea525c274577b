"""The explorer in Chromium, against libraries that could have made it: `python -m bench.explorer_bench [LIBRARIES]`.

Each contender gets the same page with the same server-made rows and the same files of rows; only the scripts differ.
LIBRARIES is a folder with what is compared and not shipped, as far as it is there: `dt_bundle.js` and `.css` of the
itables wheel, `tabulator.min.js` and `.css` of tabulator-tables, `table-core.js` (@tanstack/table-core 8, UMD).
"""

import argparse
import gzip
import json
import re
import shutil
import statistics
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, TimeoutError

from site_builder.build import Options, build
from tests.browser.tools import chromium, served

ROOT = Path(__file__).resolve().parents[1]
ROUND = "inference-v4.1"
COPIES = {"v4.1": 1, "16 x v4.1": 16}
KEYS = ("h", "h1", "h10", "h100", "h100 off", "")
RUNS = 5

COLUMNS = """const rows = ROWS.unfolded(explorerParts);
const keys = ["system", "submitter", "benchmark", "scenario", "value", "unit", "verification", "chips", "availability",
  "division", "category", "precision", "power", "processor", "software", "accuracy", "id"];
const ready = () => document.documentElement.classList.add("explores");"""

# Filtering is the library's own; drawing is, where it draws. TanStack draws nothing: 60 rows by us, as our script does.
SCRIPTS = {
    "DataTables": """import { jQuery as $ } from "./dt_bundle.js";
%s
document.querySelector("#explorer-table").replaceChildren();
const grid = $("#explorer-table").DataTable({ data: rows, pageLength: 60, deferRender: true, autoWidth: false,
  order: [],
  columns: keys.map((key) => ({ data: key, title: key, render: $.fn.dataTable.render.text() })) });
window.filter = (text) => grid.search(text).draw();
ready();""",
    "Tabulator": """addEventListener("DOMContentLoaded", () => {
%s
const place = document.createElement("div");
document.querySelector("#explorer-table").replaceWith(place);
const grid = new Tabulator(place, { data: rows, height: 700, index: "nothing",
  columns: keys.map((key) => ({ title: key, field: key, formatter: "plaintext" })) });
window.filter = (text) =>
  grid.setFilter((row) => text.toLowerCase().split(" ").every((word) => row.text.includes(word)));
grid.on("tableBuilt", ready);
});""",
    "TanStack": """addEventListener("DOMContentLoaded", () => {
%s
const { createTable, getCoreRowModel, getFilteredRowModel, getSortedRowModel } = TableCore;
let state = { globalFilter: "", sorting: [], columnPinning: {} };
const grid = createTable({ data: rows, columns: keys.map((key) => ({ id: key, accessorKey: key })), state,
  onStateChange: () => {}, renderFallbackValue: "", globalFilterFn: "includesString",
  getCoreRowModel: getCoreRowModel(), getFilteredRowModel: getFilteredRowModel(),
  getSortedRowModel: getSortedRowModel() });
const body = document.querySelector("#explorer-table").tBodies[0];
const draw = () => body.replaceChildren(...grid.getRowModel().rows.slice(0, 60).map((row) => {
  const line = document.createElement("tr");
  for (const cell of row.getVisibleCells()) line.insertCell().textContent = cell.getValue();
  return line;
}));
window.filter = (text) => {
  state = { ...state, globalFilter: text };
  grid.setOptions((options) => ({ ...options, state }));
  draw();
};
draw();
ready();
});""",
}
FILES = {
    "DataTables": ("dt_bundle.js", "dt_bundle.css"),
    "Tabulator": ("tabulator.min.js", "tabulator.min.css"),
    "TanStack": ("table-core.js",),
}
PARTS = ("rows", "address", "table", "facets", "words", "export")
OWN = ("tray.js", "csv.js", *(f"explorer-{part}.js" for part in PARTS), "explorer.js", "explorer.css", "tray.css")

# A module of a library may be done before the document is: what stands then is looked at too.
WATCH = """addEventListener("DOMContentLoaded", () => {
  const look = () => {
    if (!document.documentElement.classList.contains("explores")) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.usable = performance.now(); }));
  };
  const watch = new MutationObserver(look);
  watch.observe(document.documentElement, { attributes: true });
  look();
}, { capture: true });"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
PRESS = """(text) => new Promise((done) => {
  const start = performance.now();
  if (window.filter) window.filter(text);
  else {
    const search = document.getElementById("explorer-search");
    search.value = text;
    search.dispatchEvent(new Event("input"));
  }
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""


@dataclass(frozen=True)
class Speed:
    """Milliseconds of one visit."""

    paint: float
    usable: float
    key: float


def multiplied(folder: Path, copies: int) -> Path:
    """The shipped data, with each entry so many times, under submitters and IDs told apart."""
    shutil.copytree(ROOT / "data", folder)
    entries = [path for path in sorted((folder / "results").rglob("*.json")) if "as_published" not in path.name]
    for copy in range(2, copies + 1):
        for number, path in enumerate(entries):
            entry = json.loads(path.read_bytes())
            entry["submitter"] = f"{entry.get('submitter') or entry['system']['submitter']} {copy}"
            for named in (entry, *entry["results"]):
                if "id" in named:
                    named["id"] = f"{named['id']}.{copy}"
            place = folder / "results" / f"copy-{copy}" / str(number) / path.name
            place.parent.mkdir(parents=True)
            place.write_text(json.dumps(entry), "utf-8")
    return folder


def page_with(contender: str, page: str, files: tuple[str, ...]) -> str:
    """The explorer's page with another script in the place of ours; ours only reads the files of rows."""
    tags = re.findall(r"<script.*?</script>\n", page)
    rows = [tag for tag in tags if "rows" in tag]
    kind = 'type="module"' if contender == "DataTables" else "defer"  # its bundle is a module: not from file://
    library = [f'<script defer src="{name}"></script>\n' for name in files if kind == "defer" and name.endswith(".js")]
    style = [f'<link rel="stylesheet" href="{name}">\n' for name in files if name.endswith(".css")]
    own = f'<script {kind} src="{contender}.js"></script>\n'
    for tag in tags:
        page = page.replace(tag, "")
    return page.replace("</head>", "".join([*style, *rows, *library, own]) + "</head>")


def lay(folder: Path, libraries: Path | None) -> Iterator[tuple[str, str, int, int]]:
    """Write a page for each contender and give name, address, bytes of its files, and of those compressed."""
    files = [folder / "assets" / name for name in OWN]
    yield "ours", f"{ROUND}/index.html", *weight(files)
    page = (folder / ROUND / "index.html").read_text("utf-8")
    for contender, script in SCRIPTS.items():
        names = FILES[contender]
        if libraries is None or not all((libraries / name).is_file() for name in names):
            continue
        for name in names:
            shutil.copy(libraries / name, folder / ROUND / name)
        (folder / ROUND / f"{contender}.js").write_text(script % COLUMNS, "utf-8")
        (folder / ROUND / f"{contender}.html").write_text(page_with(contender, page, names), "utf-8")
        yield contender, f"{ROUND}/{contender}.html", *weight([folder / ROUND / name for name in names])


def weight(files: list[Path]) -> tuple[int, int]:
    """Bytes of these files, as they are and compressed one by one."""
    return sum(len(f.read_bytes()) for f in files), sum(len(gzip.compress(f.read_bytes(), mtime=0)) for f in files)


def visit(browser: Browser, address: str) -> Speed:
    """Open the page with an empty cache, wait until it can be used, press keys."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(error.message))
    page.add_init_script(WATCH)
    page.goto(address)
    try:
        page.wait_for_function("window.usable", timeout=60_000)
    except TimeoutError as error:
        raise RuntimeError(f"{address} never was usable: {faults}") from error
    paint, usable = page.evaluate(PAINT), page.evaluate("window.usable")
    keys = [page.evaluate(PRESS, text) for text in KEYS]
    context.close()
    return Speed(paint, usable, statistics.median(keys))


def middle(speeds: list[Speed]) -> Speed:
    """The median of each figure."""
    return Speed(*(statistics.median(getattr(s, name) for s in speeds) for name in ("paint", "usable", "key")))


def measure(libraries: Path | None, scratch: Path) -> Iterator[str]:
    """A Markdown table: contenders in turns, medians."""
    yield "| rows | script | KB | KB gzip | first paint ms | usable ms | filter key ms |\n|---|---|---|---|---|---|---|"
    for words, copies in COPIES.items():
        output = scratch / f"site-{copies}"
        build(Options(str(multiplied(scratch / f"data-{copies}", copies)), str(output), jobs=2))
        contenders = {name: (url, *size) for name, url, *size in lay(output, libraries)}
        speeds: Mapping[str, list[Speed]] = {name: [] for name in contenders}
        with served(output) as address, chromium() as browser:
            for _ in range(RUNS):
                for name, (url, *_size) in contenders.items():
                    speeds[name].append(visit(browser, address + url))
        for name, (_url, size, packed) in contenders.items():
            mid = middle(speeds[name])
            yield (
                f"| {words} | {name} | {size / 1000:.0f} | {packed / 1000:.0f} "
                f"| {mid.paint:.0f} | {mid.usable:.0f} | {mid.key:.0f} |"
            )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("libraries", nargs="?", type=Path, help="a folder with what is compared and not shipped")
    given = options.parse_args()
    shm = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=shm) as folder:
        for line in measure(given.libraries, Path(folder)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
