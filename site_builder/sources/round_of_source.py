"""Which round a source is of: said by a person, or found in the source and its name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any, NamedTuple

from site_builder.models import Round
from site_builder.problems import SiteBuilderError, nearest
from site_builder.sources.card_html import CardPage
from site_builder.sources.loadgen_log import Run
from site_builder.sources.summary_rows import SummaryRows

VERSION = re.compile(r"(?:^|[^0-9.])v?([0-9]+\.[0-9]+)")
NAMED = re.compile(r"v([0-9]+\.[0-9]+)", re.IGNORECASE)


class Said(NamedTuple):
    """A version that some part of the source states."""

    where: str
    version: str


def round_named(said: str, rounds: Mapping[str, Round]) -> Round:
    """The round that a person names by its id or version. Raises: SiteBuilderError if there is none."""
    known = _readable(rounds)
    found = known.get(said) or next((round_ for round_ in known.values() if round_.version == said), None)
    if found is None:
        guess = nearest(said, known)
        raise SiteBuilderError(
            f'there is no round "{said}" whose sources can be read',
            f"write --round {guess}" if guess else f"write one of {', '.join(known) or 'none: add a round file'}",
        )
    return found


def round_of(source: str, taken: Iterable[Any], rounds: Mapping[str, Round]) -> Round | None:
    """The round that the source says it is of, the surest word first."""
    by_version = {round_.version: round_ for round_ in _readable(rounds).values()}
    return next((by_version[said.version] for said in versions_in(source, taken) if said.version in by_version), None)


def unnamed_round(rounds: Mapping[str, Round]) -> SiteBuilderError:
    """What to say where nobody names the round."""
    known = ", ".join(_readable(rounds))
    return SiteBuilderError(
        "nothing in the source says which round it is of",
        f"add --round with one of {known}" if known else "write a round file that says how its sources are read",
    )


def versions_in(source: str, taken: Iterable[Any]) -> Iterator[Said]:
    """Every version that is stated, the surest first."""
    for where, text in _hints(source, list(taken)):
        if found := VERSION.search(text):
            yield Said(where, f"v{found[1]}")


def _readable(rounds: Mapping[str, Round]) -> dict[str, Round]:
    return {id_: round_ for id_, round_ in rounds.items() if round_.logs is not None}


def _hints(source: str, taken: list[Any]) -> Iterator[tuple[str, str]]:
    """Where a version may stand, the surest first."""
    yield "its summary", SummaryRows.of(taken).version
    if any(isinstance(fact, Run) for fact in taken):
        # Old pages inside a tree would be parsed for nothing.
        taken = [fact for fact in taken if not isinstance(fact, CardPage)]
    titles = Counter(fact.card.title for fact in taken if isinstance(fact, CardPage) and fact.card)
    yield from (("the title of its cards", title) for title, _ in titles.most_common(1))
    for part in reversed(PurePath(source).parts[-3:]):
        yield from ((f"the name {part}", f"v{version}") for version in NAMED.findall(part)[:1])
    logs = Counter(fact.facts.get("loadgen_version", "")[:5] for fact in taken if isinstance(fact, Run))
    yield from (("the LoadGen of its logs", version) for version, _ in logs.most_common(3) if version)
