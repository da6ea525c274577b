"""Compare: two sites to what they say differently.

Bytes are compared, never manifests: a page that somebody edited by hand is what a reviewer must see.
"""

import hashlib
import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape

from site_builder.diff.alike import without_alike
from site_builder.diff.causes import sorted_by_cause
from site_builder.diff.changes import BrokenLink, Differences, FileChange, PageChange, What
from site_builder.diff.files import kind_of
from site_builder.diff.links import is_outside, resolve
from site_builder.diff.outline import outline
from site_builder.diff.said import RESULTS, Outline, Place, Said
from site_builder.diff.sides import MANIFEST, Side, same_bytes
from site_builder.diff.two_pages import changed_page, only_page
from site_builder.problems import SiteBuilderError

# Does a work for 0 to count - 1, in as many processes as it sees fit.
Spread = Callable[[Callable[[int], PageChange], int], list[PageChange]]

PAGE = (".html", ".htm")
HREF = re.compile(rb"""(?:href|src)\s*=\s*["']([^"'>]*)["']""")
ANCHOR = re.compile(rb"""\s(?:id|name)\s*=\s*["']?([^"'\s>]+)""")
MOST_NEEDLES = 500
CARD = b"resultpage"
LARGE = 200_000  # bytes of another page: smaller ones are read whole as fast
# How a page looks, which no outline holds: an edit of these alone is seen without reading two pages whole.
DRESS = re.compile(rb"""<!--(?:-?>|.*?--!?>)|<style\b[^<>]*+>|<[a-zA-Z][^<>]*?\sclass="[^"<>]*+"[^<>]*+>""", re.DOTALL)
CLASS = re.compile(rb"\sclass=\"[^\"<>]*+\"")
API = "api/v1/index.json"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
TO_TEXT = ":~:"  # begins a link to words of a page
VALUE = (RESULTS, "Value")


def in_turn(work: Callable[[int], PageChange], count: int) -> list[PageChange]:
    """Spread over one process."""
    return [work(number) for number in range(count)]


def differences(old: Side, new: Side, spread: Spread = in_turn) -> Differences:
    """What the new site says and the old one does not, and the other way round.

    Raises: SiteBuilderError if one of them has no page, or a file cannot be read.
    """
    try:
        return _differences(old, new, spread)
    finally:
        old.close()
        new.close()


def _differences(old: Side, new: Side, spread: Spread) -> Differences:
    for each in (old, new):
        if not any(map(_is_page, each.files)):
            raise SiteBuilderError(f"there is no page in {each.name}", "name the folder of a built site, or of cards")
    both = [address for address in new.files if address in old.files and address != MANIFEST]
    changed = [address for address in both if not same_bytes(old, new, address)]
    added = [address for address in new.files if address not in old.files]
    gone = [address for address in old.files if address not in new.files]
    added = [address for address in added if not _is_unkept(address, old, new, changed)]
    gone = [address for address in gone if not _is_unkept(address, new, old, changed)]
    pages = _pages(old, new, changed, added, gone, spread)
    files = [*_files(new, "changed", changed), *_files(new, "added", added), *_files(old, "gone", gone)]
    return Differences(
        old=old.name,
        new=new.name,
        pages=sorted_by_cause(tuple(page for page in pages if page.what != "markup")),
        markup=tuple(page.address for page in pages if page.what == "markup"),
        files=tuple(sorted(files, key=lambda file: file.address)),
        broken=_broken(new, pages, set(gone)),
        as_of=_as_of(new),
        same=len(both) - sum(1 for address in changed if address in old.files and address in new.files),
    )


def _as_of(side: Side) -> str:
    """The day that a site of ours speaks for, as its API says; empty where it does not."""
    try:
        said = json.loads(side.read(API))["as_of"] if API in side.files else ""
    except (ValueError, RecursionError, TypeError, KeyError):
        said = ""
    return said if isinstance(said, str) and DAY.fullmatch(said) else ""


def _files(side: Side, what: What, addresses: Iterable[str]) -> Iterator[FileChange]:
    """The files of these that are no pages; `side` has them."""
    for address in addresses:
        if not _is_page(address):
            yield FileChange(address, what, kind_of(address, side.read if address in side.files else None))


def _is_unkept(address: str, side: Side, other: Side, changed: list[str]) -> bool:
    """Whether a file is of a commit's site though git does not keep it there; one of other bytes has changed."""
    digest = side.unkept.get(address)
    if digest is None or _is_page(address):
        return False
    data = other.read(address)
    # A file whose bytes depend on who made it carries the hash of what it was made from.
    if hashlib.sha256(data).hexdigest() != digest and digest.encode() not in data:
        changed.append(address)
    return True


def _is_page(address: str) -> bool:
    return address.endswith(PAGE)


def _pages(
    old: Side, new: Side, changed: list[str], added: list[str], gone: list[str], spread: Spread
) -> tuple[PageChange, ...]:
    """The pages that say something else, and those that say the same in another markup, by address."""
    changed, added, gone = (list(filter(_is_page, names)) for names in (changed, added, gone))
    moves = _moves(old, new, changed, added, gone) if changed or (added and gone) else {}
    was = set(moves.values())
    work: list[tuple[str | None, str | None]] = [
        *((address, address) for address in changed if address not in was and address not in moves),
        *((before, after) for after, before in moves.items()),
        *((None, address) for address in added if address not in moves),
        *((address, None) for address in gone if address not in was),
    ]
    names = {before: after for after, before in moves.items()}

    def compared(number: int) -> PageChange:
        before, after = work[number]
        if before is None:
            page = _outline(new, after or "")
            return replace(only_page(page, "added"), broken=tuple(sorted(_nowhere(page.links, new))))
        if after is None:
            return only_page(_outline(old, before), "gone")
        data, other = old.read(before), new.read(after)
        # Without the class of a card, a page of the same words is none any more.
        if before == after and undressed(data) == undressed(other) and (CARD in data) == (CARD in other):
            return PageChange(after, "page", "", "markup")
        texts = _decoded(data), _decoded(other)
        if before == after and not names and (CARD in data or len(data) > LARGE):
            found = _compared(before, after, without_alike(*texts), names, new)
            # A row that was left out may hold such an anchor or link elsewhere, or a result that went with its card.
            if not (found.ids_gone or found.broken or found.what == "gone"):
                return found
        return _compared(before, after, texts, names, new)

    return tuple(sorted(spread(compared, len(work)), key=lambda page: page.address))


def _compared(before: str, after: str, texts: tuple[str, str], names: Mapping[str, str], new: Side) -> PageChange:
    """What a page says differently, by the two texts of it; only its markup, where it says the same."""
    one, two = outline(before, texts[0]), outline(after, texts[1])
    if one.kind == "card" and two.kind != "card":  # whatever stands at its address now, the card is gone
        broken = tuple(sorted(_nowhere(two.links - one.links, new)))
        ids_gone = tuple(sorted(one.ids - two.ids))
        return replace(only_page(one, "gone"), broken=broken, ids_gone=ids_gone, leads_to=two.leads_to)
    found = changed_page(one, two, names)
    broken = tuple(sorted(_nowhere(two.links - one.links, new)))
    if found is None:
        return PageChange(after, two.kind, two.name, "markup", broken=broken, ids_gone=tuple(sorted(one.ids - two.ids)))
    leads_to = after if before != after and before in new.files else ""
    return replace(found, broken=broken, leads_to=leads_to)


def undressed(data: bytes) -> bytes:
    """A page without what only dresses it: classes, styles, comments."""
    return DRESS.sub(lambda tag: CLASS.sub(b"", tag[0]) if b"class=" in tag[0] else b"", data)


def _outline(side: Side, address: str) -> Outline:
    return outline(address, _decoded(side.read(address)))


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")


# ---- links


def _nowhere(links: Iterable[str], site: Side) -> Iterator[str]:
    """The links that lead to no file of the site, or to no such place in it, of those that lead into it."""
    anchors: dict[str, set[str]] = {}
    for link in links:
        path, mark, fragment = re.sub(r"[?][^#]*", "", link).partition("#")
        if not path or is_outside(link):
            continue
        if path not in site.files:
            if path not in site.unkept:
                yield link
        elif mark and _is_page(path) and fragment not in ("", "top") and not fragment.startswith(TO_TEXT):
            if path not in anchors:
                anchors[path] = {unescape(_decoded(name)) for name in ANCHOR.findall(site.read(path))}
            if fragment not in anchors[path]:
                yield link


def _broken(new: Side, pages: tuple[PageChange, ...], gone: set[str]) -> tuple[BrokenLink, ...]:
    """Links that lead nowhere now: new ones, and old ones to pages, files and anchors that are gone."""
    anchors = {f"{page.address}#{name}" for page in pages if page.address not in gone for name in page.ids_gone}
    found = {BrokenLink(page.address, link) for page in pages for link in page.broken}
    if gone or anchors:
        found |= set(_links_to(gone, anchors, new))
    return tuple(sorted(found, key=lambda link: (link.target, link.page)))


def _links_to(gone: set[str], anchors: set[str], site: Side) -> Iterator[BrokenLink]:
    """Every link of the site to one of these files and anchors; only pages that name one are looked at closely."""
    ends = {"/".join(address.rsplit("/", 2)[-2:]) for address in gone} | {f"#{a.partition('#')[2]}" for a in anchors}
    needles = re.compile("|".join(map(re.escape, sorted(ends))).encode()) if len(ends) <= MOST_NEEDLES else None
    for address in filter(_is_page, site.files):
        data = site.read(address)
        if needles and not needles.search(data):
            continue
        links = {resolve(address, unescape(_decoded(href))) for href in HREF.findall(data)}
        for link in links:
            path = re.split(r"[?#]", link, maxsplit=1)[0]
            if path in gone or link in anchors:
                yield BrokenLink(address, link)


# ---- cards that moved


def _moves(old: Side, new: Side, changed: list[str], added: list[str], gone: list[str]) -> dict[str, str]:
    """Old addresses of cards by their new ones: an old page leads on, or the two are known by what they say."""
    found: dict[str, str] = {}
    for address in changed:
        if b"refresh" in (data := new.read(address)):
            there = outline(address, _decoded(data)).leads_to
            # A page that led on before is no card that moved: it follows the card to which it led. A card may move
            # to an address that it had before.
            is_free = there in added or (there in changed and _outline(old, there).leads_to == address)
            if is_free and there not in found and not _outline(old, address).leads_to:
                found[there] = address
    before = _marks(old, gone)
    after = _marks(new, [address for address in added if address not in found])
    for way in range(4):
        ours, theirs = _unique(after, way, found.keys()), _unique(before, way, found.values())
        found |= {ours[mark]: theirs[mark] for mark in ours.keys() & theirs.keys()}
    return dict(sorted(found.items()))


Marks = tuple[object, ...]


def _marks(side: Side, addresses: list[str]) -> dict[str, Marks]:
    """What each card may be known by at another address, the surest first."""
    found: dict[str, Marks] = {}
    for address in addresses:
        page = _outline(side, address)
        if page.kind == "card":
            values = tuple((p.row, said.text) for p, said in page.facts.items() if (p.section, p.column) == VALUE)
            names = tuple(page.facts.get(Place("", label), Said("")).text for label in ("Submitter", "System"))
            stem = address.removesuffix("/index.html").rpartition("/")[2]
            found[address] = ((stem, values), (names[1], values), values, (stem, *names))
    return found


def _unique(marks: Mapping[str, Marks], way: int, taken: Container[str]) -> dict[object, str]:
    """The cards that alone have their mark; one without results is not known by them."""
    by_mark: dict[object, list[str]] = {}
    for address, ways in marks.items():
        if address not in taken and (ways[2] or way == 3):
            by_mark.setdefault(ways[way], []).append(address)
    return {mark: addresses[0] for mark, addresses in by_mark.items() if len(addresses) == 1}
