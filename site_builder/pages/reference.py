"""Reference: what each template is given, as an article, from the descriptions that stand beside the fields.

`make accept` writes it to `docs/site/articles/templates.md`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from types import ModuleType, NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from site_builder.pages.plan import ALL_TYPES

HEAD = """\
+++
title = "What templates are given"
description = "Every field that a template can print: its type, and what it holds."
order = 14
+++

Each page type has a template of its name in `templates/pages/`, and files for scripts have theirs in
`templates/data/`. A template is given one value, `page`, whose fields are listed here; `--templates DIR` puts
templates of your own before the packaged ones. A field that is not listed does not exist, and naming it stops the
build. All text is escaped where it is printed.

Made of the descriptions in `site_builder/pages/`: `make accept` writes it anew. How to put a template of your own in
the place of one: [looks](looks.md).
"""


PLAIN = {str: "text", int: "number", bool: "true or false", Any: "any value"}


@dataclass(frozen=True, slots=True)
class FieldWords:
    """One field of a context: its name, its type as people say it, and what it holds."""

    name: str
    type: str
    description: str | None


def contexts() -> dict[str, type[Any]]:
    """The context of each template that pages are made from: the model of its module that holds all others."""
    found = {}
    for page_type in ALL_TYPES:
        own = [v for v in vars(page_type).values() if _is_context(v) and v.__module__ == page_type.__name__]
        framed = [context for context in own if "frame" in get_type_hints(context)]
        # A file of data has no frame: its model is the one that is part of no other.
        (context,) = framed or [model for model in own if not any(model in _inner(other) for other in own)]
        found[template_of(page_type)] = context
    return found


def _inner(context: type[Any]) -> set[type[Any]]:
    return set(parts(context)) - {context}


def template_of(page_type: ModuleType) -> str:
    """The template of a page type: of its name, or as a module that makes no HTML says."""
    name = page_type.__name__.rpartition(".")[2]
    return str(getattr(page_type, "TEMPLATE", f"pages/{name}.html"))


def field_words(context: type[Any]) -> tuple[FieldWords, ...]:
    """The fields of one context or of a part of one, in their order."""
    hints = get_type_hints(context, include_extras=True)
    return tuple(_words(field.name, hints[field.name]) for field in fields(context))


def parts(context: type[Any]) -> Iterator[type[Any]]:
    """The context and everything in it, each once, outermost first."""
    waiting, seen = [context], {context}
    while waiting:
        here = waiting.pop(0)
        yield here
        for hint in get_type_hints(here).values():
            for inner in _contexts_in(hint):
                if inner not in seen:
                    seen.add(inner)
                    waiting.append(inner)


def reference() -> str:
    """The article."""
    lines = [HEAD]
    told: set[type[Any]] = set()
    for template, context in contexts().items():
        lines.append(f"## `{template}`\n")
        for part in parts(context):
            if part not in told:
                told.add(part)
                lines += _table(part)
    return "\n".join(lines)


def _table(context: type[Any]) -> Iterator[str]:
    yield f"### {context.__name__} {{ #{_anchor(context)} }}\n"
    yield f"{context.__doc__}\n"
    yield "| field | type | what it holds |"
    yield "|---|---|---|"
    for words in field_words(context):
        yield f"| `{words.name}` | {words.type} | {words.description} |"
    yield ""


def _words(name: str, hint: Any) -> FieldWords:
    described = hasattr(hint, "__metadata__")
    description = hint.__metadata__[0] if described else None
    return FieldWords(name, _type_in_words(hint.__origin__ if described else hint), description)


def _type_in_words(hint: Any) -> str:
    if get_origin(hint) is UnionType:
        return " or ".join(_type_in_words(inner) for inner in get_args(hint))
    if get_origin(hint) is tuple:
        return f"list of {_type_in_words(get_args(hint)[0])}"
    if hint is NoneType:
        return "none"
    return PLAIN.get(hint) or f"[{hint.__name__}](#{_anchor(hint)})"


def _anchor(context: type[Any]) -> str:
    return context.__name__.lower()


def _contexts_in(hint: Any) -> Iterator[type[Any]]:
    if _is_context(hint):
        yield hint
    for inner in get_args(hint):
        yield from _contexts_in(inner)


def _is_context(value: Any) -> bool:
    return isinstance(value, type) and is_dataclass(value)
