"""Export: a file for machines, at an address of its own beside the pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Export:
    """One file: its address, and the function that makes its bytes of its facts.

    `write` is a function of a module and `facts` are plain values, so that any process can make the file, and what
    it is made from can be compared with what it was made from before.
    """

    url: str
    write: Callable[[Any], bytes]
    facts: Any

    def content(self) -> bytes:
        """The file's bytes: the same ones wherever they are made."""
        return self.write(self.facts)
