"""Two pages: what one says and the other does not, each text held against the one at the same place."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from site_builder.diff.changes import Change, Direction, PageChange, ValueChange, Verdict, What
from site_builder.diff.running import changed_lines, order_of_lines
from site_builder.diff.said import NAMED, RESULTS, Outline, Place, Said, State
from site_builder.diff.tokens import numbers_in

MOST_RENAMED = 10_000  # pairs of headings, of which one may be the other renamed
ALIKE = 0.5  # of what two sections say, for one to be the other renamed
NOTHING = State()
NO_UNIT = Said("")
# Where a page does not say which way is better.
LOWER = re.compile(r"latency|joules|^(?:ns|us|µs|ms|s|sec|seconds|minutes|min|hours)$|time", re.IGNORECASE)
HIGHER = re.compile(r"/\s*s(?:ec(?:ond)?)?\b|per second|\bfps\b|\bqps\b", re.IGNORECASE)


def changed_page(old: Outline, new: Outline, moves: Mapping[str, str]) -> PageChange | None:
    """What the new page says differently; None where it says the same at the same address.

    `moves` has the new addresses of pages by their old ones: a link that follows a page is no difference.
    """
    if moves:
        _follow(old, moves)
    _rename_sections(old, new)
    facts = _renamed(old.facts, new.facts, "column")
    changes = [*_facts(facts, old, new), *changed_lines(old, new)]
    # Elsewhere than on a card, rows change places because of their values.
    if (not changes or new.kind == "card") and (order := _order(facts, new)):
        changes.append(order)
    if not changes and (order := order_of_lines(old, new)):
        changes.append(order)
    if not changes and old.kind == new.kind and old.address == new.address:
        return None
    return PageChange(
        address=new.address,
        kind=new.kind,
        name=new.name or old.name,
        what="changed" if new.address == old.address else "moved",
        was="" if new.address == old.address else old.address,
        changes=tuple(changes),
        values=tuple(_values(facts, new, old.better)) if new.kind == "card" else (),
        states=_verdicts(old, new),
        ids_gone=tuple(sorted(old.ids - new.ids)),
        leads_to=new.leads_to,
        names=_names(new, old) if new.kind == "card" else (),
        numbers=_numbers(new, old) if new.kind == "card" else (),
    )


def only_page(page: Outline, what: What) -> PageChange:
    """A page that only one of the two sites has: all that it says, come or gone."""
    is_new = what == "added"
    said = {**page.facts}
    for section, lines in page.lines.items():
        for number, line in enumerate(lines):
            said[Place(section, "", f"text {number + 1}")] = line
    changes = (
        Change(place, _label(place, page), None if is_new else text, text if is_new else None)
        for place, text in said.items()
    )
    return PageChange(
        page.address, page.kind, page.name, what, changes=tuple(changes),
        states={row: Verdict(*((NOTHING, s) if is_new else (s, NOTHING))) for row, s in page.states.items()},
        ids_gone=() if is_new else tuple(sorted(page.ids)), leads_to=page.leads_to,
        names=_names(page) if page.kind == "card" else (),
    )  # fmt: skip


def _names(*pages: Outline) -> tuple[str, ...]:
    """What a card is called, and its results with their units: the words in which other pages speak of it."""
    facts = [(place, said.text) for page in pages for place, said in page.facts.items()]
    rows = [place.row for place, _ in facts if place.section == RESULTS]
    return tuple(
        dict.fromkeys([*rows, *(text for place, text in facts if place.column == "Unit" or not place.section)])
    )


def _numbers(*pages: Outline) -> tuple[str, ...]:
    """The values of a card's results, and the numbers of its text: what other pages may repeat."""
    values = (said.text for page in pages for place, said in page.facts.items() if place.column == "Value")
    lines = (line.text for page in pages for lines in page.lines.values() for line in lines)
    return tuple(dict.fromkeys(numbers_in((*values, *lines))))


def _follow(page: Outline, moves: Mapping[str, str]) -> None:
    """Let the links of the old page lead to where the pages are now."""
    folders = {posixpath.dirname(old): posixpath.dirname(new) for old, new in moves.items()}

    def now(text: str, between: str) -> str:
        return between.join(_moved(link, folders) for link in text.split(between))

    page.facts = {
        place._replace(row=now(place.row, " · ")): said._replace(more=now(said.more, " "))
        for place, said in page.facts.items()
    }
    page.labels = {now(row, " · "): label for row, label in page.labels.items()}
    for section, lines in page.lines.items():
        page.lines[section] = [line._replace(more=now(line.more, " ")) for line in lines]


def _moved(link: str, folders: Mapping[str, str]) -> str:
    """A link into one of these folders, or about one, as it is now."""
    path, question, query = link.partition("?")
    folder, slash, name = path.rpartition("/")
    asked = "&".join(f"{key}{is_}{folders.get(value, value)}" for key, is_, value in (part.partition("=") for part in query.split("&")))  # fmt: skip  # noqa: E501
    return f"{folders.get(folder, folder)}{slash}{name}{question}{asked}"


def _label(place: Place, page: Outline) -> str:
    return page.labels.get(place.row, place.row)


# ---- facts


def _rename_sections(old: Outline, new: Outline) -> None:
    """Put what the old page says below the new page's headings, where only the heading changed."""
    names = _renames(_all(old), _all(new), "section")
    if names:
        old.facts = _put(old.facts, "section", names)
        old.lines = {names.get(section, section): lines for section, lines in old.lines.items()}


def _all(page: Outline) -> dict[Place, Said]:
    """Facts and lines alike."""
    lines = {
        Place(section, "", f"text {n}"): line for section, found in page.lines.items() for n, line in enumerate(found)
    }
    return {**page.facts, **lines}


def _renamed(old: dict[Place, Said], new: dict[Place, Said], field: str) -> dict[Place, Said]:
    """The old facts below the new page's heads of columns, where only the head changed."""
    names = _renames(old, new, field)
    return _put(old, field, names) if names else old


def _put(facts: Mapping[Place, Said], field: str, names: Mapping[str, str]) -> dict[Place, Said]:
    return {place._replace(**{field: names.get(getattr(place, field), getattr(place, field))}): said for place, said in facts.items()}  # fmt: skip  # noqa: E501


def _renames(old: Mapping[Place, Said], new: Mapping[Place, Said], field: str) -> dict[str, str]:
    before, after = _by(old, field), _by(new, field)
    found: dict[str, str] = {}
    if len(before.keys() - after.keys()) * len(after.keys() - before.keys()) > MOST_RENAMED:
        return found
    for name in before.keys() - after.keys():
        for other in sorted(after.keys() - before.keys() - set(found.values())):
            one, two = before[name], after[other]
            same = sum(1 for rest, text in one.items() if two.get(rest) == text and text)
            if same >= ALIKE * max(len(one), len(two)) and (same > 1 or len(one) == len(two) == 1):
                found[name] = other
                break
    return dict(sorted(found.items()))


def _by(facts: Mapping[Place, Said], field: str) -> dict[str, dict[Place, str]]:
    grouped: dict[str, dict[Place, str]] = defaultdict(dict)
    for place, said in facts.items():
        if getattr(place, field):
            grouped[getattr(place, field)][place._replace(**{field: ""})] = said.text
    return grouped


def _facts(old: dict[Place, Said], before: Outline, new: Outline) -> Iterator[Change]:
    """In the order of the new page; what went comes where it stood before its section ends."""
    for place, said in new.facts.items():
        if old.get(place) != said and not (_is_name(place) and place not in old):
            yield Change(place, _label(place, new), old.get(place), said)
    for place, said in old.items():
        if place not in new.facts and not _is_name(place):
            yield Change(place, _label(place, before), said, None)


def _is_name(place: Place) -> bool:
    return place.section == RESULTS and place.column in NAMED


def _order(old: Mapping[Place, Said], new: Outline) -> Change | None:
    """The same rows in another order: those of the first section that changed places."""
    for section in dict.fromkeys(place.section for place in new.facts):
        before = dict.fromkeys(place.row for place in old if place.section == section)
        after = dict.fromkeys(place.row for place in new.facts if place.section == section)
        pairs = zip((row for row in before if row in after), (row for row in after if row in before), strict=True)
        if moved := [pair for pair in pairs if pair[0] != pair[1]]:
            words = [" ‹ ".join(new.labels.get(row, row) for row in rows) for rows in zip(*moved, strict=True)]
            return Change(Place(section, "", "order"), "", Said(words[0]), Said(words[1]))
    return None


# ---- results


def _values(old: Mapping[Place, Said], new: Outline, better: Mapping[str, str]) -> Iterator[ValueChange]:
    for place, said in new.facts.items():
        if place.section != RESULTS or place.column != "Value":
            continue
        before = old.get(place)
        if before is None or before.text == said.text:
            continue
        unit = new.facts.get(place._replace(column="Unit"), Said(""))
        old_unit = old.get(place._replace(column="Unit"), Said(""))
        same = unit.text == old_unit.text
        percent = _percent(before.text, said.text) if same else None
        way = new.better.get(place.row) or better.get(place.row) or _better_in(unit.text)
        yield ValueChange(
            place.row, before.text, said.text, unit.text, old_unit.text, percent, _direction(percent, way)
        )


def _percent(old: str, new: str) -> Decimal | None:
    try:
        before, after = Decimal(old), Decimal(new)
        if not (before.is_finite() and after.is_finite()) or before == 0 or max(abs(before.adjusted()), abs(after.adjusted())) > 400:  # fmt: skip  # noqa: E501
            return None
        return 100 * (after - before) / abs(before)
    except InvalidOperation:
        return None


def _better_in(unit: str) -> str:
    """Which way is better, by the words of a unit; empty where they do not say."""
    if HIGHER.search(unit):
        return "higher"
    return "lower" if LOWER.search(unit) else ""


def _direction(percent: Decimal | None, better: str) -> Direction:
    if not percent or not better:
        return ""
    return "better" if (percent > 0) == (better == "higher") else "worse"


def _verdicts(old: Outline, new: Outline) -> dict[str, Verdict]:
    values = _values_of(new) or _values_of(old)
    whole = "; ".join(f"{row} {value}" for row, value in values.items())
    return {
        row: Verdict(old.states.get(row, NOTHING), new.states.get(row, NOTHING), values.get(row, "") if row else whole)
        for row in sorted({*old.states, *new.states})
    }


def _values_of(page: Outline) -> dict[str, str]:
    """Each result's value with its unit, by its row."""
    facts = page.facts
    return {
        place.row: f"{said.text} {facts.get(place._replace(column='Unit'), NO_UNIT).text}".rstrip()
        for place, said in facts.items()
        if place.section == RESULTS and place.column == "Value"
    }
