"""What only the whole data folder can tell: entries at one address, and links to what is not there."""

import os
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from site_builder.config import Site
from site_builder.models import LEADING, WEB, Entry, Round, address_part, named_card
from site_builder.problems import Finding, JsonPath, Problem, nearest, shortened
from site_builder.sources.data_files import document, file_problem, printable
from site_builder.sources.entry_reading import days_of_states
from site_builder.sources.located_json import Document
from site_builder.sources.result_ids import Claims, reused_id

MOST_ON_EACH_SIDE = 12


class Named(NamedTuple):
    """An entry with the file it came from; `whole` unless something in it has the wrong shape."""

    entry: Entry
    file: str
    links: tuple[tuple[JsonPath, str], ...]  # what it names as its successor or explanation, and where
    whole: bool
    unsure: tuple[int, ...] = ()  # positions of results with faults of their own
    latest: str = ""  # the last day on which something became of it

    def means_itself(self, link: str) -> bool:
        """Whether a link is meant for its own entry: upper and lower case, a slash at the end, a row behind # aside."""
        own = {each.casefold() for each in (self.entry.link, *self.entry.gist.was)}
        return not link.startswith(WEB) and named_card(link).casefold() in own

    def leading(self, at: JsonPath) -> str | None:
        """The status beside a link, where that says that something counts elsewhere."""
        file = self.entry.file
        state = file.verification if at[0] != "results" else file.results[int(at[1])].verification
        return state.status if state and state.status in LEADING else None

    @property
    def path(self) -> str:
        """The file as Problems print it."""
        return printable(self.file)


class Known(NamedTuple):
    """What links may lead to; nobody is blamed for naming what could not be read."""

    rounds: frozenset[str]
    entries: frozenset[str]
    unread: frozenset[str]


def round_clashes(paths: Iterable[str]) -> Iterator[Problem]:
    """Rounds whose names give one address."""
    names = [(address_part(os.path.basename(path).removesuffix(".json")), printable(path)) for path in paths]
    yield from _at_one_address(names, "two-rounds-one-address", "one file for each round")


def clashes(named: Iterable[Named]) -> Iterator[Problem]:
    """Entries at one address, case aside: file systems and readers could not tell them apart."""
    names = [(item.entry.link, item.path) for item in named]
    yield from _at_one_address(names, "two-entries-one-system", "one file for each system")


def _at_one_address(names: Iterable[tuple[str, str]], kind: str, expected: str) -> Iterator[Problem]:
    by_address: dict[str, list[str]] = defaultdict(list)
    for address, path in names:
        by_address[address.casefold()].append(path)
    for paths in by_address.values():
        if len(paths) > 1:
            message, fix = f"{' and '.join(paths)} have one address", "remove all but one, or rename them apart"
            problem = file_problem(paths[0], kind, message, expected, fix)
            yield problem.model_copy(update={"also": tuple(paths[1:])})


def shared_ids(named: Iterable[Named]) -> Iterator[Problem]:
    """Result IDs that two systems of a round have, each at its place, which the file is read again for."""
    claims = Claims()
    for item in named:
        for claim, earliest in claims.reused(item.entry, item.path, item.unsure):
            # Nothing is left of a file that went away meanwhile.
            found = document(claim.path, _unsaid) or Document(claim.path, b"")
            also = (earliest.path,) if earliest.path != claim.path else ()
            problem = found.problem(reused_id(claim, earliest, found.value))
            yield problem.model_copy(update={"also": also})


def dead_links(named: Iterable[Named], known: Known) -> Iterator[Problem]:
    """Links to entries that are not there: told, and no reason to stop."""
    unread = {address_part(stem) for stem in known.unread}
    nearby = _Nearby(known.entries)
    expected, fix = "round/division/submitter/system, or a web address", "correct it, or add the entry"
    for item in named:
        dead = [
            _dead(at, link, _meant(item, link, nearby), "entry", expected, fix)
            for at, link in item.links
            if link not in known.entries and not link.startswith(WEB) and link.rpartition("/")[2] not in unread
            if not (item.means_itself(link) and item.leading(at))  # told as its own successor
        ]
        # The texts of 100 000 entries are more than memory holds: those that have such a link are read once more.
        found = document(item.file, _unsaid) if dead else None
        for finding in dead:
            yield found.problem(finding) if found else Document(item.path, b"").problem(finding)


def _meant(item: Named, link: str, nearby: "_Nearby") -> set[str]:
    """What a link may be meant for: the entry itself where it is all but that, else any other one."""
    return {item.entry.link} if item.means_itself(link) else nearby.to(link) - {item.entry.link}


def ahead_of_their_time(named: Iterable[Named], as_of: str | None) -> Iterator[Problem]:
    """States that begin after the day that the site speaks for: told, as readers would be told of what is to come."""
    for item in named:
        if as_of is None or item.latest <= as_of:
            continue
        found = document(item.file, _unsaid)
        for at, day in days_of_states(item.entry.file):
            if day > as_of:
                message, expected = f"date is {day}, after the site's as_of {as_of}", "a day that has come"
                fix = 'correct it, or write a later "as_of" into site.json'
                finding = Finding(at, "state-after-as-of", message, expected, fix, "warning")
                yield (found or Document(item.path, b"")).problem(finding)


class _Nearby:
    """The entries in the folder of a link or of its last name, and of many those that stand next to it in the alphabet.

    Comparing each of some thousand dead links with as many entries took half a minute; with 100 000, hours.
    """

    def __init__(self, links: Iterable[str]) -> None:
        self._links = links

    def to(self, link: str) -> set[str]:
        """What might have been meant by the link."""
        folder, _, name = link.casefold().rpartition("/")
        by_folder, by_name = self._index
        return {*_next_to(link, by_folder.get(folder, [])), *_next_to(link, by_name.get(name, []))}

    @cached_property
    def _index(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """Made once, and only where some link is dead."""
        by_folder, by_name = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for link in sorted(self._links, key=str.casefold):
            folder, _, name = link.casefold().rpartition("/")
            by_folder[folder].append(link)
            by_name[name].append(link)
        return by_folder, by_name


def _next_to(link: str, links: list[str]) -> list[str]:
    """Those that begin most like the link, of links in the order of the alphabet."""
    place = bisect_left(links, link.casefold(), key=str.casefold)
    return links[max(place - MOST_ON_EACH_SIDE, 0) : place + MOST_ON_EACH_SIDE]


def dead_menu_links(site: Site, known: Collection[str]) -> Iterator[Finding]:
    """Menu items that lead nowhere."""
    for index, item in enumerate(site.menu):
        if item.link not in known and not item.link.startswith(WEB):
            fix = "correct it, or write the whole web address"
            expected = "a round's id, articles/<name>, or a web address"
            yield _dead(("menu", index, "link"), item.link, known, "round or article", expected, fix)


def dead_round_links(round_: Round, known: Known) -> Iterator[Finding]:
    """Compatible rounds that are not there."""
    for category, benchmarks in round_.compatible.items():
        for benchmark, rounds in benchmarks.items():
            for index, name in enumerate(rounds):
                if name not in known.rounds and name not in known.unread:
                    at, fix = ("compatible", category, benchmark, index), "correct it, or add the round"
                    yield _dead(at, name, known.rounds, "round", "the id of a round", fix)


def _dead(at: JsonPath, link: str, known: Collection[str], what: str, expected: str, fix: str) -> Finding:
    guess = nearest(link, known)
    message = f'link is "{shortened(link)}", and no {what} has this {"id" if what == "round" else "address"}'
    return Finding(at, "link-to-nothing", message, expected, f'write "{guess}"' if guess else fix, "warning")


def _unsaid(_: Problem) -> None:
    """What is wrong with the file was told when it was read."""
