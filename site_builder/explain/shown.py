"""Shown: which results of which entries a page's row shows, whatever page it is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from site_builder.models import Catalog, Entry, named_card
from site_builder.pages import named_results, urls
from site_builder.problems import NothingFound, nearest
from site_builder.tables import Ranking, Standing, rankings

MOST_NAMED = 3
POWER = "power"
OF_A_ROUND = ("systems", "benchmarks", "leaderboards")


class Shown(NamedTuple):
    """A result of an entry, by its position."""

    entry: Entry
    position: int


def shown(page: str, catalog: Catalog) -> tuple[Shown, ...]:
    """The results that PAGE#ROW shows: all of a card or a leaderboard where no row is named.

    Raises: NothingFound if nothing stands there, or it is a page of which only the cards can be asked.
    """
    address, _, row = page.partition("#")
    row = unquote(row)
    if entry := _card(address, catalog):
        return tuple(Shown(entry, position) for position in _positions(entry, row))
    if board := _board(address, catalog):
        return tuple(Shown(each.entry, each.position) for each in _standings(board, row, address))
    raise _no_card(address, catalog)


# ---- cards


def _card(address: str, catalog: Catalog) -> Entry | None:
    """The entry whose card stands, or stood, at the end of this address, whatever is before it."""
    wanted = named_card(address).casefold()
    for entry in catalog.entries:
        if wanted == entry.link.casefold() or any(wanted == was.casefold() for was in entry.gist.was):
            return entry
    return None


def _positions(entry: Entry, row: str) -> Sequence[int]:
    """The results of a row; all of them without a row."""
    return named_results(entry, row) if row else range(len(entry.results))


def _did_you_mean(word: str, known: Iterable[str], all_of_them: Iterable[str]) -> str:
    near = nearest(word, list(known))
    return f'did you mean "{near}"?' if near else f"name one of {', '.join(dict.fromkeys(all_of_them)) or 'its rows'}"


# ---- leaderboards


def _board(address: str, catalog: Catalog) -> list[Ranking]:
    """The rankings that stand on the board at the end of this address, in the order in which it shows them."""
    steps = _steps(address)
    length = 6 if steps[-1:] == [POWER] else 5
    wanted = "/".join([*steps[-length:], "index.html"]).casefold()
    if "leaderboards" not in steps:
        return []
    return [ranking for ranking in rankings(catalog) if urls.leaderboard(ranking.key).casefold() == wanted]


def _standings(board: list[Ranking], row: str, address: str) -> list[Standing]:
    """The results of a board's row: by rank, card, system, submitter or result ID; all of them without a row."""
    standings = [standing for ranking in board for standing in ranking.standings]
    named: dict[str, list[Standing]] = {}
    for standing in standings:
        entry = standing.entry
        own = (entry.link, "/".join(entry.link.split("/")[2:]), entry.id, entry.gist.name, entry.submitter)
        for name in dict.fromkeys((*own, entry.gist.results[standing.position].id or "", str(standing.rank or ""))):
            named.setdefault(name.casefold(), []).append(standing)
    if not row:
        return standings
    if found := named.get(row.casefold()):
        return found
    ways = [standing.entry.gist.name for standing in standings[:MOST_NAMED]]
    fix = _did_you_mean(row, filter(None, named), (*ways, "a rank", "a submitter", "a result ID"))
    raise NothingFound(f'the board at {address} has no row "{row}"', fix)


# ---- everything else


def _no_card(address: str, catalog: Catalog) -> NothingFound:
    """What to ask instead: the cards that a page compares or lists, else the card of the nearest address."""
    by_link = {entry.link.casefold(): entry for entry in catalog.entries}
    if cards := [each for link in _compared(address) if (each := by_link.get(link.casefold()))]:
        return NothingFound(f"{address} compares numbers of cards, which know where they come from", _ask(cards))
    if cards := _listed(address, catalog):
        return NothingFound(f"{address} lists numbers of cards, which know where they come from", _ask(cards))
    wanted = named_card(address)
    near = nearest(wanted, by_link)
    fix = f"did you mean {by_link[near.casefold()].link}?" if near else "name a card: round/division/submitter/system, or a leaderboard"  # fmt: skip  # noqa: E501
    return NothingFound(f"no card stands at {address or 'an empty address'}", fix)


def _ask(cards: list[Entry]) -> str:
    more = f" or of {len(cards) - MOST_NAMED} more" if len(cards) > MOST_NAMED else ""
    return f"follow the number's link to its card and ask there: {' or '.join(f'{each.link}#ROW' for each in cards[:MOST_NAMED])}{more}"  # fmt: skip  # noqa: E501


def _compared(address: str) -> list[str]:
    """The cards of a comparison's address: ?a=...&b=..."""
    try:
        query = urlsplit(address).query
    except ValueError:
        return []
    return [link for _, link in parse_qsl(query) if link.count("/") == len(("round", "division", "submitter"))]


def _listed(address: str, catalog: Catalog) -> list[Entry]:
    """The entries of a submitter's page, or of a round's."""
    *above, last = ["", *(step for step in _steps(address) if step not in OF_A_ROUND)]
    of: Mapping[str, list[Entry]] = {
        "submitter": [entry for entry in catalog.entries if entry.link.split("/")[2].casefold() == last.casefold()],
        "round": [entry for entry in catalog.entries if entry.link.split("/")[0].casefold() == last.casefold()],
    }
    return of["submitter"] if above[-1:] == ["submitters"] else of["round"]


def _steps(address: str) -> list[str]:
    try:
        path = urlsplit(address).path
    except ValueError:
        path = address
    return [step for step in unquote(path).split("/") if step and step != "index.html"]
