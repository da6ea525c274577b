"""The kinds of Problem: the table, the page that is made of it, and one broken site for each."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from site_builder.models import STATUSES, Source
from site_builder.problem_kinds import KINDS, reference
from site_builder.sources import read_data
from site_builder.sources.import_words import NOTES, REASONS
from tests.builders import ROUND, a_result, a_round, a_site, a_system, an_entry
from tests.conftest import ROOT, SiteFolder

PAGE = ROOT / "docs/reference/problems.md"
REFRESH = "python -m site_builder.problem_kinds > docs/reference/problems.md"
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
SOURCE_KINDS = get_args(get_args(Source.model_fields["kind"].annotation)[0])
# Other words with a hyphen; what an import says has a table and a page of its own.
OTHER_WORDS = {*STATUSES, *SOURCE_KINDS, "utf-8", "utf-8-sig", "lossless-float", "bert-99", "data-platform"}
OTHER_WORDS |= {*REASONS, *NOTES} - set(KINDS)

ENTRY = "results/acme/rocket.json"
ROUND_FILE = f"rounds/{ROUND}.json"
ARTICLE = "articles/rules.md"
HEAD = '+++\ntitle = "Rules"\n+++\n'


def source_files() -> list[Path]:
    """Every module that can make a Problem or a Finding of the data."""
    package = ROOT / "site_builder"
    return sorted([package / "config.py", *package.glob("models/*.py"), *package.glob("sources/*.py")])


def kinds_in(tree: ast.AST) -> Iterator[str]:
    """Every text that is spelled as a kind is, and `unknown-<what>` for each call of unknown_word."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEBAB.fullmatch(node.value):
            yield node.value
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "unknown_word":
            yield f"unknown-{ast.literal_eval(node.args[1])}"


def test_the_table_names_the_kinds_of_the_code_and_no_others() -> None:
    found = {kind for file in source_files() for kind in kinds_in(ast.parse(file.read_text("utf-8")))}
    assert found - OTHER_WORDS == set(KINDS)


def test_the_table_is_in_alphabetical_order_and_says_everything() -> None:
    assert list(KINDS) == sorted(KINDS)
    assert [name for name, kind in KINDS.items() if not all(kind) or kind.bad == kind.good] == []


def test_the_page_is_what_the_table_says() -> None:
    assert PAGE.read_text("utf-8") == reference(), f"run: {REFRESH}"


def test_the_command_prints_the_page() -> None:
    command = [sys.executable, "-m", "site_builder.problem_kinds"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8")
    assert printed.stdout == reference()
    assert REFRESH in reference()


def entry(**changes: Any) -> Callable[[SiteFolder], object]:
    """Write the entry anew with these changes."""
    return lambda site: site.write(ENTRY, an_entry(**changes))


def round_(**changes: Any) -> Callable[[SiteFolder], object]:
    """Write the round anew with these changes."""
    return lambda site: site.write(ROUND_FILE, a_round(**changes))


def also(name: str, content: object) -> Callable[[SiteFolder], object]:
    """Write one more file, or another one."""
    return lambda site: site.write(name, content)


def theme(**looks: Any) -> Callable[[SiteFolder], object]:
    """Give the site a theme."""
    return also("site.json", a_site(theme=looks))


def twice(key: str) -> Callable[[SiteFolder], object]:
    """Double a member of the entry."""

    def write(site: SiteFolder) -> None:
        text = (site.data / ENTRY).read_text("utf-8")
        line = next(line for line in text.splitlines() if f'"{key}"' in line)
        site.write(ENTRY, text.replace(line, f"{line}\n{line}", 1))

    return write


def swapped(old: str, new: str | bytes) -> Callable[[SiteFolder], object]:
    """Write something else into the entry's text."""
    written = new.encode() if isinstance(new, str) else new
    return lambda site: site.write(ENTRY, (site.data / ENTRY).read_bytes().replace(old.encode(), written, 1))


def huge(site: SiteFolder) -> None:
    """Write a file of 51 MB that takes no room on disk."""
    os.truncate(site.write("huge.json", b""), 51_000_000)


def half_renamed(site: SiteFolder) -> None:
    """Let the entry in the folder of a submitter say another one."""
    (site.data / ENTRY).unlink()
    site.write(f"results/{ROUND}/closed/Acme/rocket.json", an_entry(system=a_system(submitter="Acme Inc.")))


def two_of_one_id(site: SiteFolder) -> None:
    """Write the ID of another system's results into the entry."""
    site.write(ENTRY, an_entry(id="4.1-0041"))
    site.write("results/acme/earlier.json", an_entry(id="4.1-0041"))


def two_articles(site: SiteFolder) -> None:
    """Write two articles of one address."""
    for name in ("a b", "A-b"):
        site.write(f"articles/{name}.md", HEAD)


ITSELF = f"{ROUND}/closed/Acme/rocket"
BENCHMARK = a_round()["benchmarks"][0]


def withdrawn_tomorrow(site: SiteFolder) -> None:
    """Let a site of today tell what became of an entry tomorrow."""
    site.write("site.json", a_site(as_of="2024-06-20"))
    state = {"status": "withdrawn", "date": "2024-06-21", "reason": "why"}
    site.write(ENTRY, an_entry(verification=state))


def in_a_circle(site: SiteFolder) -> None:
    """Let a result count as another entry's, which has no such row, and counts as a whole where it came from."""
    state = {"status": "superseded", "date": "2024-06-03", "reason": "why"}
    server = a_result(scenario="Server")
    site.write(ENTRY, an_entry(results=[a_result(verification={**state, "link": f"{ITSELF}-9"}), server]))
    site.write("results/acme/rocket-9.json", an_entry(results=[server], verification={**state, "link": ITSELF}))


CASES: dict[str, tuple[Callable[[SiteFolder], object], str]] = {
    "accuracy-target-missed": (entry(results=[a_result(accuracy={"acc": 70})]), f"{ENTRY}:24:16"),
    "ambiguous-word": (
        round_(availabilities={"available": {"title": "A"}, "preview": {"title": "a"}}),
        f"{ROUND_FILE}:29:5",
    ),
    "bad-colour": (theme(light={"accent": "navy"}), "site.json:6:17"),
    "bad-date": (entry(verification={"date": "28 Aug 2024"}), f"{ENTRY}:26:13"),
    "bad-font": (theme(sans=["'Open Sans', serif"]), "site.json:6:7"),
    "bad-link": (entry(source={"url": "www.example.org"}), f"{ENTRY}:26:12"),
    "bad-picture": (theme(logo="../logo.svg"), "site.json:5:13"),
    "broken-article-head": (also(ARTICLE, "+++\ntitle = Methodology\n+++\n"), f"{ARTICLE}:2:9"),
    "broken-json": (swapped(",", ""), f"{ENTRY}:2:23"),
    "claim-without-scope": (also(ARTICLE, f"{HEAD}The fastest system.\n"), f"{ARTICLE}:4:5"),
    "duplicate-benchmark": (round_(benchmarks=[BENCHMARK, {**BENCHMARK, "id": "ResNet"}]), f"{ROUND_FILE}:71:13"),
    "duplicate-key": (twice("cooling"), f"{ENTRY}:15:5"),
    "duplicate-result": (entry(results=[a_result(), a_result(value=7)]), f"{ENTRY}:24:5"),
    "duplicate-result-id": (two_of_one_id, f"{ENTRY}:25:9"),
    "embargoed-round": (round_(published=None), f"{ROUND_FILE}:6:16"),
    "empty-text": (entry(system=a_system(system_name=" \u200b")), f"{ENTRY}:4:20"),
    "erratum-without-reason": (entry(verification={"status": "withdrawn"}), f"{ENTRY}:26:15"),
    "file-not-read": (also("rocket.JSON", an_entry()), "rocket.JSON"),
    "file-too-large": (huge, "huge.json"),
    "folder-of-another-submitter": (half_renamed, f"results/{ROUND}/closed/Acme/rocket.json:5:18"),
    "former-address-taken": (entry(was=[f"{ROUND}/closed/Acme/rocket"]), f"{ENTRY}:26:5"),
    "impossible-value": (entry(results=[a_result(value=0)]), f"{ENTRY}:22:16"),
    "link-to-nothing": (also("site.json", a_site(menu=[{"title": "Rounds", "link": "sprint-v2"}])), "site.json:7:15"),
    "low-contrast": (theme(light={"accent": "#ffb000"}), "site.json:6:17"),
    "missing-data": (lambda site: shutil.rmtree(site.data), "DATA"),
    "missing-field": (entry(results=[{"benchmark": "resnet", "scenario": "Offline"}]), f"{ENTRY}:19:5"),
    "missing-file": (lambda site: (site.data / "site.json").unlink(), "site.json"),
    "missing-picture": (theme(logo="logo.svg"), "site.json:5:13"),
    "misused-name": (also(ARTICLE, f"{HEAD}All of MLPerf's rules\n"), f"{ARTICLE}:4:8"),
    "name-cannot-be-an-address": (also("\U0001f600.json", an_entry()), "😀.json"),
    "nested-too-deep": (also("deep.json", "[" * 201 + "]" * 201), "deep.json:1:201"),
    "never-verified": (
        entry(verification={"status": "corrected", "date": "2024-06-01", "reason": "a slip"}),
        f"{ENTRY}:26:15",
    ),
    "no-results": (entry(results=[]), f"{ENTRY}:18:14"),
    "not-a-number": (swapped("1200.5", "NaN"), f"{ENTRY}:22:16"),
    "not-utf8": (swapped("Debian", b"D\xe9bian"), f"{ENTRY}:13:27"),
    "number-too-large": (swapped("1200.5", "1e999"), f"{ENTRY}:22:16"),
    "open-without-model": (entry(system=a_system(division="open")), f"{ENTRY}:19:5"),
    "scenario-not-in-category": (entry(results=[a_result(scenario="SingleStream")]), f"{ENTRY}:21:19"),
    "state-after-as-of": (withdrawn_tomorrow, f"{ENTRY}:27:13"),
    "superseded-by-itself": (
        entry(verification={"status": "superseded", "date": "2024-06-03", "reason": "why", "link": ITSELF}),
        f"{ENTRY}:29:13",
    ),
    "superseded-in-a-circle": (in_a_circle, f"{ENTRY}:27:17"),
    "text-html-cannot-hold": (swapped("Debian", "\\u0000"), f"{ENTRY}:13:25"),
    "two-articles-one-address": (two_articles, "articles/A-b.md"),
    "two-entries-one-system": (also("results/acme/ROCKET.json", an_entry()), "results/acme/ROCKET.json"),
    "two-rounds-one-address": (also("rounds/Sprint v1.json", a_round()), "rounds/Sprint v1.json"),
    "unexpected-unit": (entry(results=[a_result(unit="Samples/min")]), f"{ENTRY}:23:15"),
    "unknown-availability": (entry(system=a_system(status="avilable")), f"{ENTRY}:8:15"),
    "unknown-benchmark": (entry(results=[a_result(benchmark="resnet50")]), f"{ENTRY}:20:20"),
    "unknown-category": (entry(system=a_system(system_type="datacentre")), f"{ENTRY}:7:20"),
    "unknown-division": (entry(system=a_system(division="closd")), f"{ENTRY}:6:17"),
    "unknown-field": (entry(benchmark="resnet"), f"{ENTRY}:25:3"),
    "unknown-format": (also("site.json", a_site(format=2)), "site.json:2:13"),
    "unknown-metric": (entry(results=[a_result(accuracy={"F1": 90.2})]), f"{ENTRY}:24:9"),
    "unknown-round": (entry(round="sprint-1"), f"{ENTRY}:2:12"),
    "unknown-scenario": (entry(results=[a_result(scenario="Sever")]), f"{ENTRY}:21:19"),
    "unknown-unit": (
        round_(benchmarks=[{**BENCHMARK, "units": {**BENCHMARK["units"], "Server": "Queries"}}]),
        f"{ROUND_FILE}:56:19",
    ),
    "unknown-word": (entry(verification={"status": "verfied"}), f"{ENTRY}:26:15"),
    "unreadable-file": (lambda site: os.mkfifo(site.data / "pipe.json"), "pipe.json"),
    "unusable-link": (lambda site: (site.data / "link.json").symlink_to("/etc/hostname"), "link.json"),
    "verified-without-proof": (entry(verification={"status": "verified"}), f"{ENTRY}:26:15"),
    "wrong-type": (entry(results=[a_result(value="1718.33")]), f"{ENTRY}:22:16"),
}


def test_there_is_a_broken_site_for_each_kind() -> None:
    assert list(CASES) == list(KINDS)


@pytest.mark.parametrize("kind", CASES)
def test_a_site_with_one_fault_has_one_problem(site: SiteFolder, kind: str) -> None:
    break_, place = CASES[kind]
    break_(site)
    assert site.problems() == [(place.replace("DATA", str(site.data)), kind)]


@pytest.mark.parametrize("kind", CASES)
def test_every_problem_says_what_was_expected_and_what_to_do(site: SiteFolder, kind: str) -> None:
    CASES[kind][0](site)
    unclear = [p for p in read_data(str(site.data)).problems if not (p.message and p.expected and p.fix)]
    assert unclear == []


@pytest.mark.parametrize("kind", CASES)
def test_kinds_marked_as_warnings_are_warnings_and_no_others(site: SiteFolder, kind: str) -> None:
    CASES[kind][0](site)
    severity = "warning" if KINDS[kind].what.endswith("(A warning.)") else "error"
    assert [problem.severity for problem in read_data(str(site.data)).problems] == [severity]
