"""Random data of many shapes, and random edits of it: results, systems, states, words of the round and the site."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from tests.builders import ROUND, a_round, a_site, a_system
from tests.diff.sites import SOURCE, VERIFIED, Files
from tests.hostile import DAY, POSITIVE, SOME_TEXT, TEXT

Entry = dict[str, Any]

ROUND_FILE = f"rounds/{ROUND}.json"
ARTICLE = "articles/news.md"
# What an article says: names, numbers and words that cards have as well, in one order and in another.
SENTENCES = ("Acme beats Rival by far.", "Rival beats Acme by far.", "Third has 2 of 5 results.",
             "Third has 1 of 3 results.", "Air cooling is all.", "Water cooling is all.")  # fmt: skip
SUBMITTERS = ("Acme", "Rival", "Third")
# What a site says of itself, in words that our templates have around what changes, too.
DESCRIPTIONS = (
    "Results, each with its source.",
    "Results, each no longer with its source.",
    "Results that count no more.",
    "Results, and this is no benchmark.",
    "Results on a card since this benchmark.",
)
CATEGORIES = ("datacenter", "edge", "datacenter,edge")
SCENARIOS = {"datacenter": ("Server", "Offline"), "edge": ("SingleStream", "Offline")}
BENCHMARKS = {"resnet": "acc", "bert-99": "F1"}
FACTS = ("accelerator_frequency", "boot_firmware_version", "cooling", "host_networking", "hw_notes", "operating_system",
         "something_new", "sw_notes")  # fmt: skip
WEIGHTS = ("fp8", "fp16", "int4", "int8")
# Of a result, and of an entry: what may become of them.
STATES = ("withdrawn", "corrected", "invalid", "moved-to-open")
DIGITS = POSITIVE.map(lambda number: f"@{number}@")
STATE = st.builds(
    lambda status, day, reason: {"status": status, "date": day, "reason": reason},
    st.sampled_from(STATES),
    DAY,
    st.sampled_from(("It was.", "The meter was read twice, and wrongly.")),
)


def scenarios_of(entry: Entry) -> list[str]:
    """The scenarios that its categories have, in the order of the round."""
    of_entry = {s for category in entry["system"]["system_type"].split(",") for s in SCENARIOS[category]}
    return [scenario for scenario in a_round()["scenarios"] if scenario in of_entry]


# ---- what is there before


@st.composite
def results(draw: st.DrawFn, benchmark: str, scenario: str, is_open: bool) -> dict[str, Any]:
    """A result with some of what may back it; in the open division of a model of the submitter's own."""
    found: dict[str, Any] = {"benchmark": benchmark, "scenario": scenario, "value": draw(DIGITS)}
    for key, values in (
        ("weight_data_types", st.sampled_from(WEIGHTS)),
        ("accuracy", DIGITS.map(lambda digits: {BENCHMARKS[benchmark]: digits})),
        ("power", DIGITS.map(lambda digits: {"value": digits, "unit": "Watts"})),
        ("verification", STATE),
    ):
        if draw(st.integers(0, 3)) == 0:
            found[key] = draw(values)
    return found | ({"used_model": f"own-{benchmark}"} if is_open else {})


@st.composite
def entries(draw: st.DrawFn, name: str) -> tuple[str, Entry]:
    """An entry and the name of its file."""
    division, submitter = draw(st.sampled_from(("closed", "closed", "open"))), draw(st.sampled_from(SUBMITTERS))
    system = a_system(
        submitter=submitter,
        system_name=f"{submitter} {name} {draw(TEXT)}",
        division=division,
        system_type=draw(st.sampled_from(CATEGORIES)),
        accelerator_model_name=draw(st.sampled_from(("T1000", "T2000", None))),
        cooling=draw(TEXT),
    )
    entry: Entry = {"round": ROUND, "system": system, **({"id": f"1-{name}"} if division == "closed" else {})}
    places = [(benchmark, scenario) for benchmark in BENCHMARKS for scenario in scenarios_of(entry)]
    chosen = draw(st.lists(st.sampled_from(places), min_size=1, max_size=4, unique=True))
    entry["results"] = [draw(results(*place, division == "open")) for place in chosen]
    if draw(st.booleans()):
        entry |= {"verification": VERIFIED, "source": SOURCE}
    elif draw(st.integers(0, 3)) == 0:
        entry["verification"] = draw(STATE)
    return f"results/{ROUND}/{division}/{submitter}/{name}.json", entry


@st.composite
def articles(draw: st.DrawFn) -> str:
    """An article of two paragraphs."""
    paragraphs = draw(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=2, unique=True))
    return "\n\n".join(('+++\ntitle = "News"\n+++', *paragraphs, ""))


@st.composite
def sites(draw: st.DrawFn) -> Files:
    """The data files of a site of one to four systems and an article."""
    systems = [draw(entries(f"s{number}")) for number in range(draw(st.integers(1, 4)))]
    site, round_ = (
        a_site(as_of="2024-07-01", description=draw(st.sampled_from(DESCRIPTIONS))),
        a_round(messaging=draw(st.sampled_from(("none", "mlperf")))),
    )
    if draw(st.booleans()):
        site["base_url"] = "https://example.org/results/"
    return {"site.json": site, ROUND_FILE: round_, ARTICLE: draw(articles()), **dict(systems)}


# ---- edits: each changes the files, or nothing where there is nothing of its kind

Edit = Callable[[st.DrawFn, Files], None]


def systems_of(files: Files) -> list[str]:
    return sorted(name for name in files if name.startswith("results/"))


def _entry(draw: st.DrawFn, files: Files) -> Entry:
    found: Entry = files[draw(st.sampled_from(systems_of(files)))]
    return found


def _result(draw: st.DrawFn, files: Files) -> dict[str, Any]:
    found: dict[str, Any] = draw(st.sampled_from(_entry(draw, files)["results"]))
    return found


def value(draw: st.DrawFn, files: Files) -> None:
    _result(draw, files)["value"] = draw(DIGITS)


def weights(draw: st.DrawFn, files: Files) -> None:
    result = _result(draw, files)
    others = [word for word in WEIGHTS if word != result.get("weight_data_types")]
    result["weight_data_types"] = draw(st.sampled_from(others))


def power(draw: st.DrawFn, files: Files) -> None:
    _result(draw, files)["power"] = {"value": draw(DIGITS), "unit": "Watts"}


def accuracy(draw: st.DrawFn, files: Files) -> None:
    result = _result(draw, files)
    result["accuracy"] = {BENCHMARKS[result["benchmark"]]: draw(DIGITS)}


def result_id(draw: st.DrawFn, files: Files) -> None:
    if "id" in (entry := _entry(draw, files)):
        entry["id"] = f"{entry['id']}0"


def state_of_result(draw: st.DrawFn, files: Files) -> None:
    _result(draw, files)["verification"] = draw(STATE)


def unit(draw: st.DrawFn, files: Files) -> None:
    _result(draw, files)["unit"] = draw(st.sampled_from(("Samples/s", "Queries/s", "Latency (ms)")))


def added_result(draw: st.DrawFn, files: Files) -> None:
    entry = _entry(draw, files)
    taken = {(result["benchmark"], result["scenario"]) for result in entry["results"]}
    free = [(b, s) for b in BENCHMARKS for s in scenarios_of(entry) if (b, s) not in taken]
    if free:
        place = draw(st.sampled_from(free))
        entry["results"].append(draw(results(*place, entry["system"]["division"] == "open")))


def removed_result(draw: st.DrawFn, files: Files) -> None:
    entry = _entry(draw, files)
    if len(entry["results"]) > 1:
        entry["results"].remove(draw(st.sampled_from(entry["results"])))


def fact(draw: st.DrawFn, files: Files) -> None:
    _entry(draw, files)["system"][draw(st.sampled_from(FACTS))] = draw(TEXT)


def removed_fact(draw: st.DrawFn, files: Files) -> None:
    system = _entry(draw, files)["system"]
    system.pop(draw(st.sampled_from([key for key in FACTS if key in system])))


def system_name(draw: st.DrawFn, files: Files) -> None:
    _entry(draw, files)["system"]["system_name"] = draw(SOME_TEXT)


def availability(draw: st.DrawFn, files: Files) -> None:
    _entry(draw, files)["system"]["status"] = draw(st.sampled_from(("available", "preview")))


def state_of_card(draw: st.DrawFn, files: Files) -> None:
    _entry(draw, files)["verification"] = draw(STATE)


def retrieved(draw: st.DrawFn, files: Files) -> None:
    _entry(draw, files)["source"] = {**SOURCE, "retrieved": draw(DAY)}


def round_title(draw: st.DrawFn, files: Files) -> None:
    files[ROUND_FILE]["title"] = f"Sprint {draw(st.sampled_from(('one', 'of spring', 'v1 again')))}"


def site_title(draw: st.DrawFn, files: Files) -> None:
    files["site.json"]["title"] = draw(st.sampled_from(("Results of Acme", "All results")))


def description(draw: st.DrawFn, files: Files) -> None:
    files["site.json"]["description"] = draw(st.sampled_from(DESCRIPTIONS))


def article(draw: st.DrawFn, files: Files) -> None:
    files[ARTICLE] = draw(articles())


def added_system(draw: st.DrawFn, files: Files) -> None:
    name, entry = draw(entries("s9"))
    files[name] = entry


def removed_system(draw: st.DrawFn, files: Files) -> None:
    if len(systems_of(files)) > 1:
        del files[draw(st.sampled_from(systems_of(files)))]


def moved_system(draw: st.DrawFn, files: Files) -> None:
    name = draw(st.sampled_from(systems_of(files)))
    files[name.replace(".json", "-moved.json")] = files.pop(name) | {"was": [name[len("results/") : -len(".json")]]}


OF_RESULTS: tuple[Edit, ...] = (value, weights, power, accuracy, result_id, state_of_result, unit, added_result, removed_result)  # fmt: skip  # noqa: E501
OF_SYSTEMS: tuple[Edit, ...] = (fact, removed_fact, system_name, availability, state_of_card, retrieved)
OF_ALL: tuple[Edit, ...] = (round_title, site_title, description, article)
OF_ADDRESSES: tuple[Edit, ...] = (added_system, removed_system, moved_system)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Files, Files]:
    """The files of a site before and after some edits; one at most of those that let a card come, go or move."""
    before = draw(sites())
    after = deepcopy(before)
    kinds = (*OF_RESULTS, *OF_SYSTEMS, *(OF_ALL if draw(st.booleans()) else ()))
    for edit in draw(st.lists(st.sampled_from(kinds), min_size=6, max_size=10, unique=True)):
        edit(draw, after)
    if (edit := draw(st.sampled_from((None, *OF_ADDRESSES)))) is not None:
        edit(draw, after)
    return before, after
