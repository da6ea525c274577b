"""Whatever is edited, in whatever order: a build that remembers the last one gives the bytes of one from nothing."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from site_builder.problems import ProblemsFound
from tests.builders import ROUND
from tests.conftest import ROOT, SiteFolder
from tests.hostile import write_site
from tests.rich_site import rich_site

EDITS_IN_A_ROW = 12


class Editing:
    """A site that is edited by chance, always by the same one for the same seed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.site = SiteFolder(folder)
        self.chance = random.Random(seed)
        self.templates = folder / "templates"
        (self.templates / "parts").mkdir(parents=True)
        write_site(self.site.data, rich_site())

    def entries(self) -> list[Path]:
        """The files of entries, in the order of their names."""
        return sorted(path for path in self.site.data.rglob("*.json") if "results" in path.parts)

    def rewrite(self, path: Path, change: Callable[[dict[str, Any]], None]) -> None:
        """Change a JSON file."""
        content = json.loads(path.read_text("utf-8"))
        change(content)
        path.write_text(json.dumps(content, indent=1), "utf-8")

    def value(self) -> None:
        """Another value, which moves ranks."""
        self.rewrite(self.some_entry(), self.another_value)

    def another_value(self, entry: dict[str, Any]) -> None:
        if entry.get("results"):
            self.chance.choice(entry["results"])["value"] = self.chance.randint(1, 2000)

    def fact(self) -> None:
        """Another fact, which its card alone says."""
        self.rewrite(self.some_entry(), lambda entry: entry["system"].update(cooling=f"air {self.chance.random()}"))

    def name(self) -> None:
        """Another name, which many pages say."""
        self.rewrite(self.some_entry(), lambda entry: entry["system"].update(system_name=f"N {self.chance.random()}"))

    def processor(self) -> None:
        """Another host, which cards of others lead to."""
        self.rewrite(
            self.some_entry(),
            lambda entry: entry["system"].update(host_processor_model_name=f"C{self.chance.random()}"),
        )

    def status(self) -> None:
        """Another state."""
        states = ("unverified", "withdrawn", "corrected")
        self.rewrite(self.some_entry(), lambda entry: entry.update(verification={"status": self.chance.choice(states)}))

    def added(self) -> None:
        """One more entry, a copy of another without its public numbers."""
        source = self.some_entry()
        copy = source.with_name(f"copy-{self.chance.randrange(10**6)}.json")
        copy.write_text(source.read_text("utf-8"), "utf-8")
        self.rewrite(copy, without_ids)

    def removed(self) -> None:
        """One entry fewer."""
        self.some_entry().unlink()

    def renamed(self) -> None:
        """The same file under another name."""
        source = self.some_entry()
        source.rename(source.with_name(f"moved-{self.chance.randrange(10**6)}.json"))

    def round_file(self) -> None:
        """Another word of the round, which all of its pages say."""
        path = self.site.data / f"rounds/{ROUND}.json"
        self.rewrite(path, lambda round_: round_.update(title=f"Sprint {self.chance.random()}"))

    def site_file(self) -> None:
        """Another title of the site."""
        self.rewrite(self.site.data / "site.json", lambda site: site.update(title=f"Site {self.chance.random()}"))

    def template(self) -> None:
        """Another part of cards, and of cards alone."""
        source = (ROOT / "templates/parts/facts.html").read_text("utf-8")
        text = source.replace("Not stated.", f"Not stated {self.chance.random()}.")
        (self.templates / "parts/facts.html").write_text(text, "utf-8")

    def by_hand(self) -> None:
        """A page that somebody edited, and one that somebody removed."""
        pages = sorted(self.site.output.rglob("*.html"))
        if len(pages) > 1:
            one, other = self.chance.sample(pages, 2)
            one.write_text("mine", "utf-8")
            other.unlink()

    def nothing(self) -> None:
        """No edit at all."""

    def some_entry(self) -> Path:
        return self.chance.choice(self.entries())


EDITS = (
    Editing.value,
    Editing.fact,
    Editing.name,
    Editing.processor,
    Editing.status,
    Editing.added,
    Editing.removed,
    Editing.renamed,
    Editing.round_file,
    Editing.site_file,
    Editing.template,
    Editing.by_hand,
    Editing.nothing,
)


def without_ids(entry: dict[str, Any]) -> None:
    entry.pop("id", None)
    for result in entry.get("results", ()):
        result.pop("id", None)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long), pytest.param(3, marks=pytest.mark.long)])
def test_any_edits_give_the_bytes_of_a_build_from_nothing(tmp_path: Path, seed: int) -> None:
    editing = Editing(tmp_path, seed)
    fresh = SiteFolder(tmp_path)
    options: dict[str, Any] = {"templates": str(editing.templates), "search": False}
    for step in range(EDITS_IN_A_ROW):
        edit = editing.chance.choice(EDITS) if step else Editing.nothing
        edit(editing)
        fresh.output = tmp_path / f"fresh-{step}"
        try:
            editing.site.build(cache=str(tmp_path / "cache"), jobs=editing.chance.choice((1, 3)), **options)
        except ProblemsFound as found:
            with pytest.raises(ProblemsFound) as again:
                fresh.build(**options)
            assert again.value.problems == found.problems
            continue
        fresh.build(**options)
        assert editing.site.files() == fresh.files(), edit.__name__
