"""What docs/review.md tells git: facts instead of markup in a diff, and no merge that stops at built pages."""

import re
import shlex
import sys
from pathlib import Path

import pytest

from tests.builders import ROUND
from tests.conftest import ROOT
from tests.diff.sites import ACME, RIVAL, base, built, edited, git

CONFIG = re.findall(r"^    git (config .*)$", (ROOT / "docs/review.md").read_text("utf-8"), re.MULTILINE)
EVIL = "https://evil.example/"
CARD = f"output/{ROUND}/closed/Rival/box/index.html"


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a built site and the drivers of the docs."""
    folder = tmp_path / "clone"
    built(folder, base())
    git(folder, "init", "-q", "-b", "main")
    (folder / ".gitattributes").write_text((ROOT / ".gitattributes").read_text("utf-8"), "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for line in CONFIG:
        words = shlex.split(line)
        git(folder, *(word.replace("site-builder", f"{sys.executable} -m site_builder") for word in words))
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "before")
    return folder


def test_a_diff_shows_facts(clone: Path) -> None:
    built(clone, edited(lambda files: files[RIVAL]["results"][0].update(value=1099.5)))
    shown = git(clone, "diff", "-U0", "--", CARD)
    changed = [line for line in shown.splitlines() if re.match(r"[+-][^+-]", line)]
    assert changed == [
        "-Results: resnet Offline: Value: 1100.25",
        "+Results: resnet Offline: Value: 1099.5",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("</main>", "<script>alert(1)</script></main>", "Code of the page: script in the page: alert(1)"),
        ("<title>", f'<meta http-equiv="refresh" content="0; url={EVIL}"><title>', f"leads on to: {EVIL}"),
        ('<h1 class="title">Sprint v1</h1>', f'<h1><a href="{EVIL}">Sprint v1</a></h1>', f"Sprint v1 → {EVIL}"),
        ('<h1 class="title"', '<h1 onclick="steal()" class="title"', "onclick of <h1>: steal()"),
        ("<title>", f'<link rel="stylesheet" href="{EVIL}"><title>', f"Loaded from elsewhere: {EVIL}"),
        ("<title>", "<title>Best: ", "Head of the page: title: Best: Rival Box"),
    ],
)  # fmt: skip
def test_a_diff_hides_neither_code_nor_where_a_page_leads(clone: Path, old: str, new: str, line: str) -> None:
    card = clone / CARD
    text = card.read_text("utf-8")
    assert old in text
    card.write_text(text.replace(old, new, 1), "utf-8")
    shown = git(clone, "diff", "-U0", "--", CARD)
    added = [line for line in shown.splitlines() if re.match(r"[+][^+]", line)]
    assert [told for told in added if line in told] == added[:1]


def test_a_merge_does_not_stop_at_built_pages(clone: Path) -> None:
    git(clone, "checkout", "-q", "-b", "theirs")
    built(clone, edited(lambda files: files[RIVAL]["results"][0].update(value=1300.75)))
    git(clone, "commit", "-q", "-a", "-m", "theirs")
    git(clone, "checkout", "-q", "main")
    built(clone, edited(lambda files: files[ACME]["results"][0].update(value=1400)))
    git(clone, "commit", "-q", "-a", "-m", "ours")
    said = git(clone, "merge", "theirs", "-m", "merged")
    assert "built by us, run make site" in said
    data = "data/results/sprint-v1/closed"
    assert "1300.75" in (clone / data / "Rival/box.json").read_text("utf-8")
    assert "1400" in (clone / data / "Acme/box.json").read_text("utf-8")
    assert "1400" in (clone / f"output/{ROUND}/closed/Acme/box/index.html").read_text("utf-8")
