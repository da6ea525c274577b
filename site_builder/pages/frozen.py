"""Frozen: dataclasses that a build makes hundreds of for each card.

A frozen dataclass of Python's own sets every field through `object.__setattr__`, which takes five times as long as
setting it: a tenth of the time in which a card is made. Here a new one is of an open class while its fields are set.
"""

from dataclasses import MISSING, dataclass, fields
from typing import Any, TypeVar, dataclass_transform

Kind = TypeVar("Kind")

_become = object.__dict__["__class__"].__set__  # past the closed class, which lets nothing be set


@dataclass_transform(frozen_default=True)
def frozen(kind: type[Kind]) -> type[Kind]:
    """The class as `dataclass(frozen=True, slots=True)` makes it, with a quick way to make one of it.

    Raises: TypeError if a field has a default.
    """
    closed: Any = dataclass(frozen=True, slots=True)(kind)
    names = [field.name for field in fields(closed)]
    if any(field.default is not MISSING or field.default_factory is not MISSING for field in fields(closed)):
        raise TypeError(f"{kind.__name__} has a field with a default")
    free = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    known = {"become": _become, "open_one": type(kind.__name__, (closed,), free), "closed": closed}
    made = "".join(f"    self.{name} = {name}\n" for name in names)
    text = f"def __init__(self, {', '.join(names)}):\n    become(self, open_one)\n{made}    self.__class__ = closed\n"
    exec(text, known)  # as dataclasses and namedtuple write theirs: a loop over names would be the slow way again
    closed.__init__ = known["__init__"]
    closed.__init__.__qualname__ = f"{kind.__qualname__}.__init__"
    return closed  # type: ignore[no-any-return]
