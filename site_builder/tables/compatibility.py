"""Compatibility: whether the results of two rounds may be compared."""

from site_builder.models import Catalog, Round


def may_be_compared(one: Round, other: Round, category: str | None, benchmark: str) -> bool:
    """Whether a round file calls the two compatible for this category and benchmark.

    One of the two files is enough: a new round names the older ones, whose files stay as they were. What neither
    says is not so. Source: MLPerf results messaging guidelines, on comparing versions.
    """
    if one.id == other.id:
        return True
    named = compatible_rounds(one, category, benchmark), compatible_rounds(other, category, benchmark)
    return other.id in named[0] or one.id in named[1]


def compatible_rounds(round_: Round, category: str | None, benchmark: str) -> tuple[str, ...]:
    """The rounds that this one's own file calls compatible."""
    groups = round_.compatible.values() if category is None else (round_.compatible.get(category, {}),)
    return tuple(dict.fromkeys(name for group in groups for name in group.get(benchmark, ())))


def oldest_first(catalog: Catalog, family: str) -> tuple[Round, ...]:
    """The rounds of a family in the order of their publication."""
    return tuple(round_ for round_ in reversed(tuple(catalog.rounds.values())) if round_.family == family)
