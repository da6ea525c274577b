"""New entry: a skeleton with every key of its round's system descriptions, to be filled in."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from site_builder.authoring.description_keys import description_keys
from site_builder.authoring.names import file_stem, refuse_name
from site_builder.authoring.schema import named_in
from site_builder.authoring.writing import write_new
from site_builder.models import Benchmark, Catalog, Entry, Round, address_part, json_text, named_card
from site_builder.problems import NothingFound, ProblemsFound, SiteBuilderError, nearest
from site_builder.sources import DataFolder, EntryFiles, printable, read_data

# Words that a message lists before it says that there are more.
MOST_LISTED = 8


class Wanted(NamedTuple):
    """What the author said of the new system."""

    name: str
    like: str | None = None
    round: str | None = None
    submitter: str | None = None
    division: str | None = None
    category: str | None = None
    benchmarks: tuple[str, ...] = ()


class NewEntry(NamedTuple):
    """What was written, and what is left to fill in."""

    path: str
    id: str  # of the system: the file's stem
    blank: tuple[str, ...]  # keys of the description
    rare: tuple[str, ...]  # the last of these, which fewer than half of the round's descriptions have
    values: int  # results whose value is to be measured
    benchmarks: tuple[str, ...]  # that the system may have results of
    scenarios: tuple[str, ...]  # of these, in the order of the round


def new_entry(data: str, wanted: Wanted) -> NewEntry:
    """Write a skeleton for this system into the data folder; only what the author must measure is left out.

    Raises: ProblemsFound if no round can be read; NothingFound if `like` or the round is not there;
    SiteBuilderError if something more must be said, or the file is there.
    """
    refuse_name("the system's name", wanted.name, "name it")
    if wanted.submitter is not None:
        refuse_name("the submitter", wanted.submitter, "name one with --submitter")
    read = read_data(data)
    if not read.catalog.rounds:
        raise _no_round(data, read)
    like = _like(read, wanted.like) if wanted.like else None
    round_ = _round(read.catalog, wanted.round)
    named = _named(wanted, read.catalog, round_, like)
    keys = description_keys(read.catalog, round_)
    known = {} if like is None else dict(like.system.description)
    # What is copied keeps its order; what the other system does not state follows, as all of it does without one.
    system = named | {key: known.get(key, "") for key in (*known, *keys.usual, *keys.rare) if key not in named}
    results = _results(round_, wanted.benchmarks, named.get("system_type"))
    said: dict[str, Any] = {"round": round_.id, "system": system, "results": results}
    stem = file_stem(wanted.name)
    _refuse_what_is_taken(read, (round_.id, named["division"], named["submitter"], stem), wanted.name)
    # A file that has no entry, for its faults, may stand where this one will.
    path = EntryFiles(data).path_of(round_, named["division"], named["submitter"], stem)
    _refuse_to_leave(data, path)
    write_new(path, json_text(named_in(path, data) | said), "give yourself the right to write there")
    offered = {one.id: _scenarios(round_, one, named.get("system_type")) for one in round_.benchmarks}
    used = {scenario for scenarios in offered.values() for scenario in scenarios}
    return NewEntry(
        path,
        stem,
        blank=tuple(key for key, value in system.items() if value == ""),
        rare=tuple(key for key in keys.rare if key not in named and key not in known),
        values=len(results),
        benchmarks=tuple(name for name, scenarios in offered.items() if scenarios),
        scenarios=tuple(one for one in round_.scenarios if one in used),
    )


def _no_round(data: str, read: DataFolder) -> SiteBuilderError | ProblemsFound:
    if read.errors:
        return ProblemsFound(read.problems)
    return SiteBuilderError(
        f"{printable(os.path.join(data, 'rounds'))} has no round", "write one first: its words are those of the entry"
    )


def _round(catalog: Catalog, wanted: str | None) -> Round:
    """The round that was named, else the newest."""
    if wanted is None:
        return next(iter(catalog.rounds.values()))
    if wanted in catalog.rounds:
        return catalog.rounds[wanted]
    raise _unknown("round", wanted, catalog.rounds)


def _unknown(what: str, word: str, known: Iterable[str]) -> NothingFound:
    words = list(known)
    guess = nearest(word, words)
    listed = ", ".join(words[:MOST_LISTED]) + (", ..." if len(words) > MOST_LISTED else "")
    fix = f'did you mean "{guess}"?' if guess else f"name one of {listed}" if words else "leave it out"
    return NothingFound(f'there is no {what} "{printable(word)}"', fix)


def _like(read: DataFolder, named: str) -> Entry:
    """The entry of this path, link, id or system's name."""
    catalog = read.catalog
    by_link = {entry.link: entry for entry in catalog.entries}
    link = named_card(named)
    if link in by_link:
        return by_link[link]
    found = _of_id(catalog, named) or [entry for entry in catalog.entries if _folded(entry.gist.name) == _folded(named)]
    if not found:
        _refuse_what_cannot_be_read(read, named)
        words = dict.fromkeys(word for entry in catalog.entries for word in (entry.id, entry.gist.name))
        raise _unknown("system", named, words)
    if len(found) > 1:
        listed = ", ".join(entry.link for entry in found[:MOST_LISTED]) + (", ..." if len(found) > MOST_LISTED else "")
        raise SiteBuilderError(f'"{printable(named)}" could be {listed}', "write the whole of one of these")
    return found[0]


def _refuse_what_cannot_be_read(read: DataFolder, named: str) -> None:
    """A file that is there, and of which errors leave no entry, as a skeleton whose values are not measured yet."""
    stems = {os.path.basename(named).removesuffix(".json").casefold(), file_stem(named).casefold()}
    for one in read.entries:
        is_called_so = one.gist is not None and _folded(one.gist.name) == _folded(named)
        if not is_called_so and os.path.basename(one.file).removesuffix(".json").casefold() not in stems:
            continue
        errors = sum(problem.severity == "error" for problem in one.problems)
        counted = f": it has {errors} error{'' if errors == 1 else 's'}" if errors else ", for the faults of its round"
        raise SiteBuilderError(
            f"{printable(one.file)} cannot be copied{counted}", "see site-builder validate, and correct them first"
        )


def _of_id(catalog: Catalog, named: str) -> list[Entry]:
    """The entries of which this is the id, or whose file it is; several only if all of what is said fits each."""
    stem = os.path.basename(named).removesuffix(".json")
    found = [entry for entry in catalog.entries if entry.id == stem]
    pieces = set(named.removesuffix(".json").split("/"))
    return [entry for entry in found if set(entry.link.split("/")) <= pieces] or found


def _folded(name: str) -> str:
    """A name as people compare names: without regard to case and to how wide the spaces are."""
    return " ".join(name.split()).casefold()


def _named(wanted: Wanted, catalog: Catalog, round_: Round, like: Entry | None) -> dict[str, Any]:
    """Name, submitter, division and category: what was said, else the other system's, else the only one there is."""
    submitters = dict.fromkeys(entry.submitter for entry in catalog.entries)
    found = {
        "submitter": wanted.submitter or (like.submitter if like else _only(submitters)),
        "division": _word(round_, "division", wanted.division or (like.division if like else None)),
    }
    if round_.categories:
        of_like = ",".join(like.categories) if like else None
        found["category"] = _word(round_, "category", wanted.category or of_like)
    elif wanted.category:
        raise _unknown("category", wanted.category, ())
    missing = [name for name, word in found.items() if word is None]
    if missing:
        known = {"division": list(round_.divisions), "category": list(round_.categories)}
        asked = [f"--{name} {'|'.join(known[name]) if name in known else 'NAME'}" for name in missing]
        raise SiteBuilderError(
            f"not said: the {' and the '.join(missing)} of {printable(wanted.name)}", f"add {' '.join(asked)}"
        )
    category = {"system_type": found["category"]} if "category" in found else {}
    named = {"system_name": wanted.name, "submitter": found["submitter"], "division": found["division"], **category}
    return named | ({"status": ""} if round_.availabilities and like is None else {})


def _only(words: Mapping[str, Any]) -> str | None:
    return next(iter(words)) if len(words) == 1 else None


def _word(round_: Round, what: str, spelled: str | None) -> str | None:
    """The round's word for what was spelled so; the only one there is where nothing was said."""
    known = round_.divisions if what == "division" else round_.categories
    if spelled is None:
        return _only(known)
    read = round_.division if what == "division" else round_.category
    parts = [spelled] if what == "division" else spelled.split(",")
    for part in parts:
        if read(part.strip()) is None:
            raise _unknown(what, part, known)
    return ",".join(str(read(part.strip())) for part in parts)


def _results(round_: Round, names: Sequence[str], category: str | None) -> list[dict[str, Any]]:
    """A row for each scenario of these benchmarks, its value to be measured: `validate` asks for each."""
    rows: list[dict[str, Any]] = []
    for name in dict.fromkeys(names):
        known = round_.benchmark(name)
        if known is None:
            raise _unknown("benchmark", name, [benchmark.id for benchmark in round_.benchmarks])
        scenarios = _scenarios(round_, known, category)
        if not scenarios:
            offered = [benchmark.id for benchmark in round_.benchmarks if _scenarios(round_, benchmark, category)]
            raise SiteBuilderError(f"{name} has no scenario in {category}", f"name one of {', '.join(offered)}")
        for scenario in scenarios:
            row = {"benchmark": name, "scenario": scenario, "value": None, "unit": round_.unit(name, scenario)}
            rows.append(row)
    return rows


def _scenarios(round_: Round, benchmark: Benchmark, category: str | None) -> list[str]:
    """The scenarios that a system of these categories may have, in the round's order."""
    asked = category.split(",") if category else []
    possible = {s for c in asked for s in benchmark.scenarios_in(c)} if asked else benchmark.all_scenarios
    return [scenario for scenario in round_.scenarios if scenario in possible]


def _refuse_what_is_taken(read: DataFolder, address: Sequence[str], name: str) -> None:
    """Two systems of one address, now or in former times, would be no site; an address knows no case."""
    link = "/".join(map(address_part, address))
    for entry in read.catalog.entries:
        if link.casefold() not in (known.casefold() for known in (entry.link, *entry.gist.was)):
            continue
        path, other = printable(read.path_of(entry)), entry.gist.name
        if link.casefold() != entry.link.casefold():
            raise SiteBuilderError(f"{link} is a former address of {path}, and leads to it", "choose another name")
        if _folded(other) == _folded(name):
            raise SiteBuilderError(f"{path} is there already", "edit it, or choose another name")
        message = f'{path} is there already: "{printable(other)}" has the id that "{printable(name)}" would have'
        raise SiteBuilderError(message, "choose a name that differs in Latin letters or digits")


def _refuse_to_leave(data: str, path: str) -> None:
    """A folder on the way may be a link: what it leads to is not the data, nor is it read as such."""
    top, there = os.path.realpath(data), os.path.realpath(os.path.dirname(path))
    if os.path.commonpath([top, there]) != top:
        raise SiteBuilderError(
            f"{printable(os.path.dirname(path))} leads out of {printable(data)}",
            "put a folder in the place of the link",
        )
