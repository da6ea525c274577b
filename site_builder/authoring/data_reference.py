"""Every field of the data files as an article, made of their schemas, which are made of the models.

`docs/site/articles/data.md` is this: python -m site_builder.authoring.data_reference > docs/site/articles/data.md
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.authoring.key_uses import key_uses
from site_builder.authoring.schema import schema

HEAD = """+++
title = "Data files"
description = "Every field of site.json, of a round and of an entry: its type, and what it means."
order = 11
+++

Made of the models that read the files: `make accept` writes it anew. Editors complete and explain the same fields:
[how](editor.md). A field that is not named here is told as a problem, with one exception: `system` takes any key, and
keeps it. Any file may name its JSON Schema in `$schema`.

What a benchmark measures is a rate, a time or an energy: a `value` of 0 or less is no measurement, whatever the suite,
and is refused, for ranks, ratios and bars are made of it. A suite whose measure can be 0 or less, a temperature or a
difference, states a positive one in its place, as kelvins are. A reached accuracy may be 0; one below 0 is refused.
"""
FILES = {
    "site": ("site.json", "The site as a whole: `data/site.json`."),
    "round": ("A round", "One publication of a suite: `data/rounds/<id>.json`. The file's name is the round's id."),
    "entry": ("An entry", "One system of one round: any other JSON file below `data/`. The file's name is its id."),
}


def reference() -> str:
    """The article."""
    parts = [HEAD]
    for name, (title, words) in FILES.items():
        found = schema(name)
        parts += [f"\n## {title} {{ #{name} }}\n\n{words}\n\n", *_table(name, found)]
        for part in sorted(found["$defs"]):
            if "properties" in found["$defs"][part]:
                inner = found["$defs"][part]
                meaning = inner.get("description", "The submission's own description; any key is kept.")
                parts += [f"\n### {part} {{ #{name}-{part.lower()} }}\n\n{meaning}\n\n", *_table(name, inner)]
    parts += key_uses()
    # The name stands with its mark in prose.
    return re.sub("MLPerf(?!®)", "MLPerf®", "".join(parts))


def _table(name: str, model: Mapping[str, Any]) -> Iterator[str]:
    yield "| field | type | meaning |\n|---|---|---|\n"
    for key, member in model["properties"].items():
        must = " **Required.**" if key in model.get("required", ()) else _default(member)
        yield f"| `{key}` | {_type(name, member)} | {member['description']}.{must} |\n"


def _default(member: Mapping[str, Any]) -> str:
    value = member.get("default")
    return f" Otherwise `{json.dumps(value, ensure_ascii=False)}`." if value not in (None, "", [], {}) else ""


def _type(name: str, member: Mapping[str, Any]) -> str:
    """What may stand there, in the words that problems use."""
    if "anyOf" in member:
        return " or ".join(dict.fromkeys(_type(name, one) for one in member["anyOf"]))
    if "$ref" in member:
        part = member["$ref"].rpartition("/")[2]
        return "number" if part == "Number" else f"[{part}](#{name}-{part.lower()})"
    if "enum" in member:
        return ", ".join(f"`{word}`" for word in member["enum"])
    kind = {"string": "text", "array": "array", "object": "object", "boolean": "`true` or `false`"}
    words = kind.get(member.get("type", ""), member.get("type", "anything"))
    if member.get("format") == "date":
        return "day, `YYYY-MM-DD`"
    inside = member.get("items") or member.get("additionalProperties")
    return f"{words} of {_type(name, inside)}" if isinstance(inside, Mapping) else words


if __name__ == "__main__":
    print(reference(), end="")
