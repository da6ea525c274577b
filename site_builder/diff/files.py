"""Files: what kind each is that is no page, and which of them only repeat a card."""

from collections.abc import Callable, Container

from site_builder.diff.changes import FileChange, FileKind
from site_builder.diff.code import SCRIPTS, is_code

# By the ends of their names. What these do to a page is not looked at, so a reviewer must know of each of them.
LOADED: dict[FileKind, tuple[str, ...]] = {
    "style sheet": (".css",),
    "picture": (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".ico"),
    "font": (".woff2", ".woff", ".ttf", ".otf"),
}
# The folder of pictures that each say one result of a card.
BADGES = "badges/"


def kind_of(address: str, read: Callable[[str], bytes] | None) -> FileKind:
    """What a file is to the pages that load it; `read` is None where its bytes are not kept."""
    name = address.lower()
    if name.endswith(SCRIPTS):
        # A script that only hands over values is data.
        return "script" if read and is_code(read(address)) else "data"
    return next((kind for kind, ends in LOADED.items() if name.endswith(ends)), "data")


def is_repeating(file: FileChange, cards: Container[str]) -> bool:
    """Whether it is the badge of one of these cards, by their addresses."""
    folder = file.address.rpartition("/")[0]
    return folder.startswith(BADGES) and f"{folder.removeprefix(BADGES)}/index.html" in cards
