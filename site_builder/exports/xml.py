"""XML: a tree of names and texts as bytes, one element on a line."""

from xml.sax.saxutils import escape, quoteattr

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def element(name: str, *inside: str, **attributes: str) -> str:
    """An element of other elements, each on lines of its own; without any it is empty."""
    told = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{told}>\n{''.join(inside)}</{name}>\n" if inside else f"<{name}{told}/>\n"


def text(name: str, said: str, **attributes: str) -> str:
    """An element of text."""
    told = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{told}>{escape(said)}</{name}>\n"


def document(root: str) -> bytes:
    """The document, in UTF-8."""
    return (DECLARATION + root).encode()
