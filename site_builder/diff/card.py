"""A result card, ours or a published one: its header, and its results with what backs each of them.

Source: the published cards of MLPerf Inference; the classes and ids are those that they share with ours.
"""

from collections.abc import Callable, Container, Iterator

from site_builder.diff.dom import Element, text_of
from site_builder.diff.grid import NESTED, Cell, Grid, own, read_grid
from site_builder.diff.links import links_in
from site_builder.diff.said import ABOUT, NAMED, RESULTS, Outline, Place, Said, State, free_key
from site_builder.models import STATUSES

HEADER = {"license_num_val": "Category", "test_date_val": "Division", "tester_val": "Submitted by", "sw_avail_val": "Availability"}  # fmt: skip  # noqa: E501
LABELS = frozenset(name.removesuffix("_val") for name in HEADER)
FIELDS = {"metric": "Unit", "performance": "Value", "accuracy": "Accuracy reached", "power": "Power"}
NO_RESULT = frozenset({"", "n/a", "-"})


class CardReader:
    """Reads what only a card has; what it has read it adds to `done`, and all else is left to the page."""

    def __init__(self, outline: Outline, done: set[int], to: Callable[[str], str]) -> None:
        self.outline, self._done, self._to = outline, done, to
        self._rows: dict[str, int] = {}
        self._of_anchor: dict[tuple[str, str], str] = {}  # row of a result by the anchor of its line and its scenario
        self._scenarios: set[str] = set()

    def read(self, box: Element) -> None:
        """The card inside this element."""
        self._header(box)
        tables = [element for element in box.descendants() if element.tag == "table"]
        found = [(table, read_grid(table)) for table in tables if _is_results(table)]
        for table, grid in found:
            self._results(table, grid, len(found) > 1)
        for table in tables:
            if table.has_class("backing"):
                self._backing(table)
        self._state(box)

    # ---- header

    def _header(self, box: Element) -> None:
        by_id = {element.get("id"): element for element in box.descendants() if element.get("id")}
        title = next((element for element in box.descendants() if element.tag == "h1"), None)
        if title is not None:
            self._fact("Title", title)
        submitter, system = self._names(box, text_of(by_id["tester_val"]) if "tester_val" in by_id else "")
        self.outline.name = ", ".join(filter(None, (submitter, system)))
        for name, label in HEADER.items():
            if name in by_id:
                self._fact(label, by_id[name])
        self._done.update(id(by_id[name]) for name in LABELS & set(by_id))

    def _fact(self, label: str, element: Element) -> None:
        self.outline.say(Place("", label), Said(text_of(element), self._links(element)))
        self._done.add(id(element))

    def _names(self, box: Element, tester: str) -> tuple[str, str]:
        """Submitter and system: two paragraphs, or one heading `submitter - system`."""
        bar = box.find(class_="headerbar")
        paragraphs = [element for element in bar.descendants() if element.tag == "p"] if bar else []
        if len(paragraphs) > 1:
            names = [text_of(element) for element in paragraphs[:2]]
            links = [self._links(element) for element in paragraphs[:2]]
            self._done.update(map(id, paragraphs[:2]))
        else:
            heading = box.find("h2")
            text = text_of(heading) if heading else ""
            if " - " not in text or heading is None:
                return tester, ""
            self._done.add(id(heading))
            cut = len(tester) if tester and text.casefold().startswith(f"{tester} - ".casefold()) else text.index(" - ")
            names, links = [text[:cut], text[cut + 3 :]], ["", self._links(heading)]
        for label, name, more in zip(("Submitter", "System"), names, links, strict=True):
            self.outline.say(Place("", label), Said(name, more))
        return names[0], names[1]

    # ---- results

    def _results(self, table: Element, grid: Grid, several: bool) -> None:
        self._done.add(id(table))
        category = table.get("data-category") if several else ""
        for line, cells in grid.rows:
            if len(cells) > 1:
                self._line(grid, line, cells, category)
        if grid.caption:
            shows = self._links(grid.title) if grid.title is not None else ""
            self.outline.say(Place(RESULTS, category, "caption"), Said(grid.caption, shows))
        # Which scenarios there are, and whether states are told, follows from the results.
        heads = dict.fromkeys(column.rpartition(" / ")[2] for column in grid.columns if column != "Verification")
        self.outline.say(Place(RESULTS, category, "columns"), Said(" | ".join(heads), self._links(*grid.heads)))

    def _line(self, grid: Grid, line: Element, cells: tuple[Cell, ...], category: str) -> None:
        """A benchmark across the scenarios."""
        model = " ".join(filter(None, (cells[0].text, category and f"({category})")))
        model = free_key(model, self._rows)
        self.outline.say(Place(RESULTS, model, "Accuracy target"), self._cell(cells[1]))
        self.outline.say(Place(RESULTS, model, NAMED[0]), self._cell(cells[0]))
        told, by_scenario = "", dict[str, dict[str, Cell]]()
        at = 0
        for cell in cells:
            scenario, _, what = grid.column(at).rpartition(" / ")
            if scenario:
                by_scenario.setdefault(scenario, {})[FIELDS.get(what.casefold(), what)] = cell
            elif at > 1:
                told = cell.text
                if any(said := self._cell(cell)):
                    self.outline.say(Place(RESULTS, model, grid.column(at)), said)
            at += cell.span
        self._scenarios |= set(by_scenario)
        for scenario, fields in by_scenario.items():
            value = fields.get("Value") or next(iter(fields.values()))
            if value.text.casefold() not in NO_RESULT or self._links(value.element):
                self._result(f"{model} {scenario}", scenario, line.get("id"), fields, told)

    def _result(self, row: str, scenario: str, anchor: str, fields: dict[str, Cell], told: str) -> None:
        for field in ("Value", *(name for name in fields if name != "Value")):
            if field in fields and any(said := self._cell(fields[field])):
                self.outline.say(Place(RESULTS, row, field), said)
        self.outline.anchors[row] = anchor
        self._of_anchor.setdefault((anchor, scenario), row)
        if "Value" in fields and (better := fields["Value"].element.get("data-better")):
            self.outline.better[row] = better
        status = next((s for s in STATUSES if s == told or f"{scenario} {s}" in told.split(", ")), "")
        if status:
            self.outline.states[row] = State(status)

    # ---- what backs them

    def _backing(self, table: Element) -> None:
        self._done.add(id(table))
        grid = read_grid(table)
        self.outline.say(Place(ABOUT, "", "columns"), Said(" | ".join(grid.columns), self._links(*grid.heads)))
        for _, cells in grid.rows:
            link = cells[0].element.find("a")
            row = self._row_of(link) if link is not None else cells[0].text
            if link is not None and (rest := text_of(cells[0].element, {id(link)})):
                self.outline.say(Place(RESULTS, row, "Measured"), Said(rest))
            self._keep(Place(RESULTS, row, NAMED[1]), self._cell(cells[0]))
            for number, cell in enumerate(cells[1:], 1):
                self._backs(row, grid.column(number), cell)

    def _row_of(self, link: Element) -> str:
        """The result that a line is about: its anchor, and the scenario that its name ends with."""
        anchor, words = link.get("href").removeprefix("#"), text_of(link).split()
        scenario = next((word for word in reversed(words) if word in self._scenarios), "")
        return self._of_anchor.get((anchor, scenario), text_of(link))

    def _backs(self, row: str, column: str, cell: Cell) -> None:
        taken: set[int] = set()
        for field, element in _named(cell.element):
            name = element.find("code") if element.tag == "p" else None  # which is the field's name
            text = text_of(element, {id(name)})
            self._keep(Place(RESULTS, row, field), Said(text, self._links(element)))
            taken.add(id(element))
        if state := cell.element.find(class_="state-of-result"):
            self.outline.states[row] = state_in(state)
        rest = text_of(cell.element, taken).removeprefix("Log and implementation").removeprefix("Log").strip()
        if any(said := Said(rest, self._links(cell.element, skip=taken))):
            self._keep(Place(RESULTS, row, column), said)

    def _keep(self, place: Place, said: Said) -> None:
        kept = self.outline.facts.get(place, Said(""))
        if kept.text != said.text or said.more not in ("", kept.more):
            self.outline.say(place, said)

    def _cell(self, cell: Cell) -> Said:
        return Said(cell.text, self._links(cell.element))

    def _links(self, *elements: Element, skip: Container[int] = ()) -> str:
        return " ".join(self._to(link) for element in elements for link in links_in(element, skip))

    # ---- what became of it

    def _state(self, box: Element) -> None:
        if words := box.find(class_="state-of-card"):
            self.outline.states[""] = state_in(words)


BESIDE = {"reached": "Accuracy reached", "goal": "Target", "state-of-result": "State", "place": "Source", "path": "Log", "sha256": "Log's sha256", "url": "Found at"}  # fmt: skip  # noqa: E501


def _named(cell: Element) -> Iterator[tuple[str, Element]]:
    """The parts of a cell that have a name of their own."""
    for element in own(cell, frozenset({"span", "p", "code", "a", "time"}), frozenset()):
        if element.tag == "p" and (key := element.find("code")):
            yield text_of(key), element
        elif element.tag == "time":
            yield "Retrieved", element
        elif element.tag != "a" or element.has_class("url"):
            name = next((BESIDE[name] for name in BESIDE if element.has_class(name)), "")
            if name:
                yield name, element


def state_in(words: Element) -> State:
    """A verification as it is worded: status, date and reason."""
    status, date, reason = words.find(class_="state"), words.find("time"), words.find(class_="reason")
    found = (text_of(element) if element else "" for element in (status, date, reason))
    return State(*found)


def _is_results(table: Element) -> bool:
    """Whether this is the results table: its heads are the published ones."""
    first = next(own(table, frozenset({"tr"}), NESTED), None)
    names = {text_of(cell).casefold() for cell in first.elements()} if first else set()
    return {"model", "accuracy target"} <= names
