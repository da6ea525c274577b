"""What describes the downloads: a Frictionless data package for programs, a README for people."""

import re
from collections.abc import Mapping
from hashlib import sha256
from textwrap import fill
from typing import Any

from site_builder.exports.terms import Terms
from site_builder.models import Number
from site_builder.tables import COLUMNS, Column

TYPES = {"text": "string", "number": "number", "integer": "integer", "date": "date"}


def datapackage(terms: Terms, texts: Mapping[str, bytes], rows: int) -> dict[str, Any]:
    """The descriptor of the CSV: each column with its type, unit and meaning.

    Source: Data Package standard of Frictionless; `unit` and `count` are keys of our own, which it allows.
    """
    content = texts["results.csv"]
    return {
        "name": re.sub("[^a-z0-9]+", "-", terms.title.casefold()).strip("-") or "results",
        "title": terms.title,
        "description": " ".join(filter(None, (terms.description, *terms.footnote, terms.legend))),
        **({"homepage": terms.homepage} if terms.homepage else {}),
        "licenses": [{"name": "other", "title": terms.licence, "path": "README.txt"}],
        "resources": [
            {
                "name": "results",
                "path": "results.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": Number(str(len(content))),
                "hash": f"sha256:{sha256(content).hexdigest()}",
                "count": Number(str(rows)),
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
                "schema": {"fields": list(map(_field, COLUMNS)), "missingValues": [""]},
            }
        ],
    }


def _field(column: Column) -> dict[str, str]:
    words = {"name": column.name, "type": TYPES[column.kind], "description": column.description}
    return words | ({"unit": column.unit} if column.unit else {})


HOW_TO_READ = """\
results.csv      UTF-8, RFC 4180. Empty cells: not known. Text that a spreadsheet would run as a formula begins with '.
results.json     The same rows as objects, below "results". Numbers have the digits they were measured with.
results.parquet  The same rows with types; beside each measured number the text it was written as.
datapackage.json The columns for programs (Frictionless Data Package)."""


def readme(terms: Terms) -> bytes:
    """Terms and columns, for people."""
    said = [terms.title, *filter(None, (terms.description, terms.as_of and f"As of {terms.as_of}.", terms.homepage))]
    said += [f"Terms of use: {terms.licence}", *terms.footnote, *filter(None, [terms.legend])]
    paragraphs = [_wrapped(text) for text in said]
    columns = "\n".join(_line(column) for column in COLUMNS)
    return "\n\n".join(
        [*paragraphs, HOW_TO_READ, f"Columns, with the unit in brackets, or the column that has it\n\n{columns}\n"]
    ).encode()


def _wrapped(text: str) -> str:
    return fill(text, 100, break_long_words=False, break_on_hyphens=False)


def _line(column: Column) -> str:
    unit = f" [{column.unit}]" if column.unit else ""
    return f"{column.name:25}{column.kind:9}{column.description}{unit}"
