"""Generated sites whose every text is as hostile as the models allow, for hypothesis."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from site_builder.models import Number
from tests.builders import ROUND, a_round, a_site

NONCHARACTERS = [chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)]
CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters=[*NONCHARACTERS, *map(chr, range(0xFDD0, 0xFDF0))]
)
NASTY = (
    *"<>&\"'`=/\\ \n\t",
    *("{{ page }}", "{% raw %}", "<script>alert(1)</script>", "<!--", "-->", "]]>", "&amp;", "&lt", "&#0;", "</td>"),
    *("</title>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "<br>", "<b>", "\u202e", "\u2028", "\xa0"),
    *("e\u0301", "👩‍🚀", "𝒳", "مرحبا", "MLPerf", "N/A", "-0", "null", "°", "\ufeff", "\u200b", "\ufffd"),
)
TEXT = st.lists(st.sampled_from(NASTY) | st.text(CHARACTERS, max_size=5), max_size=5).map("".join)
SOME_TEXT = st.tuples(TEXT, st.sampled_from("aZ9ü☃"), TEXT).map("".join)
NAME = st.tuples(TEXT, st.sampled_from("aZ9"), TEXT).map("".join).filter(lambda name: len(name) < 150)
STEM = st.text("aZ9 ._-+()ü'&", min_size=1, max_size=9).map(lambda text: f"x{text}x")
DAY = st.dates().map(lambda day: day.isoformat())
WEB = st.text("aZ9./?#&=%-_~;:@$!*,+()[]ü", max_size=12).map(lambda text: f"https://example.org/{text}")
DIGITS = st.text("0123456789", min_size=1, max_size=18)
EXPONENT = st.just("") | st.builds(
    "{}{}{}".format, st.sampled_from("eE"), st.sampled_from(["", "-", "+"]), st.integers(0, 99)
)
FRACTION = st.just("") | DIGITS.map(lambda digits: f".{digits}")
POSITIVE = st.builds(
    lambda first, digits, fraction, exponent: Number(f"{first}{digits}{fraction}{exponent}"),
    st.sampled_from("123456789"),
    st.just("") | DIGITS,
    FRACTION,
    EXPONENT,
)
NUMBER = POSITIVE | POSITIVE.map(lambda n: Number(f"-{n}")) | st.sampled_from(["0", "0.0", "0e5", "-0.50"]).map(Number)
JSON = st.recursive(
    TEXT | NUMBER | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
KEYS = TEXT | st.sampled_from(
    ["accelerator_model_name", "host_memory_capacity", "nics_enabled_firmware", "cooling", "sw_notes", "framework", "x"]
)
HEADER_KEYS = {"system_name", "submitter", "division", "system_type", "status"}

SOURCE = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(["submission-tree", "summary", "published-card"]),
        "path": SOME_TEXT,
        "sha256": SOME_TEXT,
        "url": WEB,
        "retrieved": DAY,
    },
)
VERIFICATION = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["verified", "unverified", "corrected", "withdrawn", "superseded"]),
        "date": DAY,
        "reason": SOME_TEXT,
        "link": SOME_TEXT | WEB | st.just(f"{ROUND}/closed/Acme/rocket"),
    },
)
BESIDE_A_RESULT = st.fixed_dictionaries(
    {},
    optional={
        "unit": SOME_TEXT,
        "id": SOME_TEXT,
        "weight_data_types": SOME_TEXT,
        "inferred_from": st.sampled_from(["Server", "Offline"]),
        "power": st.fixed_dictionaries({"value": POSITIVE, "unit": SOME_TEXT}),
        "implementation": st.dictionaries(SOME_TEXT, SOME_TEXT, max_size=2),
        "source": SOURCE,
        "verification": VERIFICATION,
    },
)
CATEGORIES = {"datacenter": ("Server", "Offline"), "edge": ("SingleStream", "Offline")}


def write_json(value: Any) -> str:
    """The value as JSON, each Number with its own digits."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, Mapping):
        members = (f"{json.dumps(key)}:{write_json(inner)}" for key, inner in value.items())
        return "{" + ",".join(members) + "}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(write_json, value))}]"
    return json.dumps(value, ensure_ascii=False)


def write_site(folder: Path, files: Mapping[str, Any]) -> None:
    """Write the data folder of a generated site."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_json(content) if name.endswith(".json") else content, "utf-8")


@st.composite
def rounds(draw: st.DrawFn) -> dict[str, Any]:
    """The test round, its words replaced by hostile ones."""
    round_ = a_round(
        family=draw(SOME_TEXT),
        title=draw(SOME_TEXT),
        copyright=draw(TEXT),
        availability_as_of=draw(TEXT),
        messaging=draw(st.sampled_from(["none", "mlperf"])),
        divisions={
            "closed": {"title": f"1{draw(TEXT)}"},
            draw(NAME.map(lambda name: f"2{name}")): {"title": f"2{draw(TEXT)}", "own_models": True},
        },
    )
    for number, word in enumerate((*round_["categories"].values(), *round_["availabilities"].values())):
        word["title"] = f"{number}{draw(TEXT)}"
    for benchmark in round_["benchmarks"]:
        benchmark |= {"title": draw(SOME_TEXT), "task": draw(SOME_TEXT)}
    if draw(st.booleans()):
        round_["sections"] = [{"title": draw(SOME_TEXT), "keys": draw(st.lists(SOME_TEXT, max_size=2))}]
    return round_


@st.composite
def entries(draw: st.DrawFn, round_: Mapping[str, Any]) -> dict[str, Any]:
    """An entry of this round: any description, any results that the round allows."""
    division = draw(st.sampled_from(list(round_["divisions"])))
    categories = draw(st.sampled_from([["datacenter"], ["edge"], ["datacenter", "edge"]]))
    system = {
        key: value for key, value in draw(st.dictionaries(KEYS, JSON, max_size=6)).items() if key not in HEADER_KEYS
    }
    system |= {"system_name": draw(SOME_TEXT), "submitter": draw(NAME), "division": division}
    system |= {"system_type": ",".join(categories), "status": draw(st.sampled_from(["available", "preview", "", None]))}
    entry = {"round": ROUND, "system": system, "results": draw(results(division != "closed", categories))}
    for key, values in (("submitter", NAME), ("id", SOME_TEXT), ("verification", VERIFICATION), ("source", SOURCE)):
        if draw(st.booleans()):
            entry[key] = draw(values)
    if division != "closed":
        entry["results"] = ids_of_their_own(entry["results"])
        entry.pop("id", None)
    entry["omitted"] = draw(st.lists(SOME_TEXT, max_size=2))
    return entry


def ids_of_their_own(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The results without an ID that another model has."""
    first: dict[str, str] = {}
    for result in results:
        if "id" in result and first.setdefault(result["id"], result["used_model"]) != result["used_model"]:
            del result["id"]
    return results


@st.composite
def results(draw: st.DrawFn, own_models: bool, categories: list[str]) -> list[dict[str, Any]]:
    """Results of which no two mean the same."""
    found = []
    for benchmark in draw(st.permutations(["resnet", "bert-99"])):
        for scenario in sorted({scenario for category in categories for scenario in CATEGORIES[category]}):
            for model in draw(
                st.lists(SOME_TEXT if own_models else st.none(), max_size=2 if own_models else 1, unique=True)
            ):
                result = {
                    "benchmark": benchmark,
                    "scenario": scenario,
                    "value": draw(POSITIVE),
                    **draw(BESIDE_A_RESULT),
                }
                metric = SOME_TEXT if own_models else st.just({"resnet": "acc", "bert-99": "F1"}[benchmark])
                if draw(st.booleans()):
                    result["accuracy"] = draw(st.dictionaries(metric, POSITIVE, min_size=1, max_size=2))
                found.append(
                    {key: value for key, value in (*result.items(), ("used_model", model)) if value is not None}
                )
    return found


@st.composite
def sites(draw: st.DrawFn) -> dict[str, Any]:
    """The files of a data folder with one entry."""
    round_ = draw(rounds())
    site = a_site(title=draw(SOME_TEXT), description=draw(TEXT), licence=draw(TEXT))
    if draw(st.booleans()):
        site["base_url"] = "https://example.org/results"
    if draw(st.booleans()):
        site["menu"] = [{"title": draw(SOME_TEXT), "link": draw(WEB | st.just(ROUND))} for _ in range(2)]
    entry = draw(entries(round_))
    return {"site.json": site, f"rounds/{ROUND}.json": round_, f"{draw(STEM)}.json": entry}
