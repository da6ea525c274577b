"""Values that a search understands: each word of the data that narrows a search, of which facet it is."""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class SearchValue:
    """One value of a facet."""

    facet: Annotated[str, "accelerator, benchmark, scenario ..."]
    text: Annotated[str, "As pages show it: NVIDIA H100-SXM-80GB"]
    also: Annotated[tuple[str, ...], "Other names of it; may be empty"]


class Values:
    """Gathers the values that records have, and numbers them."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._also: list[dict[str, None]] = []

    def number(self, facet: str, text: str, *also: str) -> tuple[int, ...]:
        """The number of this value, alone in a tuple; none of a text that says nothing."""
        if not text.strip():
            return ()
        number = self._numbers.setdefault((facet, text), len(self._numbers))
        if number == len(self._also):
            self._also.append({})
        self._also[number].update(dict.fromkeys(name for name in also if name and name != text))
        return (number,)

    def all(self) -> tuple[SearchValue, ...]:
        """Every value, in the order of the numbers."""
        found = zip(self._numbers, self._also, strict=True)
        return tuple(SearchValue(facet, text, tuple(also)) for (facet, text), also in found)
