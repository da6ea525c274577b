"""The words of an import: the tables name what the code says, and the page is made of them."""

import ast
from pathlib import Path

from site_builder.problem_kinds import KINDS
from site_builder.sources.import_words import NOTES, REASONS, reference
from tests.conftest import ROOT

CALLS = {"leave_out", "note", "differ", "_note", "NoValue"}


def said_in(file: Path) -> set[str]:
    """Every reason and note that a module hands on as such."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        called = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
        inside = node.args if isinstance(node, ast.Call) and called in CALLS else ()
        found |= {text.value for given in inside for text in ast.walk(given) if isinstance(text, ast.Constant)}
    return {text for text in found if isinstance(text, str) and text.islower() and "-" in text and " " not in text}


def test_the_code_says_no_other_words() -> None:
    modules = [*(ROOT / "site_builder/sources").glob("*.py"), *(ROOT / "site_builder/ingest").glob("*.py")]
    said = set().union(*map(said_in, modules))
    assert said - set(REASONS) - set(NOTES) == set()


def test_each_word_stands_in_the_code() -> None:
    modules = [*(ROOT / "site_builder/sources").glob("*.py"), *(ROOT / "site_builder/ingest").glob("*.py")]
    code = "".join(m.read_text(encoding="utf-8") for m in modules if m.name != "import_words.py")
    assert [word for word in (*REASONS, *NOTES) if f'"{word}"' not in code] == []


def test_a_reason_that_is_a_problem_too_keeps_its_name() -> None:
    assert set(REASONS) & set(KINDS) == {"two-entries-one-system", "unknown-benchmark", "unknown-scenario"}


def test_the_page_is_made_of_the_tables() -> None:
    assert (ROOT / "docs/reference/import.md").read_text(encoding="utf-8") == reference()
