"""Kinds of damage to the data files of a small site: each a name and what it does to the folder."""

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.builders import ROUND, a_result, a_round, a_site, a_system, an_entry

ENTRY, ROUND_FILE, SITE = "results/acme/rocket.json", f"rounds/{ROUND}.json", "site.json"
LINK = f"{ROUND}/closed/Acme/rocket"
SOURCE = {
    "kind": "summary",
    "path": "summary.json",
    "sha256": "0a1b",
    "url": "https://example.org/v1",
    "retrieved": "2024-05-02",
}
RESULT = a_result(
    unit="Samples/s",
    category="datacenter",
    id="1-0001",
    used_model="resnet-152",
    accuracy={"acc": 76.1},
    weight_data_types="int8",
    inferred_from="Server",
    power={"value": 812.4, "unit": "Watts"},
    source=SOURCE,
    verification={"status": "corrected", "date": "2024-06-01", "reason": "A slip", "link": "https://example.org/why"},
)
WHOLE_SITE: dict[str, Any] = {
    SITE: a_site(
        description="All of them",
        base_url="https://example.org/results/",
        as_of="2024-07-01",
        licence="CC BY 4.0",
        menu=[{"title": "Sprint", "link": ROUND}, {"title": "Elsewhere", "link": "https://example.org"}],
    ),
    ROUND_FILE: a_round(
        source="https://example.org/source",
        messaging="mlperf",
        power_units={"Offline": "Watts"},
        compatible={"edge": {"resnet": [ROUND]}},
        sections=[{"title": "Accelerators", "keys": ["accelerator*"]}],
        logs={"aliases": {"resnet50": "resnet"}, "accuracy_limits": {"resnet": {"acc": 99.5}}},
    ),
    ENTRY: an_entry(
        division="closed",
        submitter="Acme",
        category="datacenter, edge",
        id="1-0002",
        verification={"status": "superseded", "date": "2024-05-03", "link": f"{ROUND}/open/Acme/comet"},
        source=SOURCE,
        omitted=["nics"],
        system=a_system(stack={"driver": ["550", 12, None, True], "notes": {}}, hw_notes="a\nb"),
        results=[RESULT, a_result(scenario="Server", value=7.79867)],
    ),
    "results/acme/comet.json": an_entry(
        system=a_system(division="open"), results=[a_result(used_model="own", accuracy={"F1": 90.235})]
    ),
}

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "handler": '"><img src=x onerror=alert(1)>',
    "attribute": "' onmouseover='alert(1)' x='",
    "javascript": "javascript:alert(1)",
    "data-url": "data:text/html,<script>alert(1)</script>",
    "web-address": 'https://example.org/"onclick=alert(1)//<svg onload=alert(1)>',
    "closer": "</title></style></textarea></table></main>--><svg/onload=alert(1)>",
    "jinja": "{{ 7 * 7 }}{% include '/etc/passwd' %}{# x #}",
    "null": "a\x00b",
    "bidi": "\u202e\u2066gpj.exe\u2069",
    "surrogate": "\ud800",
    "formula": "=cmd|' /C calc'!A0",
    "up": "../../../../etc/passwd",
    "entities": "&lt;script&gt;&#60;script&#62;&amp;",
    "empty": "",
    "space": " \u200b\u00a0\n",
    "long": "Wide " * 20_000,
    "unbroken": "\U0001f680" * 3_000,
    "terminal": "\x1b[2J\x9b31m",
}
VALUES = {
    "null": None,
    "true": True,
    "number": 5,
    "negative": -7.5,
    "text": "text",
    "array": [],
    "array-of-arrays": [[[]]],
    "object": {},
    "object-of-objects": {"": {"x": {}}},
    "array-of-numbers": [1, 2.5],
}
RAW = {
    "nan": "NaN",
    "infinity": "-Infinity",
    "huge": "1e999",
    "tiny": "1e-999",
    "digits": "9" * 4000,
    "zero-with-a-huge-exponent": "0e9999999999999999999",
    "zero-with-a-tiny-exponent": "0e-9999999999999999999",
    "minus-zero": "-0",
    "zeros": "007",
    "deep": "[" * 250 + "]" * 250,
    "word": "None",
}
JsonPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Damage:
    """One kind of damage."""

    name: str
    to: Callable[[Path], object]


def inner_paths(value: Any, path: JsonPath = ()) -> Iterator[JsonPath]:
    """Every path below a value."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, member in members:
        yield (*path, step)
        yield from inner_paths(member, (*path, step))


def edited(content: Any, path: JsonPath, edit: Callable[[Any, Any], object]) -> Any:
    """A copy in which `edit` was called with what holds the path's last step, and that step."""
    copied = copy.deepcopy(content)
    holder = copied
    for step in path[:-1]:
        holder = holder[step]
    edit(holder, path[-1])
    return copied


def put(value: Any) -> Callable[[Any, Any], object]:
    """Put a value where another one stood."""
    return lambda holder, step: holder.__setitem__(step, value)


def rename_key(name: str) -> Callable[[Any, Any], object]:
    """Call a member otherwise."""
    return lambda holder, step: holder.__setitem__(name, holder.pop(step))


def as_bytes(content: Any) -> bytes:
    """As an editor would save it; lone surrogates as escapes."""
    text = json.dumps(content, indent=2)
    return text.encode()


def doubled(content: Any, path: JsonPath) -> bytes:
    """The file with this member written twice."""
    marked = edited(content, path, rename_key("\u2691"))
    step = json.dumps(path[-1])
    text = as_bytes(marked).decode()
    key = json.dumps("\u2691")
    value = as_bytes(at(content, path)).decode()
    return text.replace(f"{key}:", f"{step}: {value}, {step}:", 1).encode()


def at(content: Any, path: JsonPath) -> Any:
    """What stands at a path."""
    for step in path:
        content = content[step]
    return content


def damages_of(file: str, content: Any) -> Iterator[tuple[str, bytes]]:
    """Name and new bytes of every damage to the content of one file."""
    whole = as_bytes(content)
    for tenth in range(64):
        yield f"cut {tenth}/64", whole[: len(whole) * tenth // 64]
        yield f"byte {tenth}/64 lost", whole[: len(whole) * tenth // 64] + whole[len(whole) * tenth // 64 + 1 :]
        yield f"stray byte {tenth}/64", whole[: len(whole) * tenth // 64] + b"\xe9" + whole[len(whole) * tenth // 64 :]
    for encoding in ("utf-16", "utf-8-sig", "utf-32"):
        yield f"saved as {encoding}", whole.decode().encode(encoding)
    yield "lines end as on Windows", whole.replace(b"\n", b"\r\n")
    for path in inner_paths(content):
        where = ".".join(map(str, path))
        for name, value in VALUES.items():
            if type(at(content, path)) is not type(value):
                yield f"{where} is {name}", as_bytes(edited(content, path, put(value)))
        for name, raw in RAW.items():
            text = as_bytes(edited(content, path, put("\u2691"))).decode()
            yield f"{where} is {name}", text.replace(json.dumps("\u2691"), raw).encode()
        if isinstance(at(content, path), str):
            for name, text in HOSTILE.items():
                yield f"{where} is hostile: {name}", as_bytes(edited(content, path, put(text)))
        if isinstance(path[-1], str):
            yield f"{where} removed", as_bytes(edited(content, path, lambda holder, step: holder.pop(step)))
            yield f"{where} doubled", doubled(content, path)
            for name, text in HOSTILE.items():
                yield f"{where} has a hostile name: {name}", as_bytes(edited(content, path, rename_key(text)))


def renamed(file: str, name: str) -> Callable[[Path], object]:
    """Rename a file beside where it is."""
    return lambda data: (data / file).rename((data / file).parent / name)


def damages() -> Iterator[Damage]:
    """Every kind of damage."""
    for file in (ENTRY, ROUND_FILE, SITE):
        for name, data in damages_of(file, WHOLE_SITE[file]):
            yield Damage(f"{file}: {name}", lambda folder, file=file, data=data: (folder / file).write_bytes(data))
        yield Damage(f"{file}: removed", lambda folder, file=file: (folder / file).unlink())
        for name, text in HOSTILE.items():
            plain = text.replace("/", "-").replace("\x00", "")[:60]
            if plain and not plain.startswith("\ud800"):
                yield Damage(f"{file}: hostile name {name}", renamed(file, f"{plain}.json"))
        for name in ("x.JSON", "x", ".json", "....json", "index.html.json", "404.html.json", "assets.json"):
            yield Damage(f"{file}: renamed to {name}", renamed(file, name))
