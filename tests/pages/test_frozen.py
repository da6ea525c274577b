"""Contexts are made quickly, and are as closed as any frozen dataclass."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, fields, replace

import pytest

from site_builder.pages.frozen import frozen


@frozen
class Quick:
    """What is held against Python's own."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Own:
    """The same as Python makes it."""

    name: str
    size: int


def test_it_is_a_frozen_dataclass_with_slots() -> None:
    one = Quick("a", size=1)
    assert (type(one), one.name, one.size) == (Quick, "a", 1)
    assert [field.name for field in fields(Quick)] == ["name", "size"]
    assert repr(one) == repr(Own("a", 1)).replace("Own", "Quick")
    assert not hasattr(one, "__dict__")


def test_nothing_of_it_can_be_changed() -> None:
    one = Quick("a", 1)
    with pytest.raises(FrozenInstanceError):
        one.name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del one.size
    assert one == Quick("a", 1)


def test_equal_ones_are_equal_and_survive_pickling() -> None:
    one = Quick("a", 1)
    assert hash(one) == hash(Quick("a", 1))
    assert one != Quick("b", 1)
    assert replace(one, size=2) == Quick("a", 2)
    assert pickle.loads(pickle.dumps(one)) == one


def test_what_is_missing_or_too_much_is_told_as_by_any_function() -> None:
    with pytest.raises(TypeError, match=r"Quick\.__init__\(\) missing 1 required positional argument: 'size'"):
        Quick("a")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        Quick("a", 1, colour="red")  # type: ignore[call-arg]


def test_a_default_is_refused() -> None:
    with pytest.raises(TypeError, match="Late has a field with a default"):

        @frozen
        class Late:
            size: int = 1
