"""Random edits of random data: the diff names each of them, and nothing that nobody edited."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings

from site_builder.diff import Differences, differences
from site_builder.diff.changes import Change, PageChange
from site_builder.diff.said import ARTICLES, MENU
from tests.diff.in_memory import InMemory
from tests.diff.random_sites import ARTICLE, ROUND_FILE, edited
from tests.diff.said_by_data import Place, cards
from tests.diff.sites import RIVAL, Files, base
from tests.thorough import tried

Edit = tuple[str, str, str, str | None, str | None]  # card, row, column, text before and after

# What a card says in words of our own because results were verified or not, or count or not.
OF_STATES = re.compile(
    r"It was (?:taken back|moved to|found )|A fact or a value was corrected|Another entry stands|This card is "
    r"|Cite these results|Unverified results have not |Result not verified by |What was published here"
    r"|.* (?:Offline|Server|SingleStream).*\.$|.* results of .*(?:unverified)?\.$"
)


def edits(before: Files, after: Files) -> set[Edit]:
    """What differs on cards that are on both sides, by the data alone; one that moved by its new address."""
    found: set[Edit] = set()
    for address, old, new in of_both(before, after):
        places = {place for place in {**old, **new} if old.get(place) != new.get(place)}
        found |= {(address, *place, old.get(place), new.get(place)) for place in places}
    return found


def whole(before: Files, after: Files) -> set[tuple[str, str]]:
    """The cards that came, went or moved."""
    old, new = cards(before).keys(), cards(after).keys()
    moved = {address for address in new - old if address.endswith("-moved/index.html")}
    added = {(address, "added") for address in new - old - moved}
    gone = {(address, "gone") for address in old - new - {address.replace("-moved/", "/") for address in moved}}
    return {*added, *gone, *((address, "moved") for address in moved)}


def of_both(before: Files, after: Files) -> Iterator[tuple[str, dict[Place, str], dict[Place, str]]]:
    """The cards that are on both sides, with what each says."""
    old = cards(before)
    for address, says in cards(after).items():
        if said := old.get(address) or old.get(address.replace("-moved/", "/")):
            yield address, said, says


def named(found: Differences) -> Iterator[Edit]:
    """What the diff calls somebody's edit of a card that is on both sides."""
    for page in found.pages:
        if page.kind == "card" and page.what in ("changed", "moved"):
            for change in page.changes:
                yield (page.address, change.place.row, change.place.column, *texts(change))


def texts(change: Change) -> tuple[str | None, str | None]:
    return change.old.text if change.old else None, change.new.text if change.new else None


HOME = "index.html"
# Which two systems of a board one may begin to compare is chosen by what they have in common.
PAIRS = "Where to begin"
# Where a headline of the home page leads to another card, its line names the ID of that one, which nobody edited.
OF_A_LEADER = re.compile(r"As of [0-9-]{10}, ID ")
# What may change and let every result stand on the board where it stood.
BOARDS_STAY = frozenset({"Value", "Weights", "Accuracy reached", "Result ID"})


def boards_stay(before: Files, after: Files) -> bool:
    """Whether the same cards have results that are ranked, or not, with the same others."""
    stays = all(column in BOARDS_STAY or not (column or row == "Verification") for _, row, column, *_ in edits(before, after))  # fmt: skip  # noqa: E501
    said = [[*titles(files), files["site.json"].get("description", "")] for files in (before, after)]
    return stays and cards(before).keys() == cards(after).keys() and said[0] == said[1]


def titles(files: Files) -> list[str]:
    """Of the site, and of its round."""
    return [files[name]["title"] for name in ("site.json", ROUND_FILE)]


class Following:
    """What cards and other pages may say differently besides: it follows from an edit, and says no more than it."""

    def __init__(self, before: Files, after: Files) -> None:
        names = [(old["System", ""], new["System", ""]) for _, old, new in of_both(before, after)]
        self.words = [*names, *zip(titles(before), titles(after), strict=True)]
        changed = [(address, row, column) for address, row, column, *_ in edits(before, after)]
        self.changed = {address for address, *_ in changed}
        self.facts = {address for address, _, column in changed if not column}
        # A row of the results table tells the states of all its results.
        self.rows = {(address, row.partition(" ")[0]) for address, row, _ in changed}
        self.cards = {address for address, row, _ in changed if row == "Verification"}
        self.states = {address for address, row, column in changed if column in ("State", "Value", "Unit") or row == "Verification"}  # fmt: skip  # noqa: E501
        self.orders = {address for address, old, new in of_both(before, after) if order(old, new) != order(new, old)}

    def is_so(self, edit: Edit) -> bool:
        address, row, column, old, new = edit
        if column == "order":
            return address in self.orders
        if column == "Verification":
            return address in self.cards or (address, row.partition(" ")[0]) in self.rows
        # By which formula a value was read; and where a row leads: to what backs it.
        if row == "Read from" or (column == "Model" and old == new):
            return address in self.changed
        if "Not stated." in (old, new) and None in (old, new):  # of a group of facts that has none
            return address in self.facts
        return self.is_renamed(old, new) or (address in self.states and bool(OF_STATES.match(new or old or "")))

    def is_renamed(self, old: str | None, new: str | None) -> bool:
        """Whether a text only has the new title of the site or the round, or a system's new name."""
        text = old or ""
        for before, after in self.words:
            text = text.replace(before, after)
        return old != new and text == new


def order(said: dict[Place, str], other: dict[Place, str]) -> list[str]:
    """The rows of results that both have, as this one has them."""
    rows = dict.fromkeys(row for row, column in said if column in ("Value", "Accuracy target"))
    return [row for row in rows if any(row == there for there, _ in other)]


def own(page: PageChange) -> set[tuple[str | None, str | None]]:
    """What a page is said to say differently of its own."""
    return {texts(change) for change in page.changes}


def paragraphs(files: Files) -> list[str]:
    """Of the article."""
    text: str = files.get(ARTICLE, "")
    return text.rpartition("+++")[2].split("\n\n")


def titles_untold(before: Files, after: Files, found: Differences) -> Iterator[str]:
    """Another title of the site is told of every other page that says it; one of the round, of its cards."""
    site, round_ = zip(titles(before), titles(after), strict=True)
    for page in found.pages:
        is_card = page.kind == "card"
        title = round_ if is_card else site
        is_both = page.what == "moved" or (page.what == "changed" and not page.leads_to)
        if is_both and title[0] != title[1] and title not in own(page):
            yield page.address


def description_mistold(before: Files, after: Files, found: Differences) -> Iterator[object]:
    """What the site says of itself is told once on its first page where it changed; it follows from no card."""
    edit = tuple(files["site.json"].get("description", "") for files in (before, after))
    for page in found.pages:
        if page.address == HOME and edit[0] != edit[1] and edit not in own(page):
            yield edit
        yield from (change for change in page.follows if edit[0] != edit[1] and texts(change) == edit)


def article_mistold(before: Files, after: Files, found: Differences) -> Iterator[object]:
    """Each paragraph that changed is told, as nobody's but the article's, and nothing else of it."""
    (old, new), following = (paragraphs(before), paragraphs(after)), Following(before, after)
    pages = [page for page in found.pages if page.address.startswith(ARTICLES)]
    told = {pair for page in pages for pair in own(page)}
    yield from ({*old} - {*new} - {text for text, _ in told}) | ({*new} - {*old} - {text for _, text in told})
    if old != new and not any(page.changes for page in pages):
        yield old, new
    known = {None, *old, *new}
    yield from (pair for pair in told if not following.is_renamed(*pair) and not known.issuperset(pair))
    yield from (change for page in pages for change in page.follows if change.place.section != MENU)


def complaints(before: Files, after: Files, found: Differences) -> Iterator[tuple[str, object]]:
    """Where what is told is not what was edited."""
    told, made, following = set(named(found)), edits(before, after), Following(before, after)
    wholes = {(page.address, page.what) for page in found.of("card", "added", "gone", "moved")}
    everything: dict[str, object] = {
        "not named": made - told,
        "nobody's edit": {edit for edit in told - made if not following.is_so(edit)},
        "cards that came, went or moved": wholes ^ whole(before, after),
        "titles not told": list(titles_untold(before, after, found)),
        "description": list(description_mistold(before, after, found)),
        "article": list(article_mistold(before, after, found)),
        "broken": found.broken,
        "of no card": [*of_no_card(found)] if boards_stay(before, after) else (),
    }
    return ((what, said) for what, said in everything.items() if said)


def of_no_card(found: Differences) -> Iterator[Change]:
    """What pages are said to say of their own that are no cards, and no article."""
    pages = (page for page in found.pages if page.kind != "card" and not page.address.startswith(ARTICLES))
    return (
        change
        for page in pages
        for change in page.changes
        if change.place.section != PAIRS and not (page.address == HOME and has_another_leader(page, change))
    )


def has_another_leader(page: PageChange, change: Change) -> bool:
    """Whether it is the ID of a headline that now leads to another card."""
    led = [other for other in page.follows if other.place.section == change.place.section]
    is_moved = any(other.old and other.new and other.old.more != other.new.more for other in led)
    return is_moved and all(bool(OF_A_LEADER.match(text or "")) for text in texts(change))


@tried("examples", quick=60, thorough=2000)
def test_every_edit_is_named_and_no_other(examples: int) -> None:
    # What fails is told as it was drawn: looking for a smaller one takes minutes.
    @settings(
        max_examples=examples,
        phases=[Phase.reuse, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(edited())
    def holds(pair: tuple[Files, Files]) -> None:
        before, after = pair
        found = differences(InMemory("before", before), InMemory("after", after))
        assert list(complaints(before, after, found)) == []

    holds()


def test_it_fails_where_all_that_other_pages_say_is_said_to_follow() -> None:
    before = base() | {ARTICLE: '+++\ntitle = "News"\n+++\n\nAcme beats Rival.'}
    after = deepcopy(before) | {ARTICLE: before[ARTICLE].replace("Acme beats Rival", "Rival beats Acme")}
    after["site.json"]["title"] = "All results"
    after[RIVAL]["system"]["cooling"] = "Water"
    found = differences(InMemory("before", before), InMemory("after", after))
    pages = tuple(
        page if page.kind == "card" else replace(page, changes=(), follows=(*page.changes, *page.follows))
        for page in found.pages
    )
    assert list(complaints(before, after, found)) == []
    failed = [what for what, _ in complaints(before, after, replace(found, pages=pages))]
    assert failed == ["titles not told", "article"]
