"""Compatibility: whether the results of two rounds may be compared."""

from site_builder.models import Catalog, Round


def may_be_compared(one: Round, other: Round, category: str | None, benchmark: str) -> bool:
    """Whether a round file calls the two compatible for this category and benchmark.

    One of the two files is enough: a new round names the older ones, whose files stay as they were. What neither
    says is not so. Source: MLPerf results messaging guidelines, on comparing versions.
    """
    return one.id == other.id or _names(one, other, category, benchmark) or _names(other, one, category, benchmark)


def _names(one: Round, other: Round, category: str | None, benchmark: str) -> bool:
    groups = one.compatible.values() if category is None else (one.compatible.get(category, {}),)
    return any(other.id in group.get(benchmark, ()) for group in groups)


def oldest_first(catalog: Catalog, family: str) -> tuple[Round, ...]:
    """The rounds of a family in the order of their publication."""
    return tuple(round_ for round_ in reversed(tuple(catalog.rounds.values())) if round_.family == family)
