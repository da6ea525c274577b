"""Anchors: names of places in a page, each told apart from all others of the page."""


def free_anchor(anchor: str, taken: dict[str, int]) -> str:
    """The anchor, told apart from one that other characters also led to; it is taken from now on.

    `taken` holds the anchors of the page, each with the last number that was added to it: ten thousand rows of
    one name would else be counted through for each of them.
    """
    free, number = anchor, taken.get(anchor.casefold(), 1)
    while free.casefold() in taken:
        number += 1
        free = f"{anchor}-{number}"
    taken[anchor.casefold()] = number
    taken.setdefault(free.casefold(), 1)
    return free
