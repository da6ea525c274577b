"""Scales: values to places of a drawing, and few round ticks. Exact decimals, so that any machine draws the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` as places from `start` to `end`."""

    low: Decimal
    high: Decimal
    start: int
    end: int
    ticks: tuple[Decimal, ...]
    logarithmic: bool = False

    def at(self, value: Decimal) -> Decimal:
        """The place of a value."""
        if self.low == self.high:  # numbers of more digits than are reckoned with may differ and yet round to one
            return Decimal(self.start)
        low, high, here = self.low, self.high, value
        if self.logarithmic:
            low, high, here = low.log10(), high.log10(), here.log10()
        return self.start + (here - low) / (high - low) * (self.end - self.start)


def from_zero(values: Iterable[Decimal], start: int, end: int, count: int = 3) -> Scale:
    """A scale whose bottom is nothing, so that lengths compare as the values do."""
    high = max(values) or Decimal(1)
    step = _step(high / count)
    ticks = tuple(_multiples(step, Decimal(0), _up(high, step)))
    return Scale(Decimal(0), ticks[-1], start, end, ticks)


def around(values: Iterable[Decimal], start: int, end: int, count: int = 3) -> Scale:
    """A scale that holds the values with air on both sides; it does not begin with nothing."""
    known = tuple(values)
    low, high = min(known), max(known)
    air = (high - low) / 8 or abs(high) / 100 or Decimal(1)
    low, high = low - air, high + air
    step = _step((high - low) / count)
    return Scale(low, high, start, end, tuple(_multiples(step, _up(low, step), high)))


def powers(values: Iterable[Decimal], start: int, end: int) -> Scale:
    """A logarithmic scale for values above zero: equal lengths are equal ratios."""
    known = tuple(values)
    low, high = _round_below(min(known)), _round_above(max(known))
    decades = range(low.adjusted(), high.adjusted() + 1)
    thin = -(-len(decades) // 5)
    ticks = tuple(Decimal(1).scaleb(power) for power in decades[::thin])
    return Scale(low, high, start, end, tuple(tick for tick in ticks if low <= tick <= high), logarithmic=True)


def place(value: Decimal | int) -> str:
    """A place as the drawing writes it: to a tenth, and no 3.0 beside 3."""
    text = f"{Decimal(value).quantize(TENTH):f}"
    return text.removesuffix(".0")


def in_words(value: Decimal) -> str:
    """A tick: `24 000`, `1.5 M`, `0.25`."""
    size = abs(value)
    if size >= Decimal(10) ** 9 or (value and size < Decimal("0.0001")):
        return f"{value.normalize():E}".replace("E+", "e").replace("E", "e")
    if size >= Decimal(10) ** 6:
        return f"{_plain(value / 10**6)} M"
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = f"{value:,f}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _step(least: Decimal) -> Decimal:
    """The smallest of 1, 2, 5 times a power of ten that is not below."""
    power = Decimal(1).scaleb(least.adjusted()) if least > 0 else Decimal(1)
    return next(step * power for step in STEPS if step * power >= least)


def _round_below(value: Decimal) -> Decimal:
    power = Decimal(1).scaleb(value.adjusted())
    return max(step * power for step in STEPS if step * power <= value)


def _round_above(value: Decimal) -> Decimal:
    power = Decimal(1).scaleb(value.adjusted())
    above = [step * power for step in STEPS if step * power > value]
    return above[0] if above else power * 20


def _up(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_CEILING) * step


def _multiples(step: Decimal, low: Decimal, high: Decimal) -> Iterator[Decimal]:
    first = int((low / step).to_integral_value(ROUND_CEILING))
    last = int((high / step).to_integral_value(ROUND_FLOOR))
    return (number * step for number in range(first, last + 1))
