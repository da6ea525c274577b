"""Known words: what is told at a glance is what a careful reading tells."""

from typing import Any

import pytest
from hypothesis import strategies as st

from site_builder.models import EntryFile, KnownWords, Round, read_entry
from tests.builders import ROUND, a_result, a_round, a_system, an_entry
from tests.tables.reading import read
from tests.thorough import examples

WHERE = f"data/rounds/{ROUND}.json"
LIMITS = {"accuracy_limits": {"resnet": {"tokens": 99}}}
URL = {"url": "https://example.org/v1"}
FOUND = {**URL, "retrieved": "2024-05-02"}
VERIFIED = {"status": "verified", "date": "2024-05-01"}


# What each member may be besides what `GOOD` says; None leaves it out.
OTHERS: dict[str, list[Any]] = {
    "division": ["closed", "open", "Closed", "shut"],
    "submitter": ["Acme", "Other"],
    "category": ["edge", "datacenter/edge", "clouds", " Edge"],
    "id": ["1-0003", None],
    "verification": [{"status": "verified"}, {"status": "superseded"}, None],
    "source": [URL, {"retrieved": "2024-05-02"}, None],
}
OTHERS_OF_SYSTEM: dict[str, list[Any]] = {
    "system_name": [" ", 5, None],
    "submitter": ["\u200b", True, None],
    "division": ["OPEN", "open", "close", 1, None],
    "system_type": ["edge", "edge, datacenter", "cloud", ["edge"], None],
    "status": ["Preview", "preveiw", "", 7, None],
}
OTHERS_OF_RESULT: dict[str, list[Any]] = {
    "benchmark": ["bert-99", "gptj", "own"],
    "scenario": ["Server", "SingleStream", "offline"],
    "value": [7, 0, -1.5, 1e-300],
    "unit": ["Queries/s", "Samples", None],
    "category": ["edge", "Datacenter", "datacenter ", "cloud"],
    "id": ["1-0002", None],
    "used_model": ["own", "resnet", None],
    "accuracy": [{"acc": -1}, {"BLEU": 3, "acc": 0}, {"tokens": 1}, {"F1": 1}, {}, None],
    "inferred_from": ["Offline", "Fast"],
    "power": [{"value": 812.4, "unit": "Watts"}, {"value": 0.0, "unit": "Watts"}],
    "source": [FOUND, URL, {"kind": "published-card"}],
    "verification": [{"status": "unverified"}, {"status": "verified"}, VERIFIED],
}
GOOD = an_entry(verification=VERIFIED, source=FOUND, id="1-0001")
GOOD_RESULT = a_result(unit="Samples/s", id="1-0002", used_model="own", accuracy={"acc": 76.1})


def changed(good: dict[str, Any], others: dict[str, list[Any]], most: int) -> st.SearchStrategy[dict[str, Any]]:
    """The good one with at most so many members changed."""
    one = st.sampled_from([(name, value) for name, values in others.items() for value in values])
    return st.lists(one, max_size=most).map(
        lambda changes: {name: value for name, value in {**good, **dict(changes)}.items() if value is not None}
    )


ENTRIES = st.builds(
    lambda entry, system, results: {**entry, "system": system, "results": results},
    changed(GOOD, OTHERS, 2),
    changed(a_system(), OTHERS_OF_SYSTEM, 1),
    st.lists(changed(GOOD_RESULT, OTHERS_OF_RESULT, 2), max_size=2),
)


def known(**changes: Any) -> KnownWords:
    """The builders' round, of which nothing was said yet."""
    return KnownWords(Round.model_validate(read(a_round(logs=LIMITS, **changes)) | {"id": ROUND}), WHERE)


# One for all: what one entry taught must not mislead about another.
WORDS, WITHOUT_CATEGORIES = known(), known(categories={}, availabilities={})


@examples(400, 1500, ENTRIES, st.sampled_from([WORDS, WITHOUT_CATEGORIES]))
def test_a_glance_tells_nothing_else_than_a_careful_reading(content: dict[str, Any], words: KnownWords) -> None:
    file = EntryFile.model_validate(read(content))
    entry = words.entry("rocket", file, "0a1b")
    careful, findings = read_entry("rocket", file, words.round, WHERE, sha256="0a1b")
    assert entry is None or (entry, []) == (careful, findings)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"verification": VERIFIED, "source": FOUND, "id": "1-0001"},
        {"verification": VERIFIED, "source": FOUND, "results": [a_result(id="1-0001", accuracy={"acc": 76.1})]},
        {"category": "datacenter, edge", "results": [a_result(), a_result(scenario="Server", unit="Queries/s")]},
        {
            "division": "open",
            "results": [a_result(used_model="own", accuracy={"BLEU": 31.4}), a_result(used_model="x")],
        },
    ],
)
def test_what_is_usual_is_told_at_a_glance(changes: dict[str, Any]) -> None:
    file = EntryFile.model_validate(read(an_entry(**changes)))
    entry = known().entry("rocket", file, "0a1b")
    assert entry is not None
    assert entry == read_entry("rocket", file, entry.round, WHERE, sha256="0a1b")[0]
