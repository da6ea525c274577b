"""HTML for `git diff`: an edited value changes a line for each place that shows it, at most four on the card."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.builders import ROUND
from tests.diff.sites import RIVAL, SOURCE, base, built, edited, git

CARD = f"output/{ROUND}/closed/Rival/box/index.html"
MOST_ON_A_CARD = 4
# Edits of one value, each with what the page shows before.
EDITS: dict[str, tuple[dict[str, Any], str]] = {
    "value": ({"results": {0: {"value": 1099.5}}}, "1100<span"),
    "accuracy": ({"results": {0: {"accuracy": {"acc": 75.9}}}}, "76.1"),
    "precision": ({"results": {0: {"weight_data_types": "fp8"}}}, "int8"),
    "result_id": ({"results": {1: {"id": "1-7777"}}}, "1-1100"),
    "fact": ({"system": {"cooling": "Water"}}, "Air"),
    "empty_fact": ({"system": {"host_networking": "10G Ethernet"}}, "host_networking"),
    "new_fact": ({"system": {"accelerator_frequency": "1 GHz"}}, ""),
    "availability": ({"system": {"status": "preview"}}, "vailable"),
    "retrieved": ({"source": {**SOURCE, "retrieved": "2024-06-11"}}, "2024-05-02"),
    "reviewed": ({"verification": {"status": "verified", "date": "2024-05-03"}}, "2024-05-01"),
}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site, committed."""
    folder = tmp_path_factory.mktemp("repository")
    built(folder, base())
    git(folder, "init", "-q")
    git(folder, "add", "output")
    git(folder, "commit", "-q", "-m", "before")
    return folder


def apply(entry: dict[str, Any], edit: dict[str, Any]) -> None:
    """Lay an edit over an entry: members of objects, results by their position."""
    for key, value in edit.items():
        if key == "results":
            for position, members in value.items():
                entry["results"][position].update(members)
        elif key == "system":
            entry["system"].update(value)
        else:
            entry[key] = value


def changed_lines(folder: Path) -> dict[str, tuple[int, int]]:
    """Lines added and removed of each page, as git counts them."""
    stat = git(folder, "diff", "--numstat", "--no-renames", "--", "*.html")
    rows = (line.split("\t") for line in stat.splitlines())
    return {path: (int(added), int(removed)) for added, removed, path in rows}


@pytest.mark.parametrize("name", EDITS)
def test_one_edit_changes_few_lines_of_the_card(repository: Path, name: str) -> None:
    edit, shown = EDITS[name]
    places = len(re.findall(re.escape(shown), git(repository, "show", f"HEAD:{CARD}"))) if shown else 0
    built(repository, edited(lambda files: apply(files[RIVAL], edit)))
    changed = changed_lines(repository)
    added, removed = changed[CARD]
    assert 1 <= added <= MOST_ON_A_CARD, git(repository, "diff", "--", CARD)
    assert removed <= max(1, places) if shown else removed == 0
    built(repository, base())


def test_an_edit_that_moves_no_rank_changes_a_line_for_each_place_that_shows_it(repository: Path) -> None:
    """The value stands once on its card, its board, the lists of submitter and accelerator, and in the explorer."""
    built(repository, edited(lambda files: apply(files[RIVAL], {"results": {0: {"value": 1099.5}}})))
    changed = changed_lines(repository)
    built(repository, base())
    board = f"output/{ROUND}/leaderboards/closed-datacenter/resnet/Offline/index.html"
    # On the board the value is drawn as a bar and told as a share of the leader's: each on its line.
    assert changed.pop(board)[0] <= 3
    assert changed == {
        CARD: (1, 1),
        f"output/{ROUND}/index.html": (1, 1),
        "output/accelerators/T1000/index.html": (1, 1),
        "output/submitters/Rival/index.html": (1, 1),
    }
