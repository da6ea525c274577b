"""Late entries: those that do not stay in memory are read again, and are the same."""

import pickle

import pytest

from site_builder.models import Entry, LateEntry
from site_builder.problems import SiteBuilderError
from site_builder.sources import read_data
from tests.builders import a_result, a_system, an_entry
from tests.conftest import SiteFolder

NAMES = "results/acme/rocket.json", "results/acme/comet.json"


@pytest.fixture
def late(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> tuple[LateEntry, ...]:
    """Two entries of which no file stayed in memory: a plain one, and one with things that are less usual."""
    site.write(NAMES[0], an_entry(results=[a_result(), a_result(scenario="Server")]))
    odd = {"$schema": "../entry.json", **an_entry(system=a_system(hw_notes='a "b"'), category="datacenter, edge")}
    site.write(NAMES[1], odd)
    now = read_data(str(site.data)).catalog.entries
    monkeypatch.setattr("site_builder.sources.entry_reading.MOST_IN_MEMORY", 0)
    later = read_data(str(site.data)).catalog.entries
    assert [type(entry) for entry in (*now, *later)] == [Entry] * 2 + [LateEntry] * 2
    for entry, again in zip(now, later, strict=True):
        assert (again.gist, again.sha256, again.link) == (entry.gist, entry.sha256, entry.link)
    for entry, again in zip(now, later, strict=True):
        assert again.file == entry.file
        assert {name: again.__dict__[name] for name in Entry.model_fields} == {
            name: entry.__dict__[name] for name in Entry.model_fields
        }
    return tuple(entry for entry in read_data(str(site.data)).catalog.entries if isinstance(entry, LateEntry))


def test_a_late_entry_survives_pickling_with_and_without_its_file(late: tuple[LateEntry, ...]) -> None:
    for entry in late:
        before = pickle.loads(pickle.dumps(entry))
        assert "file" not in before.__dict__
        assert before.file == entry.file
        assert pickle.loads(pickle.dumps(entry)).file == entry.file


def test_a_file_that_was_changed_meanwhile_stops_the_build(site: SiteFolder, late: tuple[LateEntry, ...]) -> None:
    for name in NAMES:
        site.write(name, an_entry(results=[]))
    for entry in late:
        with pytest.raises(SiteBuilderError, match=r"was changed while the site was built"):
            _ = entry.file
