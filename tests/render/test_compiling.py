"""Our compiler says, byte for byte, what Jinja's own says of the same template and context."""

import sys
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import markupsafe
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from site_builder.pages import Page
from site_builder.render import compiling, render
from site_builder.render.environment import careful_environment, environment


@dataclass(frozen=True)
class Said:
    """A context with one field of anything."""

    value: Any
    more: Any = ()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.builds(Markup, st.text()),
    lambda inner: st.lists(inner, max_size=3) | st.builds(Said, inner),
    max_leaves=5,
)
TEMPLATES = {
    "text": "100 % of {{ page.value }}%s",
    "attribute": '<p title="{{ page.value }}">{{ page.value }}</p>',
    "macro": "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m(page.value) }}{{ m(page.value) | trim }}",
    "default": "{% macro m(x, y='<&>') %}{{ x }}{{ y }}{% endmacro %}{{ m(page.value) }}{{ m(y=page.value, x=1) }}",
    "caller": "{% macro m(x) %}{{ x }}{{ caller() }}{% endmacro %}{% call m(1) %}{{ page.value }}{% endcall %}",
    "rest": "{% macro m(x) %}{{ x }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(page.value, 2) }}{{ m(1, k=2) }}",
    "nested": "{% macro a(x) %}<i>{{ x }}</i>{% endmacro %}{% macro b(x) %}{{ a(x) }}{% endmacro %}{{ b(page.value) }}",
    "loop": "{% for x in page.more %}{{ loop.index }}{{ x }}{{ ', ' if not loop.last }}{% endfor %}",
    "safe": "{{ page.value | string | safe }}{{ page.value | tojson if page.value is string }}",
    "condition": "{{ page.value if page.value else 'nothing & <more>' }}{{ 'yes' if page.value }}",
    "global": "{% for n in range(2) %}{{ n }}{% endfor %}{{ dict(a=1) }}",
    "block": "{% block main %}{{ self.other() }}{% endblock %}{% block other %}{{ page.value }}{% endblock %}",
    "number": "{{ (5).real }}{{ page.value }}",
    "unescaped": "{% macro m(x) %}{{ x }}{% endmacro %}"
    "{% autoescape false %}{{ m(page.value) + '<br>' }}{% endautoescape %}",
    "plain": "{% autoescape false %}{{ page.value }}%{% endautoescape %}{{ page.value }}",
}


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
@settings(deadline=None)  # compiles templates: on a busy machine that takes as long as it takes
@given(value=VALUES)
def test_it_says_what_jinja_says(template: str, value: Any) -> None:
    said = {"page": Said(value, (value, value))}
    quick, own = (kind(None).from_string(template) for kind in (environment, careful_environment))

    assert quick.render(said) == own.render(said)


def test_what_is_no_field_is_asked_as_jinja_asks(tmp_path: Path) -> None:
    (tmp_path / "own.html").write_text("{{ page.value.key }}{{ page.value.items() | list }}{{ page.value['key'] }}")
    page = Page("own.html", "own.html", Said({"key": "<&>"}))

    first, again = (render(page, str(tmp_path)) for _ in range(2))

    assert first == again == b"&lt;&amp;&gt;[(&#39;key&#39;, &#39;&lt;&amp;&gt;&#39;)]&lt;&amp;&gt;"


def test_without_what_is_private_to_markupsafe_a_text_is_escaped_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    another = ModuleType("markupsafe")
    another.Markup, another.escape = Markup, markupsafe.escape  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "markupsafe", another)
    spec = spec_from_file_location("as_with_another_markupsafe", compiling.__file__)
    assert spec and spec.loader
    other = module_from_spec(spec)
    spec.loader.exec_module(other)
    text = "<a title='\"'>&amp;</a>"
    assert other.escaped_text(text) == compiling.escaped_text(text)
    assert type(other.escaped_text(text)) is str
