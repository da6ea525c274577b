"""Two hundred kinds of damage to data files: never a traceback, never half a site, never a program in a page."""

import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from site_builder.cli import main
from tests.conftest import ROOT, SiteFolder
from tests.damages import WHOLE_SITE, Damage, damages
from tests.thorough import tried

QUICK, SEED = 90, 20241124
RUNS_A_PROGRAM = {"script", "iframe", "object", "embed", "applet", "style", "base", "math", "form", "template"}
RUNS_A_PROGRAM |= {"foreignobject", "animate", "animatetransform", "animatemotion", "set", "use"}  # inside an svg
OUR_SCRIPTS = {path.name for path in (ROOT / "templates/assets").glob("*.js")}
LEADS = {"href", "src", "action", "formaction", "srcset", "poster", "data", "xlink:href"}


class Pages:
    """The names that pages are made of: elements, and attributes."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.names: set[str] = set()
        self.programs: list[str] = []
        for url, data in files.items():
            if url.endswith(".html"):
                self._read(url, data.decode("utf-8"))

    def _read(self, url: str, html: str) -> None:
        for element in BeautifulSoup(html, "html5lib").find_all(True):
            self.names |= {element.name, *(f"{element.name}[{name}]" for name in element.attrs)}
            leads = [str(value).strip().lower() for name, value in element.attrs.items() if name in LEADS]
            runs = (
                (element.name.lower() in RUNS_A_PROGRAM and not _is_ours(element) and not _is_data(element))
                or any(name.startswith("on") for name in element.attrs)
                or any(there.startswith(("javascript:", "data:", "vbscript:")) for there in leads)
                or str(element.get("http-equiv", "")).lower() == "refresh"
            )
            if runs:
                self.programs.append(f"{url}: {str(element)[:200]}")


def _is_ours(element: Tag) -> bool:
    """Whether it is a script file of the templates, a round's file of rows or the search's records: nothing else."""
    folder, _, name = str(element.get("src", "")).rpartition("/")
    is_file = set(element.attrs) == {"src", "defer"} and not element.get_text()
    is_asset = name in OUR_SCRIPTS and folder.endswith("assets")
    is_rows = re.fullmatch(r"rows-[0-9]+\.js|records\.js", name) and folder in ("", "..")
    return element.name == "script" and is_file and bool(is_asset or is_rows)


def _is_data(element: Tag) -> bool:
    """Whether it is a block of JSON-LD, in which no text can open an element or end it."""
    return element.attrs == {"type": "application/ld+json"} and not re.search("[<>&]", element.get_text())


class Folder:
    """A good site that is damaged and mended again and again."""

    def __init__(self, site: SiteFolder) -> None:
        self.site = site
        shutil.rmtree(site.data)
        for name, content in WHOLE_SITE.items():
            site.write(name, content)
        shutil.copytree(site.data, site.folder / "good")

    def command(self) -> list[str]:
        """What the command line is given."""
        return ["build", "--data", str(self.site.data), "--output", str(self.site.output), "--jobs", "1", "--no-search"]

    def mend(self) -> None:
        """Put the good data back."""
        shutil.rmtree(self.site.data)
        shutil.copytree(self.site.folder / "good", self.site.data)


@pytest.fixture
def folder(site: SiteFolder) -> Folder:
    """A good site, built."""
    folder = Folder(site)
    with pytest.raises(SystemExit) as done:
        main(folder.command())
    assert done.value.code == 0
    return folder


def what_went_wrong(folder: Folder, damage: Damage, good: Pages, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Everything that must not happen and did, once the data is damaged so."""
    before = folder.site.files()
    damage.to(folder.site.data)
    with pytest.raises(SystemExit) as done:
        main(folder.command())
    said = capsys.readouterr().err
    folder.mend()
    after = folder.site.files()
    wrong = []
    if done.value.code not in (0, 1):
        wrong.append(f"exit code {done.value.code}: {said[-300:]}")
    if "Traceback" in said or "fault of site-builder" in said:
        wrong.append(said[-300:])
    if done.value.code == 1 and (after != before or "error[" not in said):
        wrong.append("the site changed, or no error was told")
    pages = Pages({url: data for url, data in after.items() if before.get(url) != data})
    wrong += pages.programs
    if new := pages.names - good.names:
        wrong.append(f"new elements or attributes: {sorted(new)}")
    return [f"{damage.name}: {line}" for line in wrong]


def run_all(folder: Folder, chosen: list[Damage], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What went wrong with all of these."""
    good = Pages(folder.site.files())
    assert good.programs == []
    return [line for damage in chosen for line in what_went_wrong(folder, damage, good, capsys)]


def test_there_are_more_than_200_kinds_of_damage() -> None:
    names = [damage.name for damage in damages()]
    assert len(names) == len(set(names))
    assert len(names) > 200


def test_damage_is_told_or_harmless(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = random.Random(SEED).sample(list(damages()), QUICK)
    assert run_all(folder, chosen, capsys) == []


@pytest.mark.long
@pytest.mark.parametrize("part", range(8))
def test_all_damage_is_told_or_harmless(folder: Folder, capsys: pytest.CaptureFixture[str], part: int) -> None:
    assert run_all(folder, list(damages())[part::8], capsys) == []


@tried("some", quick=4, thorough=10)
def test_damage_is_told_or_harmless_in_a_process_of_its_own(folder: Folder, some: int) -> None:
    for damage in random.Random(SEED + 1).sample(list(damages()), some):
        before = folder.site.files()
        damage.to(folder.site.data)
        command = [sys.executable, "-m", "site_builder", *folder.command()]
        run = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False)
        folder.mend()
        assert run.returncode in (0, 1), (damage.name, run.stderr)
        assert "Traceback" not in run.stderr and "fault of site-builder" not in run.stderr, damage.name
        assert run.returncode == 0 or folder.site.files() == before, damage.name
