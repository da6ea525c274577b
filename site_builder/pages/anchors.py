"""Anchors: names of places in a page, each told apart from all others of the page."""


def free_anchor(anchor: str, taken: set[str]) -> str:
    """The anchor, told apart from one that other characters also led to; it is taken from now on."""
    free, number = anchor, 2
    while free.casefold() in taken:
        free, number = f"{anchor}-{number}", number + 1
    taken.add(free.casefold())
    return free
