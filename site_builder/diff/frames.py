"""Frames: what pages say alike above, below and in the head of what each is about.

A site's title, its menu and its licence stand on pages of every kind, and on no card as a fact. Somebody edited them
where they changed, whatever words of theirs the cards know too: an edit of a card explains none of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from site_builder.diff.changes import Change, PageChange
from site_builder.diff.lines import SHARED_BY, Same, is_running, same_edit
from site_builder.diff.said import ARTICLES, HEAD, MENU
from site_builder.diff.tokens import differing_tokens, is_number, tokens

HOME = "index.html"  # where the name of a site leads
TITLE = ("", "Title", "")  # of a card: its round's, of which menus and heads tell with the card


def of_frames(pages: tuple[PageChange, ...]) -> frozenset[int]:
    """The changes of frames, by `id`: in words, and the same in so many folders of the site."""
    told = frozenset((*_words_of_rounds(pages), *names_of_pages(pages)))
    found: dict[Same, list[tuple[str, Change]]] = defaultdict(list)
    for page in pages:
        if page.what in ("changed", "moved"):
            for change in page.changes:
                if _is_of_a_frame(change) and _is_worded(change, told):
                    found[same_edit(change)].append((page.address.partition("/")[0], change))
    return frozenset(
        id(change) for same in found.values() if len({top for top, _ in same}) >= SHARED_BY for _, change in same
    )


def _is_of_a_frame(change: Change) -> bool:
    section = change.place.section
    return section in (HEAD, MENU) or (section == "" and is_running(change.place))


def _is_worded(change: Change, told: frozenset[str]) -> bool:
    """Whether words differ, or their order, and not only those of a round or of a page that came."""
    old, new = (said.text if said else "" for said in (change.old, change.new))
    differ = {token for token in differing_tokens(old, new) if not is_number(token)}
    if not differ:
        return sorted(tokens(old)) == sorted(tokens(new)) and list(tokens(old)) != list(tokens(new))
    return _is_name_of_site(change) or not differ <= told


def _is_name_of_site(change: Change) -> bool:
    return all(said is not None and any(map(_is_home, said.more.split())) for said in (change.old, change.new))


def _is_home(link: str) -> bool:
    """Whether the site's name leads there; that of 404.html, which may be shown anywhere, by a path from the root."""
    return link == HOME or (link.startswith("/") and link.endswith(f"/{HOME}"))


def names_of_pages(pages: Iterable[PageChange]) -> Iterator[str]:
    """The words that pages are called by which came or went with cards: menus lead there."""
    for page in pages:
        if page.kind == "page" and page.what in ("added", "gone") and not page.address.startswith(ARTICLES):
            yield from tokens(page.name)


def _words_of_rounds(pages: Iterable[PageChange]) -> Iterator[str]:
    """Of rounds that have another title now, and of those whose cards came or went."""
    for page in pages:
        for change in page.changes:
            if page.kind == "card" and change.place == TITLE:
                yield from tokens(f"{change.old.text if change.old else ''} {change.new.text if change.new else ''}")
