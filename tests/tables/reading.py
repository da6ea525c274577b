"""Catalogs for tests, read from entries as authors write them."""

import json
from typing import Any

from site_builder.models import Catalog, EntryFile, Round, read_entry
from site_builder.sources import Document
from tests.builders import ROUND, a_round


def read(content: object) -> Any:
    """The content as a file of it would be read."""
    return Document("made.json", json.dumps(content).encode()).value


def catalog_of(entries: dict[str, dict[str, Any]], **rounds: dict[str, Any]) -> Catalog:
    """The catalog of these entries by id; the one round is the builders' own unless others are given."""
    files = rounds or {ROUND: a_round()}
    found = {name: Round.model_validate(read(content) | {"id": name}) for name, content in files.items()}
    made = []
    for name, content in entries.items():
        entry, findings = read_entry(name, EntryFile.model_validate(read(content)), found[content["round"]], "round")
        assert entry is not None, findings
        made.append(entry)
    return Catalog.of(found, tuple(made))
