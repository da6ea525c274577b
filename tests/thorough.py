"""Tests that can try ever more: enough in every run, far more in the long one."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings


def tried(name: str, quick: int, thorough: int) -> pytest.MarkDecorator:
    """Run a test with one number of trials, and marked `long` with another."""
    return pytest.mark.parametrize(name, [quick, pytest.param(thorough, marks=pytest.mark.long)])


def examples(quick: int, thorough: int, *strategies: Any) -> Callable[[Callable[..., None]], Callable[[int], None]]:
    """Hold a check of what these strategies give to a number of examples, the same in every run; `tried` as above."""

    def decorate(check: Callable[..., None]) -> Callable[[int], None]:
        @tried("most", quick, thorough)
        def test(most: int) -> None:
            steady = settings(derandomize=True, database=None, deadline=None, max_examples=most)
            steady(given(*strategies)(check))()

        test.__doc__ = check.__doc__
        return test

    return decorate
