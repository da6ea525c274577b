"""The life of a result: taking it back, and giving its system another name, so that nothing is lost."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from site_builder.authoring.json_edit import with_member
from site_builder.models import UNRANKED, Entry, Verification, address_part, is_an_address, named_card
from site_builder.problems import JsonPath, NothingFound, ProblemsFound, SiteBuilderError, nearest
from site_builder.sources import DataFolder, Document, EntryFiles, file_name, printable, read_data, write_all

# The anchor of the row that shows each result of a card, by the result's position.
RowIds = Callable[[Entry], Mapping[int, str]]


class Told(NamedTuple):
    """What became of results: the status, since when, why, and where more is said."""

    status: str
    reason: str
    date: str | None = None
    link: str | None = None


class Edited(NamedTuple):
    """What a command did to an entry's file."""

    path: str
    results: int  # how many are concerned
    is_changed: bool
    former: str = ""  # the path that it had before
    others: tuple[str, ...] = ()  # entries that named it, and were corrected
    link: str = ""  # the address that it has now


def withdraw(data: str, name: str, told: Told, rows: RowIds) -> Edited:
    """Write into an entry what became of it, or of results of one of its rows.

    `name` is `round/division/submitter/system`, with `#row` or `#benchmark`, and `/scenario` behind it, where only
    these are meant. Raises: NothingFound if there are none; SiteBuilderError if something must be said otherwise.
    """
    read = read_data(data)
    link, _, part = name.partition("#")
    entry = _entry(read, link)
    positions = _positions(entry, part, rows) if part else None
    date = told.date or (read.site.as_of if read.site else None)
    if date is None:
        raise SiteBuilderError("site.json has no as_of, and no clock is read", "say since when: --date YYYY-MM-DD")
    state = _state(told, date)
    path, document = _document(data, entry)
    text = document.text
    own = _with_own_state(entry) if positions is None else positions
    for at in [*([()] if positions is None else []), *(("results", position) for position in own)]:
        text = with_member(Document(path, text.encode()), at, "verification", state, after="" if at else "round")
    is_changed = text != document.text
    if is_changed:
        write_all(data, {path: document.mark + text})
    return Edited(path, len(entry.results if positions is None else positions), is_changed)


def rename(data: str, old: str, new: str) -> Edited:
    """Give a system another id, or another spelling of its submitter, and keep its old address as `was`.

    `new` is a name, or `round/division/submitter/system`. Links of other entries to it are corrected. Raises:
    NothingFound if it is not there; SiteBuilderError if the new name cannot be, or is taken.
    """
    read = read_data(data)
    entry = _entry(read, old)
    submitter, stem = _new_name(entry, new)
    there = "/".join((*entry.link.split("/")[:2], address_part(submitter), address_part(stem)))
    taken = {
        link.casefold() for each in read.catalog.entries if each is not entry for link in (each.link, *each.gist.was)
    }
    if there.casefold() in taken:
        raise SiteBuilderError(f"{there} is taken by another entry", "choose another name")
    path, document = _document(data, entry)
    text = _renamed(path, document, entry, there, submitter)
    target = os.path.join(os.path.dirname(path), f"{stem}.json")
    if submitter != entry.submitter:
        target = EntryFiles(data).path_of(entry.round, entry.division, submitter, stem)
    if target != path and os.path.lexists(target):
        raise SiteBuilderError(f"{printable(target)} is there already", "move it away, or choose another name")
    texts: dict[str, str | None] = {path: None} if target != path else {}
    texts[target] = document.mark + text
    others = _corrected(data, read, entry, there)
    write_all(data, {**texts, **others})
    return Edited(target, len(entry.results), True, path if target != path else "", tuple(others), there)


def _entry(read: DataFolder, link: str) -> Entry:
    known = {entry.link: entry for entry in read.catalog.entries}
    former = {was: entry for entry in known.values() for was in entry.gist.was}
    named = named_card(link)
    entry = known.get(named) or former.get(named)
    if entry is not None:
        return entry
    if read.errors and not known:
        raise ProblemsFound(read.problems)
    near = nearest(named, [*known, *former])
    fix = f'write "{near}"' if near else "write round/division/submitter/system, as in the address of its card"
    raise NothingFound(f'there is no entry "{link}"', fix)


def _positions(entry: Entry, part: str, rows: RowIds) -> Sequence[int]:
    """The results that a part of a name means: a row's anchor or a benchmark, and a scenario where one is given."""
    ids = rows(entry)
    named: dict[str, list[int]] = {}
    for position, result in enumerate(entry.results):
        for name in {ids[position], result.benchmark, result.used_model or result.benchmark}:
            named.setdefault(name, []).append(position)
            named.setdefault(f"{name}/{result.scenario}", []).append(position)
    if part in named:
        return named[part]
    near = nearest(part, named)
    fix = f'write "{entry.link}#{near}"' if near else f"write one of {', '.join(sorted(named))}"
    raise NothingFound(f'{entry.link} has no result "{part}"', fix)


def _with_own_state(entry: Entry) -> list[int]:
    """Results that would go on to count, whatever the entry says: they have a state of their own."""
    states = [result.verification and result.verification.status for result in entry.results]
    return [position for position, status in enumerate(states) if status and status not in UNRANKED]


def _state(told: Told, date: str) -> dict[str, str]:
    state = {"status": told.status, "date": date, "reason": told.reason, "link": told.link}
    written = {key: value for key, value in state.items() if value is not None}
    try:
        Verification.model_validate(written)
    except ValidationError as error:
        option = str(error.errors()[0]["loc"][0])
        fix = {"date": "write a day as year, month and day: 2024-09-02", "reason": "say why"}
        message = f'--{option} is "{printable(str(written[option]))}"'
        raise SiteBuilderError(message, fix.get(option, "write an entry's address, or a whole web address")) from error
    return written


def _document(data: str, entry: Entry) -> tuple[str, Document]:
    path = EntryFiles(data).path_of(entry.round, entry.division, entry.submitter, entry.id)
    return path, Document(path, Path(path).read_bytes())


def _new_name(entry: Entry, new: str) -> tuple[str, str]:
    """Submitter and id that the new name means."""
    parts = new.removesuffix(".json").split("/")
    submitter, stem = (entry.submitter, parts[0]) if len(parts) == 1 else (parts[-2], parts[-1])
    if len(parts) == 4 and [address_part(part) for part in parts[:2]] != entry.link.split("/")[:2]:
        raise SiteBuilderError("a rename keeps round and division", "withdraw it here, and add it there")
    usable = len(parts) in (1, 2, 4) and is_an_address(submitter) and is_an_address(stem) and file_name(stem) == stem
    if not usable:
        fix = "write a name, or round/division/submitter/system, in Latin letters"
        raise SiteBuilderError(f'"{printable(new)}" cannot be a name', fix)
    same = address_part(submitter) == address_part(entry.submitter)
    return (entry.submitter if same else submitter), stem


def _renamed(path: str, document: Document, entry: Entry, there: str, submitter: str) -> str:
    """The entry's text with its former address, and its submitter where that has another spelling."""
    was = [link for link in (*entry.file.was, entry.link) if link != there]
    text = document.text
    if there != entry.link or was != list(entry.file.was):
        text = with_member(document, (), "was", was, after="round")
    if submitter != entry.submitter:
        text = with_member(Document(path, text.encode()), (), "submitter", submitter, after="round")
    return text


def _corrected(data: str, read: DataFolder, entry: Entry, there: str) -> dict[str, str]:
    """The other entries that name this one, with its new address."""
    found: dict[str, str] = {}
    for other in read.catalog.entries:
        places = _links_to(other, entry.link) if other is not entry else []
        if places:
            path, document = _document(data, other)
            text = document.text
            for at in places:
                text = with_member(Document(path, text.encode()), at, "link", there)
            found[path] = document.mark + text
    return found


def _links_to(entry: Entry, link: str) -> list[JsonPath]:
    places: list[JsonPath] = [("verification",)] if entry.file.verification.link == link else []
    for position, result in enumerate(entry.results):
        if result.verification is not None and result.verification.link == link:
            places.append(("results", position, "verification"))
    return places
