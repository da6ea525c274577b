"""HTML for `git diff`: an edited value changes a line for each place that shows it, at most four on the card."""

import json
import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from site_builder.authoring.json_edit import with_member
from site_builder.sources import Document
from tests.builders import ROUND, a_site
from tests.conftest import ROOT
from tests.diff.in_memory import card_of
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


# ---- entries of the shipped round, as they are

REAL = [
    "inference-v4.1/closed/Dell/XE9680_H100_SXM_80GBx8_TRT",
    "inference-v4.1/closed/Dell/1-node-2S-EMR-PyTorch",
    "inference-v4.1/open/NVIDIA/Orin_TRT_DepthPruned",
    "inference-v4.1/closed/Lenovo/ThinkEdge_SE455_V3_as_published",
]
# The first one's relatives: the same accelerators in other hosts.
RELATIVES = [
    "inference-v4.1/closed/ASUSTeK/ESC_N8_E11_H100x8_TRT",
    "inference-v4.1/closed/NVIDIA/DGX-H100_H100-SXM-80GBx8_TRT",
]
# These decide where the card stands, and which tables it has.
OF_THE_ADDRESS = {"submitter", "division", "system_type"}
OTHER_VALUES = {"status": "preview", "number_of_nodes": "2", "accelerators_per_node": "3"}
Edits = dict[str, tuple[tuple[str | int, ...], str, Any]]


@pytest.fixture(scope="module")
def real() -> dict[str, str]:
    """The data files of a site of a few shipped entries."""
    names = ["rounds/inference-v4.1.json", *(f"results/{name}.json" for name in (*REAL, *RELATIVES))]
    files = {name: (ROOT / "data" / name).read_text("utf-8") for name in names}
    return {"site.json": json.dumps(a_site(as_of="2026-01-01")), **files}


def edits_of(entry: dict[str, Any]) -> Edits:
    """An edit of each value of an entry, by its name, but those of its address."""
    keys = [key for key in entry["system"] if key not in OF_THE_ADDRESS]
    found: Edits = {key: (("system",), key, OTHER_VALUES.get(key, f"another {key}")) for key in keys}
    of_results = {"value": 7.5, "weight_data_types": "fp7", "id": "4.1-9999"}
    return found | {f"results.{key}": (("results", 0), key, value) for key, value in of_results.items()}


def changed_in(old: bytes, new: bytes) -> int:
    """Lines added, or removed, whichever are more."""
    lines = [page.decode().splitlines() for page in (old, new)]
    runs = [run for run in SequenceMatcher(None, *lines, autojunk=False).get_opcodes() if run[0] != "equal"]
    return max(sum(b - a for _, a, b, _, _ in runs), sum(d - c for _, _, _, c, d in runs))


@pytest.mark.parametrize("name", REAL)
def test_an_edit_of_any_value_of_a_real_entry_changes_few_lines_of_its_card(real: dict[str, str], name: str) -> None:
    card, path = f"{name}/index.html", f"results/{name}.json"
    before = card_of(real, card)
    changed = {}
    for key, edit in edits_of(json.loads(real[path])).items():
        text = with_member(Document(path, real[path].encode()), *edit)
        changed[key] = changed_in(before, card_of({**real, path: text}, card))
    assert len(changed) > 30
    assert {key: lines for key, lines in changed.items() if not 1 <= lines <= MOST_ON_A_CARD} == {}
