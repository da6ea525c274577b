"""Entry files in `data/`: where one stands, what an import would change in it, and writing them."""

import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from site_builder.models import LONGEST_PART, Number, Round, address_part, is_an_address, json_text
from site_builder.problems import address_in_words
from site_builder.sources.all_or_none import write_all
from site_builder.sources.data_files import printable
from site_builder.sources.entry_draft import Written
from site_builder.sources.located_json import Document

UNSAFE = re.compile(r"[/\\\x00-\x1f]|^\.")


class Change(NamedTuple):
    """What an import would do to one file; `fields` says where an existing file says something else."""

    path: str
    what: Literal["new", "unchanged", "changed"]
    text: str
    fields: tuple[str, ...] = ()


class EntryFiles:
    """The entry files of one data folder."""

    def __init__(self, data: str) -> None:
        self.data = data
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self._was: dict[str, str] = {}  # the sha256 of each file as it was first read: what an import goes by
        for folder, folders, names in os.walk(data):
            folders[:] = sorted(f for f in folders if not f.startswith(".") and os.path.join(folder, f) != self._rounds)
            for name in sorted(names):
                if name.endswith(".json") and not name.startswith("."):
                    stem = name.removesuffix(".json")
                    self._by_stem[address_part(stem).casefold()].append(os.path.join(folder, name))

    @property
    def _rounds(self) -> str:
        return os.path.join(self.data, "rounds")

    def path_of(self, round_: Round, division: str, submitter: str, stem: str) -> str:
        """Where the entry of this system stands, or will: a file that somebody moved is still its file."""
        address = tuple(address_part(part).casefold() for part in (round_.id, division, submitter))
        for path in self._by_stem.get(address_part(stem).casefold(), ()):
            if _address_in(self._read(path), round_) == address:
                return path
        return os.path.join(self.data, "results", round_.id, division, file_name(submitter), f"{stem}.json")

    def change(self, path: str, entry: Written) -> Change:
        """What writing the entry there would change."""
        if not os.path.exists(path):
            return Change(path, "new", entry.text)
        fields = tuple(_differences(self._read(path), entry.value, ()))
        return Change(path, "changed" if fields else "unchanged", entry.text, fields)

    def omitted_in(self, path: str) -> tuple[str, ...]:
        """The keys that the existing entry leaves out."""
        value = self._read(path) if os.path.exists(path) else None
        omitted = value.get("omitted", ()) if isinstance(value, Mapping) else ()
        return tuple(key for key in omitted if isinstance(key, str)) if isinstance(omitted, tuple) else ()

    def write(self, changes: Sequence[Change]) -> None:
        """Write these files, all or none.

        Raises: SiteBuilderError if somebody else changed one since it was read, or wrote one where none was.
        """
        known = (change.path for change in changes if change.what == "new" or change.path in self._was)
        was = {path: self._was.get(path) for path in known}
        write_all(self.data, {change.path: change.text for change in changes}, was)

    def _read(self, path: str) -> Any:
        """What a file holds, as far as it can be read."""
        try:
            data = Path(path).read_bytes()
        except OSError:
            return None
        self._was.setdefault(path, hashlib.sha256(data).hexdigest())
        document = Document(path, data)
        return None if document.problems else document.value


def file_name(name: str) -> str:
    """The name as one folder or stem: itself where that is safe, else its address."""
    usable = is_an_address(name) and not UNSAFE.search(name) and printable(name) == name
    return name if usable else (address_part(name)[:LONGEST_PART] or "-")


def _address_in(value: Any, round_: Round) -> tuple[str, ...] | None:
    """Round, division and submitter of an existing entry, as its address has them."""
    if not isinstance(value, Mapping) or value.get("round") != round_.id:
        return None
    system = value.get("system")
    described: Mapping[str, Any] = system if isinstance(system, Mapping) else {}
    division = round_.division(str(value.get("division") or described.get("division") or ""))
    submitter = value.get("submitter") or described.get("submitter") or ""
    return tuple(address_part(part).casefold() for part in (round_.id, division or "", str(submitter)))


def _differences(old: Any, new: Any, path: tuple[str | int, ...]) -> Iterator[str]:
    """Each field that the two say differently, as `results[3].value: 7.5 here, 7.6 in the source`."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys([*old, *new]):
            yield from _differences(old.get(key, MISSING), new.get(key, MISSING), (*path, key))
    elif isinstance(old, tuple) and isinstance(new, tuple):
        for index in range(max(len(old), len(new))):
            pair = [side[index] if index < len(side) else MISSING for side in (old, new)]
            yield from _differences(pair[0], pair[1], (*path, index))
    elif type(old) is not type(new) or old != new:
        yield f"{address_in_words(path)}: {_shown(old)} here, {_shown(new)} in the source"


MISSING: Any = object()


def _shown(value: Any) -> str:
    if value is MISSING:
        return "nothing"
    if isinstance(value, Mapping | tuple):
        return "an object" if isinstance(value, Mapping) else "an array"
    text = str(value) if isinstance(value, Number) else json_text(value).strip()
    return text if len(text) <= 60 else f"{text[:57]}..."
