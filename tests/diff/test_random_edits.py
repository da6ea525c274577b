"""Random edits of random data: the diff names each of them, and nothing that nobody edited."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.diff import differences, side
from site_builder.diff.said import RESULTS
from tests.builders import ROUND
from tests.diff.sites import ACME, RIVAL, THIRD, base, built
from tests.hostile import POSITIVE, TEXT

FACTS = ("cooling", "host_networking", "operating_system", "accelerator_memory_capacity", "something_new")
ROWS = ("resnet Offline", "resnet Server", "bert-99 Offline")
WEIGHTS = ("fp8", "fp16", "int4")
ENTRIES = {name: f"{ROUND}/closed/{submitter}/box/index.html" for name, submitter in ((ACME, "Acme"), (RIVAL, "Rival"), (THIRD, "Third"))}  # fmt: skip  # noqa: E501


class Named(NamedTuple):
    """One difference: the card, what it is of, and the text after."""

    card: str
    row: str
    column: str
    new: str


FACT = st.tuples(st.sampled_from(list(ENTRIES)), st.just("fact"), st.sampled_from(FACTS), TEXT)
VALUE = st.tuples(st.sampled_from(list(ENTRIES)), st.just("value"), st.integers(0, 2), POSITIVE.map(str))
PRECISION = st.tuples(st.sampled_from(list(ENTRIES)), st.just("weights"), st.integers(0, 2), st.sampled_from(WEIGHTS))
POWER = st.tuples(st.sampled_from(list(ENTRIES)), st.just("power"), st.integers(0, 2), POSITIVE.map(str))
EDITS = st.lists(FACT | VALUE | PRECISION | POWER, max_size=6, unique_by=lambda edit: edit[:3])


def folded(text: str) -> str:
    """As a page shows it."""
    return " ".join(text.split())


def apply(files: dict[str, Any], edits: list[tuple[str, str, Any, str]]) -> Iterator[Named]:
    """Make the edits, and name each that can be seen."""
    for name, what, where, new in edits:
        entry, card = files[name], ENTRIES[name]
        if what == "fact":
            old = entry["system"].get(where)
            entry["system"][where] = new
            if old is None or folded(old) != folded(new):
                yield Named(card, where, "", folded(new))
        elif what == "value":
            old, entry["results"][where]["value"] = str(entry["results"][where]["value"]), f"@{new}@"
            if old != new:
                yield Named(card, ROWS[where], "Value", new)
        elif what == "weights":
            entry["results"][where]["weight_data_types"] = new
            yield Named(card, ROWS[where], "Weights", new)
        else:
            entry["results"][where]["power"] = {"value": f"@{new}@", "unit": "Watts"}
            yield Named(card, ROWS[where], "Power", f"{new} Watts")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site before every edit."""
    return built(tmp_path_factory.mktemp("before"), base())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(EDITS)
def test_every_edit_is_named_and_no_other(before: Path, edits: list[tuple[str, str, Any, str]]) -> None:
    files = base()
    expected = set(apply(files, edits))
    with tempfile.TemporaryDirectory() as folder:
        found = differences(side(str(before)), side(str(built(Path(folder), files))))
    named = {
        Named(page.address, change.place.row, change.place.column, change.new.text if change.new else "")
        for page in found.pages
        if page.kind == "card"
        for change in page.changes
    }
    assert named == expected
    moved = {(page.address, value.row, value.new) for page in found.pages for value in page.values}
    assert moved == {(each.card, each.row, each.new) for each in expected if each.column == "Value"}
    assert all(page.what == "changed" and not page.broken for page in found.pages if page.kind == "card")
    assert RESULTS in {change.place.section for page in found.pages for change in page.changes} or not moved
