"""Reach: the templates that a page's bytes follow from."""

import re
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256

from jinja2 import TemplateNotFound

from site_builder.render.environment import environment

# Whatever may name another template; where a comment does too, the page follows from one template more. What stands
# between tag and end is only looked at, so that no tag hides the next one.
REFERENCE = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b\s*(?=(.*?)[-+]?%\})", re.DOTALL)
# The name alone, and what an import brings: conditions, lists, brackets and variables may mean any template.
NAME = re.compile(r"""(["'])([^"'\\]+)\1(?:\s+(?:import|as|ignore|with|without)\s.*)?\s*""", re.DOTALL)


def references(text: str) -> set[str | None]:
    """The names that a template says of others; None among them where one may mean any."""
    named = map(NAME.fullmatch, REFERENCE.findall(text))
    return {found and found[2] for found in named}


def templates_digest(name: str, folder: str | None) -> str:
    """A digest of a template and of all that it extends, imports and includes; of all templates where that is open."""
    return sha256(repr(sorted(_reached([name], folder).items())).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def prepare(names: Iterable[str], folder: str | None) -> None:
    """Compile these templates and what they reach, so that each process that is forked has them."""
    for name in _reached(names, folder):
        with suppress(Exception):  # what is wrong with one, the page tells that is made of it
            environment(folder).get_template(name)


def _reached(names: Iterable[str], folder: str | None) -> dict[str, str]:
    """Names and texts."""
    known = environment(folder)
    assert known.loader is not None
    texts: dict[str, str] = {}
    open_names = list(names)
    while open_names:
        found = open_names.pop()
        if found in texts:
            continue
        try:
            texts[found] = known.loader.get_source(known, found)[0]
        except (TemplateNotFound, OSError, UnicodeDecodeError):  # which the page tells that asks for it, if one does
            texts[found] = ""
        for other in references(texts[found]):
            open_names += known.list_templates() if other is None else [other]
    return texts
