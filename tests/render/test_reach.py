"""A page follows from each template that it reaches, and from no other."""

from pathlib import Path

import pytest
from jinja2 import meta

from site_builder.render import forget_templates, templates_digest
from site_builder.render.environment import environment
from site_builder.render.reach import NAME, REFERENCE

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
}


@pytest.mark.parametrize(("text", "name"), REFERENCES.items())
def test_a_reference_is_read(text: str, name: str | None) -> None:
    (reference,) = REFERENCE.findall(text)
    found = NAME.fullmatch(reference)
    assert (found[2] if found else None) == name


def test_our_own_templates_are_read_as_jinja_reads_them() -> None:
    known = environment(None)
    assert known.loader is not None
    for template in known.list_templates(extensions=("html", "svg", "js", "txt")):
        text = known.loader.get_source(known, template)[0]
        named = [NAME.fullmatch(reference) for reference in REFERENCE.findall(text)]
        jinjas = list(meta.find_referenced_templates(known.parse(text)))
        assert {found and found[2] for found in named} == set(jinjas), template


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
