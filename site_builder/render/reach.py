"""Reach: the templates that a page's bytes follow from."""

import re
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256

from jinja2 import TemplateNotFound

from site_builder.render.environment import environment

# Whatever may name another template; where a comment does too, the page follows from one template more.
REFERENCE = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\s+(.*?)[-+]?%\}", re.DOTALL)
# The name alone, and what an import brings: conditions, lists and variables may mean any template.
NAME = re.compile(r"""(["'])([^"'\\]+)\1(?:\s+(?:import|as|ignore|with|without)\s.*)?\s*""", re.DOTALL)
TEMPLATES = ("html", "svg", "js", "xml", "css", "txt")


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
        for reference in REFERENCE.findall(texts[found]):
            other = NAME.fullmatch(reference)
            open_names += known.list_templates(extensions=TEMPLATES) if other is None else [other[2]]
    return texts
