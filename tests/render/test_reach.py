"""A page follows from each template that it reaches, and from no other."""

import random
from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError, meta

from site_builder.render import forget_templates, templates_digest
from site_builder.render.environment import environment
from site_builder.render.reach import references

REFERENCES = {
    "{% extends 'a.html' %}": "a.html",
    '{%- include "a.html" -%}': "a.html",
    "{% include 'a.html' ignore missing %}": "a.html",
    "{% include 'a.html' with context %}": "a.html",
    "{% import 'a.html' as a without context %}{{ a }}": "a.html",
    "{% from 'parts/a.html' import x,\n y as z %}": "parts/a.html",
    "{% extends layout %}": None,
    "{% include ['a.html', 'b.html'] %}": None,
    "{% extends 'a.html' if page else 'b.html' %}": None,
    "{% include 'a' ~ '.html' %}": None,
    "{% include'a.html' %}": "a.html",
    "{% include('a.html') %}": None,
}


@pytest.mark.parametrize(("text", "name"), REFERENCES.items())
def test_a_reference_is_read(text: str, name: str | None) -> None:
    assert references(text) == {name}


def jinjas(text: str) -> set[str | None]:
    """What Jinja says that a template names."""
    return set(meta.find_referenced_templates(environment(None).parse(text)))


def test_our_own_templates_are_read_as_jinja_reads_them() -> None:
    known = environment(None)
    assert known.loader is not None
    for template in known.list_templates(extensions=("html", "svg", "js", "txt")):
        text = known.loader.get_source(known, template)[0]
        assert references(text) == jinjas(text), template


NAMES = ("'a.html'", '"b.html"', "'c.html' 'd'", "'\\x61.html'", "'%} e'", "('f.html')", "['g.html']", "n", "'h' ~ n")
BEGINNINGS = ("{%", "{%-", "{%+", "{%\n", "{%- ", "{%\t")
ENDS = ("%}", " %}", "-%}", "\n-%}", "+%}")
TAGS = (
    "extends{gap}{name}",
    "include{gap}{name}",
    "include{gap}{name} ignore missing",
    "include{gap}{name} without context",
    "include{gap}{name} if n else 'z.html'",
    "import{gap}{name} as x",
    "from{gap}{name} import y",
    "from{gap}{name} import y as z, w with context",
    "set n = 'a'",
    "if n == \"{{% include 'i.html' with\"",
)
BETWEEN = ("", "\n", "{{ n }}", "{# {% include 'j.html' with #}", "{{ \"{% include 'k.html' as\" }}", "<p>'</p>")


def a_template(chance: random.Random) -> str:
    """Some tags in some spelling, valid or not."""
    tags = []
    for _ in range(chance.randint(1, 4)):
        tag = chance.choice(TAGS).format(gap=chance.choice(("", " ", "\n", "  ")), name=chance.choice(NAMES))
        closed = "{% endif %}" if tag.startswith("if") else ""
        tags.append(chance.choice(BEGINNINGS) + tag + chance.choice(ENDS) + closed + chance.choice(BETWEEN))
    return "".join(tags)


def test_whatever_jinja_follows_is_followed_in_any_spelling() -> None:
    chance, read = random.Random(8), 0
    for _ in range(6000):
        text = a_template(chance)
        try:
            wanted = jinjas(text)
        except TemplateSyntaxError:
            continue
        read += 1
        found = references(text)
        assert None in found or wanted <= found, text
    assert read > 2000


@pytest.mark.parametrize("name", ["own/n.jinja", "own/n", "own/far/n.html"])
@pytest.mark.parametrize("tag", ["{% include n %}", "{% include('own/n') %}", "{% include 'own/' ~ n %}"])
def test_where_a_name_is_open_any_file_may_be_meant_through_links_too(tmp_path: Path, name: str, tag: str) -> None:
    templates, linked = tmp_path / "templates", tmp_path / "linked"
    templates.mkdir()
    (templates / "own").symlink_to(linked)
    (templates / name).parent.resolve().mkdir(parents=True)
    (linked / "circle").symlink_to(templates)
    (templates / "a.html").write_text(tag)
    (templates / name).write_text("1")
    before = templates_digest("a.html", str(templates))
    (templates / name).write_text("2")
    forget_templates()
    assert templates_digest("a.html", str(templates)) != before


def test_an_edit_far_off_changes_the_digest_and_one_elsewhere_does_not(tmp_path: Path) -> None:
    for name, text in {
        "a.html": "{% include 'b.html' %}",
        "b.html": "{% import 'c.html' as c %}",
        "c.html": "1",
    }.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "d.html").write_text("1")
    before = templates_digest("a.html", str(tmp_path))

    (tmp_path / "d.html").write_text("2")
    forget_templates()
    assert templates_digest("a.html", str(tmp_path)) == before

    (tmp_path / "c.html").write_text("2")
    forget_templates()
    assert templates_digest("a.html", str(tmp_path)) != before
