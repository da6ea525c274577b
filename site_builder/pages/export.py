"""Export: a file for machines, at an address of its own beside the pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from site_builder.pages.page import Basis, told


@dataclass(frozen=True, slots=True)
class Export:
    """One file: its address, and the function that makes its bytes of its facts.

    `write` is a function of a module and `facts` are plain values, so that any process can make the file, and what
    it is made from can be compared with what it was made from before.
    """

    url: str
    write: Callable[[Any], bytes]
    facts: Any  # or how they are made
    size: int | None = None  # bytes, where a page says how large the file is
    made_from: str = ""  # what it is made from, in one word, where its bytes differ from machine to machine
    near: int = 0  # as a page's
    basis: Basis = None  # as a page's

    def content(self) -> bytes:
        """The file's bytes."""
        return self.write(told(self.facts))
