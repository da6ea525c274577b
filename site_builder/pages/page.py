"""Page and its frame: what every page says around its own matter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from json import JSONEncoder
from typing import Annotated, Any, NamedTuple

from site_builder.pages.frozen import frozen


@frozen
class Link:
    """A link: what it says and where it leads, relative to the page it stands on."""

    text: Annotated[str, "What the link says"]
    href: Annotated[str, "Where it leads; empty where there is nothing to lead to"]


@frozen
class Alternate:
    """The same facts in a form for machines."""

    text: Annotated[str, "The format's name: JSON, CSV"]
    type: Annotated[str, "Its media type"]
    href: Annotated[str, "Link to the file"]


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of a data set."""

    type: Annotated[str, "Its media type"]
    url: Annotated[str, "Its absolute address"]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A page's facts as search engines for data know them."""

    name: Annotated[str, "What it is called"]
    description: Annotated[str, "What it holds"]
    url: Annotated[str, "The page's absolute address"]
    publisher: Annotated[str, "Whose site it is on"]
    published: Annotated[str, "The day on which its newest round became public; may be empty"]
    licence: Annotated[str, "Terms of use; may be empty"]
    notice: Annotated[str, "Trademark legend; may be empty"]
    files: Annotated[tuple[DataFile, ...], "Its files"]


@frozen
class Frame:
    """What stands around a page's own matter."""

    title: Annotated[str, "The tab's title"]
    description: Annotated[str, "One sentence for search engines"]
    site_title: Annotated[str, "The site's name"]
    home: Annotated[str, "Link to the home page"]
    assets: Annotated[str, "Link to the folder of style sheet and icon, ending in /"]
    search: Annotated[str, "Link to the search page"]
    menu: Annotated[tuple[Link, ...], "Links on top of every page"]
    crumbs: Annotated[tuple[Link, ...], "The way from the home page to here"]
    canonical: Annotated[str | None, "The page's absolute address, where a base URL is set"]
    draft: Annotated[bool, "Whether the site may be shown to reviewers only"]
    alternates: Annotated[tuple[Alternate, ...], "Files for machines with the facts of this page"]
    dataset: Annotated[Dataset | None, "The page as a data set, where it has files and a base URL is set"]
    foot: Annotated[tuple[Link, ...], "Links at the foot of every page; none on a site without results"]
    theme: Annotated[str, "Link to the style sheet of the site's own theme; may be empty"]
    logo: Annotated[str, "Link to the logo; may be empty"]
    logo_dark: Annotated[str, "Link to the logo for dark paper; may be empty"]
    logo_says_title: Annotated[bool, "Whether the logo stands in the place of the site's name"]
    licence: Annotated[str, "Terms of use; may be empty"]
    legend: Annotated[str, "Trademark legend; may be empty"]


class Later(NamedTuple):
    """What is said, worked out where and when it is asked for: a hundred thousand cards fit no memory."""

    make: Callable[..., Any]
    arguments: tuple[Any, ...]


def told(said: Any) -> Any:
    """What is said, also where it was left for later."""
    return said.make(*said.arguments) if isinstance(said, Later) else said


# What something follows from besides its template, the site and its rounds: names for people, each with a digest of
# all there is of it. Whoever gives one gives the maker nothing else. None: it may follow from anything.
Basis = tuple[tuple[str, str], ...] | None


def digest(value: object) -> str:
    """A digest of plain values and of what is made of them, the same in every process."""
    return sha256(in_plain(value).encode()).hexdigest()[:32]


def in_plain(value: object) -> str:
    """Plain values and what is made of them as JSON, of which `remade` makes what is made of them again."""
    return _PLAIN.encode(value)


def remade(plain: Any, kinds: Mapping[str, type]) -> Any:
    """What was made of plain values, of these kinds: JSON's arrays were tuples, and its objects name a kind."""
    if isinstance(plain, list):
        return tuple([remade(item, kinds) for item in plain])
    if isinstance(plain, dict):
        ((name, values),) = plain.items()
        return kinds[name](*[remade(value, kinds) for value in values])
    return plain


def _in_plain(value: object) -> object:
    """What JSON knows, of something that it does not know."""
    fields = getattr(value, "__slots__", None)
    if fields is None or "__dict__" in fields:  # a model has a set of names too, which no two processes order alike
        return repr(value)
    return {type(value).__name__: [getattr(value, name) for name in fields]}


_PLAIN = JSONEncoder(default=_in_plain, check_circular=False)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address in the site, the template that words it, and what it says."""

    url: str
    template: str
    said: Any  # the context, or how it is made
    near: int = 0  # place in the catalog of what it tells first: what is near is made by one process
    basis: Basis = None

    @property
    def context(self) -> Any:
        """What it says."""
        return told(self.said)


@frozen
class Retrieval:
    """Where results were found, and when."""

    url: Annotated[str, "The source; may be empty"]
    date: Annotated[str, "The day; may be empty"]


@frozen
class Footnote:
    """What must stand with results, once for all of them on a page."""

    scope: Annotated[str, "Suite, version, division, and as far as all share them category, benchmark and scenario"]
    retrievals: Annotated[tuple[Retrieval, ...], "Where the results were found, and when"]
    sentences: Annotated[tuple[str, ...], "What must be said of unverified, mixed and derived figures"]
