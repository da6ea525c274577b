"""Addresses: where each page stands in the site, and how one page links to another.

Every address ends in `index.html`, so that the site works from a folder of files and below any path.
"""

from functools import lru_cache

from site_builder.models import Entry, address_part
from site_builder.tables import BoardKey

HOME = "index.html"
NOT_FOUND = "404.html"
ROBOTS = "robots.txt"
THEME = "theme.css"
ASSETS = "assets/"
SUBMITTERS = "submitters/index.html"
ACCELERATORS = "accelerators/index.html"
API = "api/v1/index.json"
ARTICLES = "articles/index.html"
FEED = "feed.xml"
BADGES = "badges/index.html"
SITEMAP = "sitemap.xml"
API_PAGE = "api/index.html"
DOWNLOADS = "downloads/index.html"
SCHEMAS = ("root", "round", "systems", "results", "card")
SEARCH = "search/index.html"
SEARCH_DATA = "search/records.js"
SEARCH_INDEX = "pagefind/"
COMPATIBILITY = "compatibility/index.html"


def round_page(round_id: str, number: int = 1) -> str:
    """The page of a round: its explorer, of which each further thousand results has a page of its own."""
    return f"{address_part(round_id)}/{f'page-{number}/' if number > 1 else ''}index.html"


def round_rows(round_id: str, number: int) -> str:
    """A file of rows for the explorer's script."""
    return f"{address_part(round_id)}/rows-{number}.js"


def round_systems(round_id: str) -> str:
    """The list of a round's systems."""
    return f"{address_part(round_id)}/systems/index.html"


def round_benchmarks(round_id: str) -> str:
    """The list of a round's benchmarks."""
    return f"{address_part(round_id)}/benchmarks/index.html"


def compare() -> str:
    """The page that compares systems: `?a=<round>/<division>/<submitter>/<system>&b=...`, two to six."""
    return "compare/index.html"


def compare_data(submitter: str) -> str:
    """What is compared of a submitter's systems: found from `round/division/submitter` alone, in lower case."""
    return f"compare/data/{submitter}.js"


def compare_systems(round_id: str, number: int) -> str:
    """A part of the list of a round's systems, for the picker of the compare page."""
    return f"compare/systems/{address_part(round_id)}-{number}.js"


def result_card(entry: Entry) -> str:
    """The card of an entry."""
    return entry_at(entry.link)


def entry_at(link: str) -> str:
    """The card that `round/division/submitter/system` names."""
    return f"{link}/index.html"


def beside(url: str, name: str) -> str:
    """A file in the folder of a page."""
    return f"{url.rpartition('/')[0]}/{name}"


def relative(here: str, there: str) -> str:
    """The link from one address to another."""
    up, common = here.count("/"), 0  # folders to leave, and letters of the folders that both share
    while True:
        end = there.find("/", common) + 1
        if not end or not here.startswith(there[common:end], common):
            return "../" * up + there[common:]
        up, common = up - 1, end


def leaderboards(round_id: str) -> str:
    """The list of a round's leaderboards."""
    return f"{address_part(round_id)}/leaderboards/index.html"


@lru_cache(maxsize=65536)
def leaderboard(key: BoardKey) -> str:
    """The board that a ranking stands on: rankings that differ in verification or own model share one."""
    group = "-".join(map(address_part, filter(None, (key.division, key.category))))
    parts = [address_part(key.round), "leaderboards", group, address_part(key.benchmark), address_part(key.scenario)]
    return "/".join([*parts, *(["power"] if key.with_power else []), "index.html"])


def leaderboard_from(here: str, key: BoardKey) -> str:
    """The link from a page to the board of a ranking."""
    top, _, below = here.partition("/")
    if not below or below.startswith("leaderboards/"):
        return relative(here, leaderboard(key))
    return _leaderboard_from(top, here.count("/"), key)


@lru_cache(maxsize=65536)
def _leaderboard_from(top: str, depth: int, key: BoardKey) -> str:
    """The same from so many folders below this one, none of them among the boards."""
    return relative(f"{top}{'/' * depth}", leaderboard(key))


def submitter(part: str) -> str:
    """The page of a submitter."""
    return f"submitters/{part}/index.html"


def accelerator(part: str) -> str:
    """The page of an accelerator model."""
    return f"accelerators/{part}/index.html"


def badges_of(entry: Entry) -> str:
    """The badges of a system."""
    return f"badges/{entry.link}/index.html"


def badge(entry: Entry, row: str, scenario: str) -> str:
    """The badge of a result, by its row on the card and its scenario."""
    return f"badges/{entry.link}/{row}-{address_part(scenario)}.svg"


def sitemap_part(number: int) -> str:
    """A part of the list of all pages, where one file cannot hold it."""
    return f"sitemap-{number}.xml"


def download(name: str) -> str:
    """All results in one file."""
    return f"downloads/{name}"


def api_round(round_id: str, name: str = "index") -> str:
    """What the API says of a round: its words, its systems, its results."""
    return f"api/v1/rounds/{address_part(round_id)}/{name}.json"


def api_schema(name: str) -> str:
    """The JSON Schema of a kind of document."""
    return f"api/v1/schema/{name}.json"


def article(id_: str) -> str:
    """The page of an article."""
    return f"articles/{id_}/index.html"
