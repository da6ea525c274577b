"""Size: a result card with all that it loads fits a slow line."""

from collections.abc import Iterator

from site_builder.checks.links import target_of
from site_builder.checks.page import PageFacts, SiteFacts
from site_builder.checks.rule import Check, Found, Rule
from site_builder.checks.tree import Place

CARD_BYTES = 60 * 1024
LOADED = frozenset(["link", "script", "img"])
# What a link of the head names, and no browser loads before somebody asks: other pages, and data.
NAMED = (".html", ".json", ".csv", ".parquet", ".xml")

RULES = {
    "heavy-card": Rule(
        f"A result card and what it loads from the site have more than {CARD_BYTES // 1024} KiB. (A warning.)",
        "Who opens it on a phone waits, and pays.",
    ),
}


def of_site(site: SiteFacts) -> Iterator[tuple[str, Found]]:
    """Cards that weigh too much."""
    for url, page in site.pages.items():
        size = page.size + sum(site.files[loaded] for loaded in _loaded(site, page)) if page.card else 0
        if size > CARD_BYTES:
            message, expected = f"it has {size:,} bytes with all that it loads", f"at most {CARD_BYTES:,}"
            fix = "leave out what nobody needs, or load it when it is asked for"
            yield url, Found(Place(1, 1), "heavy-card", message, expected, fix, "warning")


def _loaded(site: SiteFacts, page: PageFacts) -> set[str]:
    paths = (link.href for link in page.links if link.element in LOADED and ":" not in link.href)
    return {target for path in paths if (target := target_of(site, page.url, path)) and not target.endswith(NAMED)}


CHECK = Check(RULES, of_site=of_site)
