"""Report: differences in the order in which a reviewer wants them, worded once for every format."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.diff.causes import is_reckoned
from site_builder.diff.changes import Change, Differences, FileChange, FileKind, PageChange, What
from site_builder.diff.files import is_repeating
from site_builder.diff.lines import (
    SHARED_BY,
    Entry,
    Line,
    Same,
    Tone,
    counted,
    differing,
    folder_of,
    line_of,
    own_entry,
    same_edit,
    shareable,
    whole_entry,
)
from site_builder.diff.said import ARTICLES, HEAD, Kind

SAMPLES = 3
NOT_COVERED = "Changed or gone, and not covered by the policy"
DERIVED = "Derived pages that follow from it"
# Of files that pages load, what a reviewer has to look at elsewhere.
NOT_READ: dict[FileKind, str] = {
    "script": "its lines stand in git diff",
    "style sheet": "what it hides or shows is not looked at; its lines stand in git diff",
    "picture": "what it shows is not looked at",
    "font": "how it draws letters and digits is not looked at",
}
WORDS: dict[Kind, str] = {"card": "card", "board": "leaderboard"}
RANKED: dict[Tone, str] = {"new": "ranked now", "gone": "not ranked any more", "changed": "rank"}


@dataclass(frozen=True, slots=True)
class Part:
    """Differences of one kind. `is_cause` tells edits from what follows from them."""

    title: str
    entries: tuple[Entry, ...]
    is_cause: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is told, the most important first."""

    old: str
    new: str
    summary: str
    parts: tuple[Part, ...]


def report(found: Differences, forbidden: tuple[Entry, ...] = (), not_covered: int = 0) -> Report:
    """The differences as they are told; what a policy forbids, and does not cover, comes first."""
    shared = _shared(found.pages)
    moved = (own_entry(page, shared) for page in found.of("card", "moved"))
    cards = (own_entry(page, shared) for page in found.of("card", "changed"))
    rounds = rounds_of(found)
    others = (own_entry(page, shared) for page in _others(found, "changed") if not is_derived(page, rounds))
    derived = (own_entry(page, shared) for page in _others(found, "changed") if is_derived(page, rounds))
    parts = (
        Part("Not allowed for what is published", forbidden),
        Part(NOT_COVERED, tuple(_unverified(not_covered))),
        Part("Links that lead nowhere now", tuple(_broken(found))),
        Part("Cards gone", tuple(map(whole_entry, found.of("card", "gone")))),
        Part("Cards that moved", tuple(moved)),
        Part("Cards that say something else", tuple(_filled(cards))),
        Part("New cards", tuple(map(whole_entry, found.of("card", "added")))),
        Part("The same on several pages", tuple(_told_once(shared))),
        Part(
            "Other pages that say something else",
            tuple(_filled(others)),
        ),
        Part("Code that pages load", tuple(_loaded(found, "script"))),
        Part("Styles, pictures and fonts that pages load", tuple(_loaded(found, "style sheet", "picture", "font"))),
        Part("Pages that are new, gone or elsewhere", tuple(_pages_alone(found, rounds))),
        Part(DERIVED, tuple(_filled(derived)), is_cause=False),
        Part("Ranks that follow from it", tuple(_filled(map(_ranks, _boards(found)))), is_cause=False),
        Part("Pages that repeat it", tuple(_repeating(found)), is_cause=False),
        Part("Changed in markup only", tuple(_markup(found)), is_cause=False),
        Part("Files that are no pages", tuple(_files(found)), is_cause=False),
    )
    return Report(found.old, found.new, summary(found), tuple(part for part in parts if part.entries))


def summary(found: Differences) -> str:
    """In one line, what differs."""
    if found.is_empty:
        return "no differences"
    changed = [page for page in found.of("card", "changed") if page.changes]
    rounds = rounds_of(found)
    more = [page for page in _others(found, "changed") if page.changes]
    others = [page for page in more if not is_derived(page, rounds)]
    follow = [page for page in found.pages if page.what == "changed" and not page.changes]
    told = [
        *((1, f"round {round_} {what}", "") for round_, what in rounds.items()),
        (len(changed), "card says something else", "cards say something else"),
        (len(found.of("card", "added")), "new card", ""),
        (len(found.of("card", "gone")), "card gone", "cards gone"),
        (len(found.of("card", "moved")), "card moved", "cards moved"),
        (len(others), "other page says something else", "other pages say something else"),
        (len(found.broken), "broken link", ""),
        (len(more) - len(others), "derived page follows", "derived pages follow"),
        (len(follow), "page repeats it", "pages repeat it"),
        *((number, f"{kind} changed", f"{kind}s changed") for kind, number in _kinds(found).items()),
        (len(found.markup), "page changed in markup only", "pages changed in markup only"),
    ]
    words = [one if one.startswith("round ") else counted(number, one, many) for number, one, many in told if number]
    return ", ".join(words) or f"{counted(len(found.files), 'file')} that {'is' if len(found.files) == 1 else 'are'} no page"  # fmt: skip  # noqa: E501


def _others(found: Differences, *whats: What) -> Iterator[PageChange]:
    return (page for page in found.pages if page.kind != "card" and page.what in whats)


def _filled(entries: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if entry.lines or entry.note)


def _unverified(number: int) -> Iterator[Entry]:
    if number:
        yield Entry("unverified", "", counted(number, "result"))


Shared = dict[Same, tuple[Change, list[PageChange]]]


def _shared(pages: tuple[PageChange, ...]) -> Shared:
    """The changes that several pages have in common, each with the pages."""
    found: Shared = {}
    for page in pages:
        if page.what in ("changed", "moved"):
            changes = {same_edit(change): change for change in shareable(page)}
            for same, change in changes.items():
                found.setdefault(same, (change, []))[1].append(page)
    return {same: told for same, told in found.items() if len(told[1]) >= SHARED_BY}


def _told_once(shared: Shared) -> Iterator[Entry]:
    """Changes of the same pages together, those of most pages first."""
    by_pages: dict[tuple[str, ...], list[Change]] = defaultdict(list)
    kinds: dict[tuple[str, ...], set[Kind]] = {}
    for change, pages in shared.values():
        addresses = tuple(page.address for page in pages)
        by_pages[addresses].append(change)
        kinds[addresses] = {page.kind for page in pages}
    for addresses, changes in sorted(by_pages.items(), key=lambda told: (-len(told[0]), told[0])):
        kind = WORDS.get(next(iter(kinds[addresses])), "page") if len(kinds[addresses]) == 1 else "page"
        yield Entry(counted(len(addresses), kind), "", _samples(addresses), tuple(map(_line_of_all, changes)))


def _line_of_all(change: Change) -> Line:
    """What is the same on all of them: of the titles of pages, what follows the words of each."""
    line = line_of(change)
    if change.place.section != HEAD or change.old is None or change.new is None:
        return line
    old, new = differing(line.old, line.new, 0, 0)
    return replace(line, old=old, new=new)


def _samples(addresses: Sequence[str]) -> str:
    shown = ", ".join(folder_of(address) for address in addresses[:SAMPLES])
    return f"{shown} and {len(addresses) - SAMPLES} more" if len(addresses) > SAMPLES else shown


def _broken(found: Differences) -> Iterator[Entry]:
    by_target: dict[str, list[str]] = defaultdict(list)
    for link in found.broken:
        by_target[link.target].append(link.page)
    for target, pages in by_target.items():
        yield Entry(target, "", f"linked from {_samples(pages)}")


def _pages_alone(found: Differences, rounds: Mapping[str, str]) -> Iterator[Entry]:
    whats: tuple[tuple[What, str], ...] = (("gone", "gone"), ("added", "new"))
    for what, tone in whats:
        of_rounds: dict[str, list[str]] = defaultdict(list)
        for page in _others(found, what):
            if (round_ := page.address.partition("/")[0]) in rounds:
                of_rounds[round_].append(page.address)
            else:
                yield Entry(page.name or "page", folder_of(page.address), tone)
        for round_, addresses in of_rounds.items():
            yield Entry(f"{counted(len(addresses), 'page')} of {round_}", "", f"{tone}: {_samples(addresses)}")
    for page in _others(found, "moved"):
        yield replace(own_entry(page), title=page.name or "page")


# ---- rounds that came or went, with which pages of many rounds change in much that nobody wrote


def rounds_of(found: Differences) -> dict[str, str]:
    """The folders of rounds that are `new` or `gone` as a whole: their own page is, and all of their cards."""
    told: dict[str, str] = {}
    whats: tuple[tuple[What, str], ...] = (("added", "is new"), ("gone", "is gone"))
    for what, words in whats:
        tops = {page.address.removesuffix("/index.html") for page in found.of("page", what)}
        told |= {top: words for page in found.of("card", what) if (top := page.address.partition("/")[0]) in tops}
    return dict(sorted(told.items()))


def is_derived(page: PageChange, rounds: Mapping[str, str]) -> bool:
    """Whether a page changed because a round came or went: pages of many rounds do, but no article and no board."""
    return bool(rounds) and page.kind == "page" and not page.address.startswith(ARTICLES)


# ---- what follows


def _boards(found: Differences) -> Iterator[PageChange]:
    return (page for page in found.pages if page.kind == "board" and page.what == "changed")


def _ranks(page: PageChange) -> Entry:
    """The moves of one board: who is new, who is gone, and who has another rank."""
    lines = []
    for change in page.follows:
        if change.place.column == "Rank":
            old, new = (said.text if said else "" for said in (change.old, change.new))
            tone: Tone = "new" if not old else "gone" if not new else "changed"
            lines.append(Line(change.label, old, new, RANKED.get(tone, ""), tone))
    # Who came or went explains all other moves, of which a terminal shows the first few.
    lines.sort(key=lambda line: line.tone == "changed")
    return Entry(page.name, folder_of(page.address), "", tuple(lines))


def _repeating(found: Differences) -> Iterator[Entry]:
    """Pages with nothing of their own: which, and in how many places."""
    cards = [page for page in found.of("card", "changed") if page.follows and not page.changes]
    ranked = [page.address for page in cards if all(map(is_reckoned, page.follows))]
    others = [page.address for page in cards if not all(map(is_reckoned, page.follows))]
    if ranked:
        yield Entry(counted(len(ranked), "card"), "", f"only ranks or the number ranked moved: {_samples(ranked)}")
    if others:
        words = (
            "it repeats what changed on other pages" if len(others) == 1 else "they repeat what changed on other pages"
        )
        yield Entry(counted(len(others), "card"), "", f"{words}: {_samples(others)}")
    for page in _others(found, "changed"):
        if page.follows and (page.kind != "board" or not _ranks(page).lines):
            yield Entry(page.name, folder_of(page.address), counted(len(page.follows), "place"))


def _markup(found: Differences) -> Iterator[Entry]:
    if found.markup:
        is_one = len(found.markup) == 1
        note = f"{'it says' if is_one else 'they say'} what {'it' if is_one else 'they'} said"
        yield Entry(counted(len(found.markup), "page"), "", f"{note}; {'' if is_one else 'samples: '}{_samples(found.markup)}")  # fmt: skip  # noqa: E501


def _causes(found: Differences) -> Iterator[FileChange]:
    """The files that change what readers see or what runs, and follow from no card."""
    cards = {address for page in found.pages if page.kind == "card" for address in (page.address, page.was)}
    return (file for file in found.files if file.kind != "data" and not is_repeating(file, cards))


def _kinds(found: Differences) -> dict[FileKind, int]:
    """How many files of each kind are causes."""
    numbers = Counter(file.kind for file in _causes(found))
    return {kind: numbers[kind] for kind in NOT_READ}


def _loaded(found: Differences, *kinds: FileKind) -> Iterator[Entry]:
    for kind in kinds:
        for file in _causes(found):
            if file.kind == kind:
                yield Entry(file.address, "", f"{kind} {file.what}: {NOT_READ[kind]}")


def _files(found: Differences) -> Iterator[Entry]:
    causes = {file.address for file in _causes(found)}
    for what in ("changed", "added", "gone"):
        names = [file.address for file in found.files if file.what == what and file.address not in causes]
        if names:
            yield Entry(f"{counted(len(names), 'file')} {what}", "", _samples(names))
