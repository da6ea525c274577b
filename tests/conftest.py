"""What all tests share: where the corpora are, and who may skip."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SITE_BUILDER_SHARED") or ROOT.parent / "shared")

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
