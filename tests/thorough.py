"""Tests that can try ever more: enough in every run, far more in the long one."""

import pytest


def tried(name: str, quick: int, thorough: int) -> pytest.MarkDecorator:
    """Run a test with one number of trials, and marked `long` with another."""
    return pytest.mark.parametrize(name, [quick, pytest.param(thorough, marks=pytest.mark.long)])
