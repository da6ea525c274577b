"""The chart of accuracy against speed, where submitters bring models of their own."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from site_builder.charts import ScatterChart, ScatterPoint, scatter_chart
from site_builder.models import Benchmark, shortest_at_most
from site_builder.tables import Ranking, Standing, chips_of


def accuracy_chart(
    found: Sequence[Ranking], benchmark: Benchmark, scope: str, link: Callable[[Standing], str]
) -> ScatterChart | None:
    """The results of one board in one unit that state one accuracy metric; none where fewer than two do."""
    drawn = _of_one_unit(found)
    metric = _metric(drawn, benchmark)
    if metric is None:
        return None
    points = [
        _point(ranking, standing, metric, value, link(standing))
        for ranking in drawn
        for standing in ranking.standings
        if (value := _reached(standing, metric)) is not None
    ]
    key, better = drawn[0].key, drawn[0].metric.better
    targets = [target for target in benchmark.accuracy_targets if target.metric == metric]
    target = targets[0].minimum if targets else None
    description = (
        f"{len(points)} {'result' if len(points) == 1 else 'results'}. "
        "The higher a result stands, the more accurate it is; "
        f"the further to the {'right' if better == 'higher' else 'left'}, the faster. "
        "The table of this page has the same numbers."
    )
    return scatter_chart(
        "accuracy-chart",
        f"{scope}: accuracy ({metric}) against speed ({key.unit})",
        description,
        (f"{metric} reached", f"{key.unit}; {better} is better"),
        points,
        (target.decimal, f"target {shortest_at_most(target, 4)}") if target else None,
        " ".join(_left_out(found, drawn, metric)),
    )


def _of_one_unit(found: Sequence[Ranking]) -> list[Ranking]:
    """The rankings in the unit that most results are in; the first of those with equally many."""
    counts: Counter[str] = Counter()
    for ranking in found:
        counts[ranking.key.unit] += len(ranking.standings)
    unit = counts.most_common(1)[0][0]
    return [ranking for ranking in found if ranking.key.unit == unit]


def _left_out(found: Sequence[Ranking], drawn: Sequence[Ranking], metric: str) -> Iterator[str]:
    """Sentences on what the board lists and the drawing leaves out."""
    total = sum(len(ranking.standings) for ranking in found)
    results = [standing.result for ranking in drawn for standing in ranking.standings]
    without = sum(1 for result in results if metric not in (result.accuracy or {}))
    others = dict.fromkeys(a.metric for result in results for a in result.accuracies if a.metric != metric)
    if others:
        yield f"Of the accuracy only {metric} is drawn, not {', '.join(others)}."
    if total > len(results):
        yield f"{_counted(total - len(results))} in another unit {_is(total - len(results))} not drawn."
    if without:
        yield f"{_counted(without)} without {metric} {_is(without)} not drawn."


def _counted(number: int) -> str:
    return "1 result" if number == 1 else f"{number} results"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _metric(found: Sequence[Ranking], benchmark: Benchmark) -> str | None:
    """The first metric that two results state: those with a target come first, in their order."""
    stated = [reached.metric for r in found for s in r.standings for reached in s.result.accuracies]
    targets = [target.metric for target in benchmark.accuracy_targets]
    return next((metric for metric in (*targets, *stated) if stated.count(metric) > 1), None)


def _reached(standing: Standing, metric: str) -> Decimal | None:
    return next((a.value.decimal for a in standing.result.accuracies if a.metric == metric), None)


def _point(ranking: Ranking, standing: Standing, metric: str, accuracy: Decimal, href: str) -> ScatterPoint:
    entry, result, key = standing.entry, standing.result, ranking.key
    assert result.accuracy is not None  # it has this metric
    unverified = "" if key.verified else "unverified"
    model = key.used_model or "model not stated"
    about = (model, f"{result.value} {key.unit}", unverified, f"{metric} {result.accuracy[metric]}")
    words = (*about, entry.submitter, entry.system.name, chips_of(entry).in_words())
    return ScatterPoint(
        series=model,
        speed=result.value.decimal,
        accuracy=accuracy,
        href=href,
        title=", ".join(filter(None, words)),
        unverified=not key.verified,
    )
