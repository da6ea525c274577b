"""The life of a result: taking it back, and giving its system another name, so that nothing is lost."""

import json
import os
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pydantic import ValidationError

from site_builder.authoring.json_edit import with_member
from site_builder.authoring.names import file_stem
from site_builder.models import (
    LEADING,
    UNRANKED,
    WEB,
    Entry,
    Result,
    Row,
    Succession,
    Verification,
    address_part,
    is_an_address,
    named_card,
)
from site_builder.problems import JsonPath, NothingFound, ProblemsFound, SiteBuilderError, nearest
from site_builder.sources import DataFolder, Document, EntryFiles, printable, read_data, write_all

# The positions of the results of an entry that a name means.
Named = Callable[[Entry, str], Sequence[int]]

AN_ADDRESS = "write an entry's address, or a whole web address"


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
    left: str = ""  # the address that it had before, where that is another one


def withdraw(data: str, name: str, told: Told, results: Named) -> Edited:
    """Write into an entry what became of it, or of results of one of its rows.

    `name` is `round/division/submitter/system`, with what `results` knows behind a `#` where only these are meant.
    Raises: NothingFound if there are none; SiteBuilderError if something must be said otherwise, or somebody else
    changed the file meanwhile.
    """
    read = read_data(data)
    link, _, part = name.partition("#")
    entry = _entry(read, link)
    positions = results(entry, part) if part else None
    if told.status == "corrected":
        _refuse_unreviewed(entry, range(len(entry.results)) if positions is None else positions)
    state = _state(told, read, entry)
    _refuse_circle(read, entry, state, positions)
    path, document = read.path_of(entry), read.document_of(entry)
    text = document.text
    own = _with_own_state(entry) if positions is None else positions
    for at in [*([()] if positions is None else []), *(("results", position) for position in own)]:
        text = with_member(Document(path, text.encode()), at, "verification", state, after="" if at else "round")
    is_changed = text != document.text
    if is_changed:
        write_all(data, {path: document.mark + text}, {path: entry.sha256})
    return Edited(path, len(entry.results if positions is None else positions), is_changed)


def rename(data: str, old: str, new: str) -> Edited:
    """Give a system another address: another id, or another spelling of its submitter. The old one is kept as `was`.

    `new` is an id, or `round/division/submitter/system`; the id is written as that of a new system of this name.
    Links of other entries to it are corrected, and its `system_name` stays. Raises: NothingFound if it is not there;
    SiteBuilderError if the new name cannot be, is taken, or differs in case alone from one that it has or had.
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
    _refuse_other_case(entry, there)
    path, document = read.path_of(entry), read.document_of(entry)
    text = _renamed(path, document, entry, there, submitter)
    target = os.path.join(os.path.dirname(path), f"{stem}.json")
    if submitter != entry.submitter:
        target = EntryFiles(data).path_of(entry.round, entry.division, submitter, stem)
    if target != path and os.path.lexists(target):
        raise SiteBuilderError(f"{printable(target)} is there already", "move it away, or choose another name")
    texts: dict[str, str | None] = {path: None} if target != path else {}
    texts[target] = document.mark + text
    others, was = _corrected(read, entry, there)
    if target == path and text == document.text and not others:
        return Edited(path, len(entry.results), False, link=there)
    write_all(data, {**texts, **others}, {**was, target: None, path: entry.sha256})
    former, left = path if target != path else "", entry.link if there != entry.link else ""
    return Edited(target, len(entry.results), True, former, tuple(others), there, left)


def _entry(read: DataFolder, link: str) -> Entry:
    known = {entry.link: entry for entry in read.catalog.entries}
    former = {was: entry for entry in known.values() for was in entry.gist.was}
    named = named_card(link)
    entry = known.get(named) or former.get(named)
    if entry is not None:
        return entry
    if read.errors and not known:
        raise ProblemsFound(read.problems)
    # All of a round begin alike: what tells them apart is how an address ends.
    by_end = {link.split("/", 2)[2]: link for link in (*former, *known)}
    end = nearest("/".join(named.split("/")[-2:]), by_end)
    near = by_end[end] if end else None
    fix = f'write "{near}"' if near else "write round/division/submitter/system, as in the address of its card"
    raise NothingFound(f'there is no entry "{link}"', fix)


def _refuse_unreviewed(entry: Entry, positions: Sequence[int]) -> None:
    """What is corrected ranks with the verified ones: no word here may make so of what nobody reviewed.

    Raises: SiteBuilderError if one of these is unverified, or was taken back and has no ID of a publication.
    """
    for position in positions:
        result = entry.results[position]
        status = entry.verification_of(result).status
        if status == "unverified" or (status in UNRANKED and entry.id_of(result) is None):
            message = f"results[{position}] is {status}, and was never verified: no erratum makes it count as such"
            raise SiteBuilderError(message, "edit the value itself; it stays unverified")


def _refuse_circle(read: DataFolder, entry: Entry, state: dict[str, str], positions: Sequence[int] | None) -> None:
    """What counts in another's place leads nowhere back to it. Raises: SiteBuilderError if it would."""
    link = state.get("link")
    if state["status"] not in LEADING or link is None or link.startswith(WEB):
        return
    succession, there = Succession(read.catalog.entries), _entry(read, link)
    concerned = entry.results if positions is None else [entry.results[position] for position in positions]
    whole: list[Row] = [None] if positions is None else []
    rows = [(one.benchmark, one.scenario) for one in concerned if positions is not None or _takes_part(one)]
    for row in [*whole, *rows]:
        way = [one.link for one in succession.way(there, row)]
        if entry.link in way:
            message = f"{there.link} counts no longer either: {entry.link} is what counts in its place"
            raise SiteBuilderError(message, "name the entry that counts, or say --status withdrawn")


def _takes_part(result: Result) -> bool:
    """Whether what becomes of the whole entry becomes of the result too."""
    return result.verification is None or result.verification.status not in UNRANKED


def _with_own_state(entry: Entry) -> list[int]:
    """Results that would go on to count, whatever the entry says: they have a state of their own."""
    states = [result.verification and result.verification.status for result in entry.results]
    return [position for position, status in enumerate(states) if status and status not in UNRANKED]


def _state(told: Told, read: DataFolder, entry: Entry) -> dict[str, str]:
    """The state as the data have it. Raises: SiteBuilderError if the data may not say that."""
    as_of = read.site.as_of if read.site else None
    date = told.date or as_of
    if date is None:
        raise SiteBuilderError("site.json has no as_of, and no clock is read", "say since when: --date YYYY-MM-DD")
    if told.status in LEADING and told.link is None:
        raise SiteBuilderError(f"what is {told.status} counts elsewhere", "say where: --link round/division/submitter/system")  # fmt: skip  # noqa: E501
    given = {"status": told.status, "date": date, "reason": told.reason, "link": told.link}
    written = {key: value for key, value in given.items() if value is not None}
    for option, value in written.items():
        if Document("", json.dumps(value).encode()).problems:
            raise _not_so(option, value, "leave out what no web page can hold: control characters, half characters")
    try:
        Verification.model_validate(written)
    except ValidationError as error:
        option = str(error.errors()[0]["loc"][0])
        fix = {"date": "write a day as year, month and day: 2024-09-02", "reason": "say why"}
        raise _not_so(option, written[option], fix.get(option, AN_ADDRESS)) from error
    if as_of is not None and date > as_of:
        later = f"--date is {date}, after the site's as_of {as_of}"
        raise SiteBuilderError(later, "write a day that has come, or a later as_of into site.json")
    if told.link is not None and not told.link.startswith(WEB):
        own = {each.casefold(): each for each in (*entry.gist.was, entry.link)}
        try:
            there = _entry(read, own.get(named_card(told.link).casefold(), told.link))
        except NothingFound as error:
            raise _not_so("link", told.link, f"{AN_ADDRESS}; {error.fix}") from error
        if there is entry and told.status in LEADING:
            message = f"{there.link} itself cannot be what it is {told.status} by or to"
            raise SiteBuilderError(message, "name the entry that counts in its place, or say --status withdrawn")
        written["link"] = there.link
    return written


def _not_so(option: str, value: str, fix: str) -> SiteBuilderError:
    return SiteBuilderError(f'--{option} is "{printable(value)}"', fix)


def _new_name(entry: Entry, new: str) -> tuple[str, str]:
    """Submitter and id that the new name means; the id as `new` writes it, unless it is the one that it has."""
    parts = new.removesuffix(".json").split("/")
    submitter, stem = (entry.submitter, parts[0]) if len(parts) == 1 else (parts[-2], parts[-1])
    if len(parts) == 4 and [address_part(part) for part in parts[:2]] != entry.link.split("/")[:2]:
        raise SiteBuilderError("a rename keeps round and division", "withdraw it here, and add it there")
    is_text = printable(stem) == stem
    stem = stem if stem == entry.id else file_stem(stem)
    usable = len(parts) in (1, 2, 4) and is_an_address(submitter) and is_an_address(stem) and is_text
    if not usable:
        fix = "write a name, or round/division/submitter/system, in Latin letters"
        raise SiteBuilderError(f'"{printable(new)}" cannot be a name', fix)
    same = address_part(submitter) == address_part(entry.submitter)
    return (entry.submitter if same else submitter), stem


def _refuse_other_case(entry: Entry, there: str) -> None:
    """Refuse an address beside which no page can stand that leads on from one that the entry has or had."""
    for link in (entry.link, *entry.gist.was):
        if link != there and link.casefold() == there.casefold():
            message = f"{there} and its address {link} differ in upper and lower case alone"
            raise SiteBuilderError(
                f"{message}: {link} could not lead there", "choose another name, or write it as it was"
            )


def _renamed(path: str, document: Document, entry: Entry, there: str, submitter: str) -> str:
    """The entry's text with its former address, and its submitter where that has another spelling."""
    was = [link for link in (*entry.file.was, entry.link) if link != there]
    text = document.text
    if there != entry.link or was != list(entry.file.was):
        text = with_member(document, (), "was", was, after="round")
    if submitter != entry.submitter:
        text = with_member(Document(path, text.encode()), (), "submitter", submitter, after="round")
    return text


def _corrected(read: DataFolder, entry: Entry, there: str) -> tuple[dict[str, str], dict[str, str]]:
    """The other entries that name this one, with its new address; and the sha256 of each as it was."""
    found: dict[str, str] = {}
    was: dict[str, str] = {}
    for other in read.catalog.entries:
        places = _links_to(other, entry.link) if other is not entry else []
        if places:
            path, document = read.path_of(other), read.document_of(other)
            text = document.text
            for at in places:
                text = with_member(Document(path, text.encode()), at, "link", there)
            found[path], was[path] = document.mark + text, other.sha256
    return found, was


def _links_to(entry: Entry, link: str) -> list[JsonPath]:
    places: list[JsonPath] = [("verification",)] if entry.file.verification.link == link else []
    for position, result in enumerate(entry.results):
        if result.verification is not None and result.verification.link == link:
            places.append(("results", position, "verification"))
    return places
