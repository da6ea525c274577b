"""Links: each leads to a file of the site, and to an anchor that is there; each page is led to."""

from collections.abc import Iterator
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from site_builder.checks.leading import Link
from site_builder.checks.page import HOME, NOT_FOUND, PageFacts, SiteFacts
from site_builder.checks.rule import Check, Found, Rule
from site_builder.checks.tree import Place
from site_builder.problems import nearest, shortened

ELSEWHERE = frozenset(["http", "https", "mailto", "tel", "data"])
EXPECTED = "a file of the site"

RULES = {
    "dead-link": Rule(
        "A link, a form, a picture, a film, a style sheet or a script leads to no file of the site.",
        "Readers come to a page that says that there is none.",
    ),
    "dead-anchor": Rule(
        "A link leads to a place in a page that has none of this name.",
        "Readers see the page's top instead of what they were promised.",
    ),
    "strange-link": Rule(
        "A link has a scheme that is none of a web page, or none at all; or a `<base>` moves all links of a page.",
        "It may run a program in the reader's browser, or lead elsewhere than it was checked to lead.",
    ),
    "lonely-page": Rule(
        "No other page leads to a page. (Home, the page for what is not found, and redirects need none; nor does a "
        "folder without a home page.)",
        "Nobody finds it.",
    ),
}


def of_site(site: SiteFacts) -> Iterator[tuple[str, Found]]:
    """Links that lead nowhere, and pages that nothing leads to."""
    led_to: set[str] = set()
    for url, page in site.pages.items():
        for link in page.links:
            target, found = _followed(site, page, link)
            if target and target != url and not page.is_redirect:
                led_to.add(target)
            if found:
                yield url, found
    if HOME in site.pages:
        for url, page in site.pages.items():
            if url not in led_to and not page.is_redirect and url not in (HOME, NOT_FOUND):
                fix = "link it from a page of its kind, or remove it"
                yield url, Found(Place(1, 1), "lonely-page", "no other page leads here", "a link to it", fix)


def _followed(site: SiteFacts, page: PageFacts, link: Link) -> tuple[str | None, Found | None]:
    """The file that a link leads to, and what is wrong with it."""
    if link.element == "base":
        return None, _turned(link)
    try:
        parts = urlsplit(link.href)
    except ValueError:
        return None, _strange(link)
    if parts.scheme or parts.netloc:
        return None, None if parts.scheme in ELSEWHERE or parts.netloc else _strange(link)
    if not link.href.strip() and link.element != "a":
        return None, _strange(link)
    if parts.path.startswith("/") and HOME not in site.pages:
        return None, None  # of a folder without a home page nobody knows where it stands on its server
    target = target_of(site, page.url, parts.path)
    if target is None:
        near = nearest(normpath(f"{page.url}/../{unquote(parts.path)}"), site.files)
        fix = f"lead it to {near}" if near else "correct it, or remove it"
        return None, Found(link.place, "dead-link", f'"{shortened(link.href)}" leads to nothing', EXPECTED, fix)
    return target, _without_anchor(site, link, target, unquote(parts.fragment))


def _without_anchor(site: SiteFacts, link: Link, target: str, anchor: str) -> Found | None:
    there = site.pages.get(target)
    if not anchor or anchor == "top" or there is None or anchor in there.anchors:
        return None
    near = nearest(anchor, there.anchors)
    message, expected = f'"{shortened(link.href)}" leads to no anchor of {target}', "an id of that page"
    return Found(link.place, "dead-anchor", message, expected, f'write "#{near}"' if near else "correct it")


def _strange(link: Link) -> Found:
    message = f'"{shortened(link.href)}" is no link of a web page'
    return Found(link.place, "strange-link", message, "a relative link, https or http", "correct it, or remove it")


def _turned(link: Link) -> Found:
    message = f'<base href="{shortened(link.href)}"> leads all links of the page elsewhere'
    return Found(link.place, "strange-link", message, "links that begin at the page itself", "remove it")


def target_of(site: SiteFacts, url: str, path: str) -> str | None:
    """The file that a path leads to from this page; a folder is its index.html; None where there is none."""
    if not path:
        return url
    plain = unquote(path)
    if plain.startswith("/"):
        plain = plain.removeprefix(site.base) if plain.startswith(site.base) else plain.lstrip("/")
        there = normpath(plain) if plain else "."
    else:
        there = normpath(f"{url}/../{plain}")
    folder = HOME if there == "." else f"{there}/{HOME}"
    return there if there in site.files else folder if folder in site.files else None


CHECK = Check(RULES, of_site=of_site)
