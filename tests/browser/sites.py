"""The sites that browser tests open, and which of their pages."""

from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from tests.builders import ROUND

COMPARISON = (
    "compare/index.html?a=inference-v4.1/closed/Lenovo/Lenovo_2xL40S_TRT"
    "&b=inference-v4.1/closed/Lenovo/ThinkEdge_SE455_V3_as_published"
)
SEED = "inference-v4.1/closed/Lenovo/ThinkEdge_SE455_V3_as_published/index.html"
# One of each type, and each kind of card.
PAGES = [
    ("shipped", "index.html"),
    ("shipped", "404.html"),
    ("shipped", "inference-v4.1/index.html"),
    ("shipped", "inference-v4.1/systems/index.html"),
    ("shipped", "inference-v4.1/benchmarks/index.html"),
    ("shipped", "compare/index.html"),
    ("shipped", COMPARISON),
    ("shipped", SEED),
    ("shipped", "articles/index.html"),
    ("shipped", "articles/glossary/index.html"),
    ("shipped", "articles/methodology/index.html"),
    ("shipped", "search/index.html"),
    ("shipped", "api/index.html"),
    ("shipped", "downloads/index.html"),
    ("shipped", "articles/about/index.html"),
    ("rich", "index.html"),
    ("rich", "articles/everything/index.html"),
    ("rich", "api/index.html"),
    ("rich", "downloads/index.html"),
    ("rich", "badges/index.html"),
    ("rich", f"badges/{ROUND}/closed/Acme/both/index.html"),
    ("rich", f"{ROUND}/index.html"),
    ("rich", "empty-v2/index.html"),
    ("rich", f"{ROUND}/closed/Acme/both/index.html"),
    ("rich", f"{ROUND}/closed/Acme/old/index.html"),
    ("rich", f"{ROUND}/open/Uni--b-corp--b-/open/index.html"),
    ("empty", "index.html"),
    ("docs", "index.html"),
    ("docs", "articles/tutorial/index.html"),
    ("docs", "articles/data/index.html"),
    ("docs", "articles/commands/index.html"),
    ("docs", "articles/completions/index.html"),
    ("docs", "articles/architecture/index.html"),
    ("docs", "articles/looks/index.html"),
    ("docs", "articles/import/index.html"),
]


class _Ends(HTMLParser):
    """Both ends of a page's links: its anchors, and what its links and addresses say."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.feed(page.read_text("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what an element is called and where it leads."""
        self.anchors += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def _twice(anchors: list[str]) -> list[str]:
    """What is no link and leads nowhere: an anchor that its page has more than once."""
    return [f"#{anchor} (twice)" for anchor, count in Counter(anchors).items() if count > 1]


@dataclass(frozen=True)
class Built:
    """A built site: its folder, and what is in it."""

    folder: Path

    @property
    def pages(self) -> list[Path]:
        return sorted(self.folder.rglob("*.html"))

    @property
    def checked_by_vnu(self) -> list[Path]:
        return [path for suffix in ("html", "css", "svg") for path in sorted(self.folder.rglob(f"*.{suffix}"))]

    def dead_links(self) -> list[str]:
        """Links and addresses in the site that lead to no file of it, or to no anchor of that file."""
        ends = {path.relative_to(self.folder).as_posix(): _Ends(path) for path in self.pages}
        anchors = {url: set(page.anchors) for url, page in ends.items()}
        links = [(url, link) for url, page in ends.items() for link in (*page.links, *_twice(page.anchors))]
        return [f"{url}: {link}" for url, link in links if not self._leads(url, link, anchors)]

    def _leads(self, url: str, link: str, anchors: dict[str, set[str]]) -> bool:
        parts = urlsplit(link)
        if parts.scheme in ("http", "https"):
            return True
        there = normpath(f"{url}/../{unquote(parts.path)}") if parts.path else url
        if parts.scheme or parts.netloc or not (self.folder / there).is_file():
            return False
        return not parts.fragment or unquote(parts.fragment) in anchors.get(there, ())
