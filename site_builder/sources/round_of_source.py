"""Which round a source is of: said by a person, or found in the source and its name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from site_builder.models import Round
from site_builder.problems import SiteBuilderError, nearest
from site_builder.sources.card_html import CardPage
from site_builder.sources.loadgen_log import Run
from site_builder.sources.summary_rows import SummaryRows

VERSION = re.compile(r"(?:^|[^0-9.])v?([0-9]+\.[0-9]+)")
NAMED = re.compile(r"v([0-9]+\.[0-9]+)", re.IGNORECASE)


def round_of(source: str, taken: Iterable[Any], rounds: Mapping[str, Round], said: str | None) -> Round:
    """The round, or an error that says how to name it."""
    known = {id_: round_ for id_, round_ in rounds.items() if round_.logs is not None}
    if said is not None:
        found = known.get(said) or _of_version(said, known)
        if found is None:
            guess = nearest(said, known)
            raise SiteBuilderError(
                f'there is no round "{said}" whose sources can be read',
                f"write --round {guess}" if guess else f"write one of {', '.join(known) or 'none: add a round file'}",
            )
        return found
    for text in _hints(source, list(taken)):
        if found := _of_version(text, known):
            return found
    raise SiteBuilderError(
        "nothing in the source says which round it is of",
        f"add --round with one of {', '.join(known) or 'none: add a round file'}",
    )


def _hints(source: str, taken: list[Any]) -> Iterator[str]:
    """Where a version may stand, the surest first."""
    yield SummaryRows.of(taken).version
    if any(isinstance(fact, Run) for fact in taken):
        # Old pages inside a tree would be parsed for nothing.
        taken = [fact for fact in taken if not isinstance(fact, CardPage)]
    titles = Counter(fact.card.title for fact in taken if isinstance(fact, CardPage) and fact.card)
    yield from (title for title, _ in titles.most_common(1))
    for part in reversed(PurePath(source).parts[-3:]):
        yield from (f"v{version}" for version in NAMED.findall(part)[:1])
    logs = Counter(fact.facts.get("loadgen_version", "")[:5] for fact in taken if isinstance(fact, Run))
    yield from (version for version, _ in logs.most_common(3) if version)


def _of_version(text: str, rounds: Mapping[str, Round]) -> Round | None:
    found = VERSION.search(text)
    version = f"v{found[1]}" if found else text
    return next((round_ for round_ in rounds.values() if round_.version == version), None)
