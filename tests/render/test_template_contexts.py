"""What templates are given is somebody's API: documented, used, and nothing but values."""

import os
import pickle
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from jinja2 import nodes

from site_builder.pages import ALL_TYPES, ON_DEMAND, Page, plan_site
from site_builder.pages.reference import contexts, field_words, parts, reference, template_of
from site_builder.render.environment import environment
from site_builder.sources import read_data
from site_builder.surroundings import packaged_templates
from tests.conftest import ROOT
from tests.hostile import write_site
from tests.rich_site import rich_site

REFERENCE = ROOT / "docs/site/articles/templates.md"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, ...]:
    """Every page of a site that says everything which pages can say, with a base URL; and of an empty draft."""
    found: list[Page] = []
    for name, files in (("rich", rich_site()), ("empty", {"site.json": {"format": 1, "title": "Nothing yet"}})):
        folder = tmp_path_factory.mktemp(name)
        write_site(folder, files)
        data = read_data(str(folder))
        assert (data.errors, data.site is None) == ((), False)
        # Of the two only the empty one is a draft.
        planned = plan_site(data.site, data.catalog, draft=name == "empty").pages  # type: ignore[arg-type]
        if name == "rich":
            planned += plan_site(data.site, data.catalog, list(ON_DEMAND)).pages  # type: ignore[arg-type]
        found += (Page(page.url, page.template, page.context) for page in planned)
    return tuple(found)


class Recorder:
    """Stands for a part of a context, and keeps the names that a template asks for."""

    def __init__(self, value: Any, asked: set[tuple[str, str]]) -> None:
        self._value, self._asked = value, asked

    def __getattr__(self, name: str) -> Any:
        self._asked.add((type(self._value).__name__, name))
        return recorded(getattr(self._value, name), self._asked)


def recorded(value: Any, asked: set[tuple[str, str]]) -> Any:
    if isinstance(value, tuple):
        return tuple(recorded(item, asked) for item in value)
    return Recorder(value, asked) if is_dataclass(value) else value


def documented() -> set[tuple[str, str]]:
    every = {part for context in contexts().values() for part in parts(context)}
    return {(part.__name__, words.name) for part in every for words in field_words(part)}


def values(value: Any) -> Iterator[Any]:
    """The value and all that is in it."""
    yield value
    inner = value if isinstance(value, tuple) else ()
    if is_dataclass(value):
        inner = tuple(getattr(value, field.name) for field in fields(value))
    for item in inner:
        yield from values(item)


def test_each_page_type_is_rendered_here(pages: tuple[Page, ...]) -> None:
    assert {page.template for page in pages} == set(map(template_of, ALL_TYPES))
    assert {page.template: type(page.context) for page in pages} == contexts()


def test_names_used_and_names_documented_are_the_same(pages: tuple[Page, ...]) -> None:
    asked: set[tuple[str, str]] = set()
    for page in pages:
        environment(None).get_template(page.template).render(page=recorded(page.context, asked))
    assert sorted(asked - documented()) == [], "used in a template, and not documented"
    assert sorted(documented() - asked) == [], "documented, and used in no template"


def test_no_template_names_what_no_context_has() -> None:
    known = {name for _, name in documented()}
    templates = packaged_templates()
    for path in sorted([*templates.rglob("*.html"), *templates.glob("charts/*.svg")]):
        for access in environment(None).parse(path.read_text("utf-8")).find_all(nodes.Getattr):
            is_of_the_loop = isinstance(access.node, nodes.Name) and access.node.name == "loop"
            assert is_of_the_loop or access.attr in known, f"{path}:{access.lineno}: {access.attr}"


def test_each_field_has_a_description() -> None:
    bare = [
        f"{part.__name__}.{words.name}"
        for context in contexts().values()
        for part in parts(context)
        for words in field_words(part)
        if not words.description
    ]
    assert bare == []


def test_contexts_hold_values_and_nothing_else(pages: tuple[Page, ...]) -> None:
    plain = {str, int, bool, type(None), tuple}
    kinds = {type(value) for page in pages for value in values(page.context)}
    assert {kind for kind in kinds - plain if not is_dataclass(kind)} == set()
    for kind in kinds - plain:
        assert kind.__dataclass_params__.frozen, kind  # type: ignore[attr-defined]


def test_a_page_is_frozen_and_survives_pickling(pages: tuple[Page, ...]) -> None:
    for page in pages:
        assert pickle.loads(pickle.dumps(page)) == page
        with pytest.raises(FrozenInstanceError):
            page.url = "elsewhere"  # type: ignore[misc]


def test_the_reference_is_fresh() -> None:
    if os.environ.get("ACCEPT"):
        REFERENCE.write_text(reference(), "utf-8")
    assert REFERENCE.read_text("utf-8") == reference(), f"run ACCEPT=1 pytest {Path(__file__).relative_to(ROOT)}"
