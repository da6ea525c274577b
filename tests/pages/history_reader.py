"""Reading submitter and accelerator pages for tests: listings, histories, as plain values."""

from pathlib import Path
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag

from site_builder.pages import plan_site
from site_builder.render import render
from site_builder.sources import read_data


class Listed(NamedTuple):
    """One listed result."""

    table: str
    group: str
    row: str
    scenario: str
    value: str
    standing: str
    state: str
    href: str


def page_of(data: Path, url: str) -> BeautifulSoup:
    """One page of the site."""
    read = read_data(str(data))
    assert read.site is not None, read.problems
    (page,) = (page for page in plan_site(read.site, read.catalog).pages if page.url == url)
    return BeautifulSoup(render(page), "html.parser")


def text(found: Tag | None) -> str:
    """The text of an element in one line; nothing where there is none."""
    return " ".join(found.get_text(" ").split()) if found else ""


def listed(page: BeautifulSoup) -> list[Listed]:
    """Every result that a page lists."""
    found = []
    for table in page.select("table.listing"):
        scenarios = [text(head) for head in table.select("thead th")][1:-1]
        caption = text(table.select_one("caption"))
        for body in table.select("tbody"):
            group, *rows = body.select("tr")
            for row in rows:
                for scenario, cell in zip(scenarios, row.select("td"), strict=False):
                    value = cell.select_one("a.value")
                    if value:
                        name, state = text(row.select_one("th")), text(cell.select_one(".state"))
                        standing = text(cell.select_one("a.standing")).removeprefix("rank ")
                        where = (caption, text(group), name, scenario)
                        found.append(Listed(*where, text(value), standing, state, str(value["href"])))
    return found


def histories(page: BeautifulSoup) -> dict[str, list[tuple[str, str, str, str]]]:
    """Group, version, value and ratio of each row, by the caption of the table."""
    found = {}
    for table in page.select("table.points"):
        rows = []
        for body in table.select("tbody"):
            group = text(body.select_one("tr.group"))
            for row in body.select("tr:not(.group)"):
                cells = row.select("td")
                value = cells[0].get_text().split()[0]
                rows.append((group, text(row.select_one("th")), value, text(cells[1])))
        found[text(table.select_one("caption"))] = rows
    return found
