"""What a build remembers of the last one: deleted at any time, and believed only as far as it is proved."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from site_builder.cache.builder import USED
from site_builder.cache.glance import Glance, Last

if TYPE_CHECKING:
    from site_builder.cache.made import Made, Parts
    from site_builder.cache.memory import Memory, Plain
    from site_builder.cache.shelves import Shelves

# What knows entries is loaded when it is asked for: where nothing was edited, nobody asks.
LATE = {"Made": "made", "Memory": "memory", "Parts": "made", "Plain": "memory", "Shelves": "shelves"}

__all__ = ["USED", "Glance", "Last", "Made", "Memory", "Parts", "Plain", "Shelves"]


def __getattr__(name: str) -> Any:
    """Load one of the late names."""
    if name not in LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{LATE[name]}"), name)
