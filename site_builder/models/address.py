"""Address parts: how names become folders of the site."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote, urlsplit

KEPT = re.compile(r"[^A-Za-z0-9._-]")
LETTER_OR_DIGIT = re.compile("[A-Za-z0-9]")
LONGEST_PART = 200
# Folders and files that the site itself has beside its rounds.
TAKEN = frozenset(
    [
        "404.html",
        "accelerators",
        "api",
        "articles",
        "assets",
        "badges",
        "changes",
        "compare",
        "compatibility",
        "downloads",
        "feed.xml",
        "pagefind",
        "robots.txt",
        "search",
        "site-manifest.json",
        "sitemap.xml",
        "submitters",
        "theme.css",
    ]
)


@lru_cache(maxsize=65536)
def address_part(name: str) -> str:
    """The name as one folder of an address: `A-Za-z0-9._-` stay, letters lose their accents, all else becomes `-`.

    One name in two Unicode forms has one address. A leading point would hide the folder.
    """
    part = KEPT.sub("-", name if name.isascii() else _without_accents(name))
    return re.sub(r"^\.+", lambda points: "-" * len(points[0]), part)


def _without_accents(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.replace("ß", "ss"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def is_an_address(name: str) -> bool:
    """Whether something of the name is left in its address, a file system can hold it, and no page stands there."""
    part = address_part(name)
    return len(part) <= LONGEST_PART and part.casefold() != "index.html" and bool(LETTER_OR_DIGIT.search(part))


def names_a_round(name: str) -> bool:
    """Whether a round of this name can stand at the top of the site."""
    return is_an_address(name) and address_part(name).casefold() not in TAKEN


def named_card(written: str) -> str:
    """`round/division/submitter/system` at the end of what people copy: an address of the web, a page of `output/`."""
    try:
        path = urlsplit(written).path
    except ValueError:  # what only looks like an address of the web names no card either
        path = written
    steps = unquote(path).strip("/").removesuffix("index.html").strip("/").split("/")
    return "/".join(steps[-4:])
