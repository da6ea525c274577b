"""Terms: what must go with the numbers wherever they go, in the metadata of each bulk file."""

from typing import NamedTuple

from site_builder.models import Entry, Round
from site_builder.pages import Contents, footnote, legend
from site_builder.tables import COLUMNS, PER_CHIP, PER_WATT

NO_LICENCE = "Not stated: ask the publisher of this site"


class Terms(NamedTuple):
    """Title, date, licence, and the sentences that the messaging rules prescribe; texts may be empty."""

    title: str
    description: str
    as_of: str
    homepage: str
    licence: str
    footnote: tuple[str, ...]
    legend: str

    def said(self) -> dict[str, str]:
        """Name and text of what is not empty, in the order in which it is read."""
        texts = {**self._asdict(), "footnote": " ".join(self.footnote)}
        return {name: text for name, text in texts.items() if text}


def terms(contents: Contents) -> Terms:
    """What goes with all results of a site."""
    site, entries = contents.framing.site, contents.catalog.entries
    rounds = _rounds(entries)
    derived = [PER_CHIP, PER_WATT] if _has_derived(contents) else []
    note = footnote(site.title, ((entry, result) for entry in entries for result in entry.results), rounds, derived)
    return Terms(
        title=site.title,
        description=site.description,
        as_of=site.as_of or "",
        homepage=site.base_url or "",
        licence=site.licence or NO_LICENCE,
        footnote=note.sentences,
        legend=legend(*rounds),
    )


def _rounds(entries: tuple[Entry, ...]) -> list[Round]:
    return list({entry.round.id: entry.round for entry in entries}.values())


def _has_derived(contents: Contents) -> bool:
    place = [column.name for column in COLUMNS].index("derived.formula")
    return any(row[place] for row in contents.all_records())
