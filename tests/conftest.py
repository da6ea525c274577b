"""What all tests share: where the corpora are, and who may skip."""

import json
import os
import shutil
import signal
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.builders import ROUND, a_round, a_site, an_entry

if TYPE_CHECKING:
    from site_builder.report import Published

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SITE_BUILDER_SHARED") or ROOT.parent / "shared")

# Sites are written, exchanged and thrown away by the thousand, and a file system on a disk waits for it whenever one
# file takes the place of another. In memory nothing waits; where that is small or somebody chose a place, all is left.
MEMORY = Path("/dev/shm")
IS_CHOSEN = bool(os.environ.get("TMPDIR"))
if not IS_CHOSEN and os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free > 4_000_000_000:
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

# No test is about time: on a busy machine one of the examples takes as long as it takes.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# A shell that puts the run into the background lets it ignore Ctrl-C, and with it every program that tests stop so.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The source archive brings these tests along, without what git knows of the files and without the site in output/.
of_a_checkout = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs a checkout of git: .git is not here")

# CI sets it where ../shared is: a test on the corpora that skips there has proved nothing.
CORPORA_REQUIRED = bool(os.environ.get("CI_REQUIRE_CORPORA")) and SHARED.is_dir()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of the published files; tests that use it are marked `corpora`."""
    return SHARED


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip tests on absent corpora; fail browser tests that lack a tool with what to run."""
    if item.get_closest_marker("corpora") and not (SHARED / "corpora").is_dir():
        pytest.skip("needs ../shared/corpora")
    if item.get_closest_marker("browser"):
        from tests.browser.tools import missing_tools  # starts slowly: playwright

        if missing := missing_tools():
            pytest.fail(f"{', '.join(missing)} missing: run `make browser-tools`", pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a test on the corpora into a failure where the corpora are required."""
    report = yield
    if CORPORA_REQUIRED and report.skipped and item.get_closest_marker("corpora"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else "expected to fail"
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} did not run, although ../shared is there: {reason}"
    return report


class SiteFolder:
    """A whole small site in a folder of its own: edit its data, build it, read its pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data, self.output = folder / "data", folder / "output"

    def write(self, name: str, content: object) -> Path:
        """Write a data file: JSON, or bytes and text as they are."""
        path = self.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content, indent=2), "utf-8")
        return path

    def problems(self) -> list[tuple[str, str]]:
        """Place (below the data folder) and kind of every Problem, in order."""
        from site_builder.sources import read_data

        start = f"{self.data}/"
        return [(str(problem.at).removeprefix(start), problem.kind) for problem in read_data(str(self.data)).problems]

    def build(self, **options: object) -> "Published":
        """Build it and say what was written, kept and removed; without the search index, which few tests are about."""
        from site_builder.build import Options, build

        return build(Options(str(self.data), str(self.output), **{"search": False, **options})).published  # type: ignore[arg-type]

    def page(self, url: str) -> str:
        """A built page's HTML."""
        return (self.output / url).read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """Every file of the built site with its bytes."""
        found = (path for path in self.output.rglob("*") if path.is_file())
        return {path.relative_to(self.output).as_posix(): path.read_bytes() for path in sorted(found)}


@pytest.fixture(scope="session")
def built_shipped(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """The whole site of the shipped data, built once for all tests that only read or copy it."""
    folder = SiteFolder(tmp_path_factory.mktemp("shipped"))
    folder.data = ROOT / "data"
    folder.build(search=True)
    return folder


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """A valid site with one round and one entry."""
    folder = SiteFolder(tmp_path)
    folder.write("site.json", a_site())
    folder.write(f"rounds/{ROUND}.json", a_round())
    folder.write("results/acme/rocket.json", an_entry())
    return folder
