"""Downloads: all results in one file of each format, with what describes them.

The texts are written while the site is planned, because the page of the downloads says how large they are.
"""

from collections.abc import Iterator
from hashlib import sha256

from site_builder import __version__
from site_builder.exports.csv import csv_bytes
from site_builder.exports.json import json_bytes, records_json
from site_builder.exports.parquet import parquet_bytes
from site_builder.exports.readme import datapackage, readme
from site_builder.exports.terms import terms
from site_builder.pages import Contents, Export, urls


def exports(contents: Contents) -> Iterator[Export]:
    """Results as CSV, JSON and Parquet; the columns for programs and for people. Nothing where there are no results."""
    if not contents.catalog.entries:
        return
    rows = tuple(contents.all_records())
    said = terms(contents)
    texts = {"results.csv": csv_bytes(rows), "results.json": records_json(said, rows)}
    for name, content in texts.items():
        yield Export(urls.download(name), bytes, content, size=len(content))
    # Of one version of pyarrow only are its bytes the same: the manifest, which others compare, names what they hold.
    made_from = sha256(__version__.encode() + texts["results.json"]).hexdigest()
    yield Export(urls.download("results.parquet"), parquet_bytes, (said, rows, made_from), made_from=made_from)
    described = {"datapackage.json": json_bytes(datapackage(said, texts, len(rows))), "README.txt": readme(said)}
    for name, content in described.items():
        yield Export(urls.download(name), bytes, content, size=len(content))
