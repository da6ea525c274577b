"""Reads a card's HTML back into the ResultCard that it was made from, and its facts into JSON values."""

import json
from typing import Any

from bs4 import BeautifulSoup, Tag

from site_builder.models import Number
from site_builder.pages.about_results import AboutResult, Place, Provenance, State
from site_builder.pages.facts import Fact, FactsTable, Part
from site_builder.pages.formulas import ResultFormula
from site_builder.pages.page import Alternate, DataFile, Dataset, Footnote, Frame, Link, Retrieval
from site_builder.pages.related import NearlyTheSame, Related
from site_builder.pages.result_card import Header, ResultCard
from site_builder.pages.results_table import Cell, ResultRow, ResultsTable, ScenarioColumn


def parse(html: bytes) -> ResultCard:
    """Everything that the card says."""
    page = BeautifulSoup(html, "html5lib")
    card = _one(page, "article.resultpage")
    about = _one(card, "section.about")
    return ResultCard(
        frame=_frame(page),
        address=_text(about, "code.address"),
        platform=str(card["data-platform"]),
        division=str(card["data-division"]),
        round=str(card["data-round"]),
        header=_header(card),
        facts=tuple(_facts_table(section) for section in card.select("section.facts .groups > section")),
        described=tuple(_fact(row) for row in about.select("table.described tr")),
        omitted=tuple(code.get_text() for code in card.select("p.omitted code")),
        results=tuple(_results_table(table) for table in card.select("table.performance")),
        terms=tuple(_link(a) for a in about.select("a.term")),
        related=_related(about),
        state=_state(_one(about, "dd.state-of-card")),
        provenance=_provenance(about.select_one(":scope > dl > dd.provenance")),
        logs=_text(about, "code.logs"),
        formulas=tuple(_formula(line) for line in about.select("dd:has(> b)")),
        about=tuple(_about(row) for row in about.select("table.backing > tbody > tr")),
        compare=str(_one(about, "a.compare")["href"]),
        citation=_text(about, "p.citation"),
        footnote=_footnote(_one(about, "aside.footnote")),
    )


def value(fact: Fact | Part, parts: tuple[Part, ...]) -> Any:
    """The JSON value of a fact, with the lines that are nested in it."""
    if fact.type == "string":
        return fact.text
    if fact.type == "number":
        return Number(fact.text)
    if fact.type not in ("object", "array"):
        return {"true": True, "false": False, "null": None}[fact.text or "null"]
    depth = parts[0].depth if parts else 0
    starts = [index for index, part in enumerate(parts) if part.depth == depth]
    inner = [
        (parts[start].key, value(parts[start], parts[start + 1 : end]))
        for start, end in zip(starts, [*starts[1:], len(parts)], strict=False)  # no starts: an empty one
    ]
    return dict(inner) if fact.type == "object" else tuple(item for _, item in inner)


def _one(within: Tag, selector: str) -> Tag:
    (found,) = within.select(selector)
    return found


def _text(within: Tag, selector: str) -> str:
    """The text of the one such element; empty where there is none."""
    found = within.select(selector)
    assert len(found) <= 1, found
    return found[0].get_text() if found else ""


def _attribute(within: Tag, selector: str, name: str) -> str | None:
    found = within.select_one(selector)
    return str(found[name]) if found else None


def _link(tag: Tag) -> Link:
    return Link(tag.get_text(), str(tag.get("href", "")))


def _frame(page: Tag) -> Frame:
    return Frame(
        title=_text(page, "head > title"),
        description=_attribute(page, "meta[name=description]", "content") or "",
        site_title=_text(page, "header.site .name"),
        home=str(_one(page, "header.site .name")["href"]),
        assets=str(_one(page, "link[href$='site.css']")["href"]).removesuffix("site.css"),
        search=str(_one(page, "header.site a.search")["href"]),
        menu=tuple(_link(a) for a in page.select("header.site nav a:not(.search)")),
        crumbs=tuple(_link(a) for a in page.select("nav.crumbs a")[1:]),
        canonical=_attribute(page, "link[rel=canonical]", "href"),
        draft=_text(page, "aside.draft strong") == "Draft.",
        alternates=tuple(
            Alternate(a.get_text(), str(a["type"]), str(a["href"])) for a in page.select("main > p.data a")
        ),
        dataset=_dataset(page),
        foot=tuple(_link(a) for a in page.select("footer.site nav a")),
        theme=_attribute(page, "link[href$='theme.css']", "href") or "",
        logo=_attribute(page, "header.site img.logo", "src") or "",
        logo_dark=_attribute(page, "header.site source", "srcset") or "",
        logo_says_title=bool(_attribute(page, "header.site img.logo", "alt")),
        licence=_text(page, "footer .licence"),
        legend=_text(page, "footer .legend"),
    )


def _dataset(page: Tag) -> Dataset | None:
    """What JSON-LD says of the page; None where it says nothing."""
    script = page.select_one("script[type='application/ld+json']")
    if script is None:
        return None
    said = json.loads("".join(map(str, script.contents)))  # not get_text: to that a script has no text
    return Dataset(
        name=said["name"],
        description=said["description"],
        url=said["url"],
        publisher=said["publisher"]["name"],
        published=said.get("datePublished", ""),
        licence=said.get("license", {}).get("name", ""),
        notice=said.get("usageInfo", {}).get("text", ""),
        files=tuple(DataFile(file["encodingFormat"], file["contentUrl"]) for file in said["distribution"]),
    )


def _header(card: Tag) -> Header:
    assert _text(card, "#tester_val") == _text(card, ".headerbar p.submitter")
    return Header(
        title=_text(card, ".titlebarcontainer .titlebar h1.title"),
        copyright=_text(card, ".titlebar .copyright"),
        submitter=_text(card, ".headerbar p.submitter"),
        system=_text(card, ".headerbar p.system"),
        family=_text(card, "table.datebar #license_num").removesuffix(" Category:"),
        category=_text(card, "#license_num_val"),
        division=_text(card, "#test_date_val"),
        availability=_text(card, "#sw_avail_val"),
    )


def _facts_table(section: Tag) -> FactsTable:
    heading = _one(section, "h3")
    return FactsTable(
        id=str(heading["id"]),
        title=heading.get_text(),
        facts=tuple(_fact(row) for row in section.select("tr")),
    )


def _fact(row: Tag) -> Fact:
    cell = _one(row, "td")
    parts = tuple(_part(line) for line in cell.select("ul.nested > li"))
    return Fact(_text(row, "th"), str(cell["data-type"]), "" if parts else cell.get_text(), parts)


def _part(line: Tag) -> Part:
    key = line.find("b")
    return Part(
        int(str(line["data-depth"])), key.get_text() if key else None, str(line["data-type"]), _text(line, "span")
    )


def _results_table(table: Tag) -> ResultsTable:
    first, second = table.select("thead tr")
    scenarios = first.select("th[colspan]")
    with_accuracy = any(th.get_text() == "Accuracy" for th in second.select("th"))
    with_states = len(first.select("th[rowspan]")) == 3
    return ResultsTable(
        category=str(table["data-category"]),
        caption=_text(table, "caption"),
        columns=tuple(ScenarioColumn(th.get_text(), "unused" not in th.get("class", [])) for th in scenarios),
        with_accuracy=with_accuracy,
        with_states=with_states,
        rows=tuple(_row(row, len(scenarios), with_accuracy, with_states) for row in table.select("tbody tr")),
    )


def _row(row: Tag, scenarios: int, with_accuracy: bool, with_states: bool) -> ResultRow:
    backing = _attribute(row, "th a", "href")
    model, target, *cells = [cell.get_text() for cell in row.find_all(["th", "td"])]
    with_power = [cell.has_attr("data-power") for cell in row.select("td.number")]
    in_use = ["unused" not in cell.get("class", []) for cell in row.select("td.number")]
    states = cells.pop() if with_states else ""
    width = 3 if with_accuracy else 2
    assert len(cells) == width * scenarios == width * len(with_power)
    betters = [str(cell.get("data-better", "")) for cell in row.select("td.number")]
    groups = [cells[start : start + width] for start in range(0, len(cells), width)]
    return ResultRow(
        id=str(row["id"]),
        model=model,
        backing=(backing or "").removeprefix("#"),
        accuracy_target=target,
        cells=tuple(
            Cell(*(group if with_accuracy else ["", *group]), power, better, used)
            for group, power, better, used in zip(groups, with_power, betters, in_use, strict=True)
        ),
        states=states,
    )


def _about(row: Tag) -> AboutResult:
    link, state = _one(row, "th a"), row.select_one("p.state-of-result")
    return AboutResult(
        id=str(row.get("id", "")),
        row=str(link["href"]).removeprefix("#"),
        name=link.get_text(),
        places=tuple(_place(place) for place in row.select("a.place")),
        accuracy=_text(row, ".reached"),
        target=_text(row, ".goal").removeprefix("target "),
        power=_text(row, "td.power"),
        precision=_text(row, ".precision"),
        formats=_text(row, ".formats"),
        inferred_from=_text(row, ".inferred"),
        implementation=tuple(_implementation(p) for p in row.select("details > p")),
        result_id=_text(row, "td.id"),
        state=_state(state) if state else None,
        provenance=_provenance(row.select_one("details")),
    )


def _formula(line: Tag) -> ResultFormula:
    return ResultFormula(
        of=_text(line, "b").removesuffix(":"),
        fields=tuple(code.get_text() for code in line.select("code")),
        words=_text(line, "i"),
    )


def _implementation(line: Tag) -> tuple[str, str]:
    key = _text(line, "code")
    return key, line.get_text().removeprefix(f"{key} ")


def _place(link: Tag) -> Place:
    return Place(int(_text(link, "b")), int(_text(link, "span")), str(link["href"]), _text(link, "i"))


def _related(about: Tag) -> Related:
    submitter, *accelerators = [_link(a) for a in about.select("a.everything")]
    others = [NearlyTheSame(_text(line, "span"), _link(_one(line, "a"))) for line in about.select(".same-but li")]
    return Related(submitter, accelerators[0] if accelerators else None, tuple(others))


def _footnote(note: Tag) -> Footnote:
    retrievals = tuple(Retrieval(_text(span, ".url"), _text(span, "time")) for span in note.select(".retrieval"))
    return Footnote(_text(note, ".scope"), retrievals, tuple(p.get_text() for p in note.select("p.sentence")))


def _state(words: Tag) -> State:
    more = words.select_one(".more")
    return State(
        status=_text(words, "strong.state"),
        date=_text(words, "time"),
        reason=_text(words, ".reason"),
        link=_link(more) if more else None,
    )


def _provenance(words: Tag | None) -> Provenance | None:
    if words is None:
        return None
    known = [_text(words, selector) for selector in (".place", ".path", ".sha256", ".url", "time")]
    return Provenance(*known) if any(known) else None
