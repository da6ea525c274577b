"""Frozen mappings: what a JSON object is once read, and what a Mapping field of a model holds."""

from collections.abc import Mapping
from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import AfterValidator

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A dict that is never changed, and has a hash where its values have one.

    A dict, so that whoever reads it is as fast as with any other: reading is most of what a build does.
    """

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        # Pickle and copy would fill an empty one item by item.
        return type(self), (dict(self),)

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("what was read is never changed: make another one of it")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse


NOTHING: FrozenDict[str, Any] = FrozenDict()

# How a model's field says Mapping.
FrozenMapping = Annotated[Mapping[K, V], AfterValidator(FrozenDict)]
