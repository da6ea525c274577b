"""Named results: which results of an entry somebody means who names a row of its card."""

from collections.abc import Iterator, Sequence

from site_builder.models import Entry
from site_builder.pages.results_table import rows_of
from site_builder.problems import NothingFound, nearest


def named_results(entry: Entry, name: str) -> Sequence[int]:
    """The positions of the results that a name means: a row's anchor, label or benchmark, with a scenario or without.

    The scenario stands behind a slash or a space; case does not count. Raises: NothingFound if none is called so.
    """
    named: dict[str, list[int]] = {}
    spelled: dict[str, str] = {}
    for position, call in _calls(entry):
        spelled.setdefault(call.casefold(), call)
        positions = named.setdefault(call.casefold(), [])
        if position not in positions:
            positions.append(position)
    if found := named.get(name.casefold()):
        return sorted(found)
    near = nearest(name, spelled.values())
    anchors = dict.fromkeys(row.id for _, rows in rows_of(entry).tables for row in rows)
    fix = f'write "{entry.link}#{near}"' if near else f"write one of {', '.join(anchors) or 'its rows'}"
    raise NothingFound(f'{entry.link} has no result "{name}"', fix)


def _calls(entry: Entry) -> Iterator[tuple[int, str]]:
    """All that each result may be called."""
    names: dict[int, list[str]] = {}
    for _, rows in rows_of(entry).tables:
        for row in rows:
            for position in row.by_scenario.values():
                own = (row.id, f"of-{row.id.removeprefix('result-')}", row.label)
                names.setdefault(position, []).extend(own)
    for position, result in enumerate(entry.results):
        own = (*names.get(position, ()), result.benchmark, result.used_model or result.benchmark)
        for name in dict.fromkeys(own):
            yield from ((position, call) for call in (name, f"{name}/{result.scenario}", f"{name} {result.scenario}"))
