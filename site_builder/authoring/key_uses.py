"""Which keys of a description mean something to tables, filters and files; every other one is a fact of the card."""

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.models import USUAL_SECTIONS

HEAD = """
## What keys of a description feed { #keys }

Every key of `system` is a fact of its card and of Compare, and its text is found by the search. These feed more, in any
round; the chips of a system are its accelerators, or its processors where it names none. A number may be text too.

| key | columns of a round's results, all but `System` filters too | columns of files |
|---|---|---|
"""
AFTER = """
Chips are counted in all nodes: chips of a node × nodes, and not at all where one of the two is missing. A system that
names an accelerator is also on the page of that accelerator, which tells the memory. What no key feeds comes from the
results: benchmark, scenario, verification, precision (`weight_data_types`).

A round without `sections` of its own has these headings on its cards, and `Other Details` for all other keys:

| heading | keys |
|---|---|
"""


class KeyUse(NamedTuple):
    """What one key feeds."""

    key: str
    filters: tuple[str, ...]  # headings of the explorer's columns
    columns: tuple[str, ...]  # columns of CSV, Parquet ...


PER_CHIP = ("derived.per_accelerator", "derived.formula")
KEY_USES = (
    KeyUse("system_name", ("System",), ("system",)),
    KeyUse("submitter", ("Submitter",), ("submitter",)),
    KeyUse("division", ("Division",), ("division",)),
    KeyUse("system_type", ("Category",), ("category",)),
    KeyUse("status", ("Availability",), ("availability",)),
    KeyUse("accelerator_model_name", ("Accelerator", "Chips"), ("chip_kind", "chip_model", "chip_count", *PER_CHIP)),
    KeyUse("accelerators_per_node", ("Chips",), ("chip_count", *PER_CHIP)),
    KeyUse("number_of_nodes", ("Chips",), ("nodes", "chip_count", *PER_CHIP)),
    KeyUse("accelerator_memory_capacity", (), ("accelerator_memory",)),
    KeyUse("host_processor_model_name", ("Processor",), ("processor", "chip_kind", "chip_model")),
    KeyUse("host_processors_per_node", ("Chips",), ("processors_per_node", "chip_kind", "chip_count")),
    KeyUse("host_memory_capacity", (), ("host_memory",)),
    KeyUse("framework", ("Software",), ("framework",)),
    KeyUse("operating_system", (), ("operating_system",)),
)


def key_uses() -> Iterator[str]:
    """The tables, as Markdown."""
    yield HEAD
    for use in KEY_USES:
        yield f"| `{use.key}` | {', '.join(use.filters)} | {_codes(use.columns)} |\n"
    yield AFTER
    for section in USUAL_SECTIONS:
        yield f"| {section.title} | {_codes(section.keys)} |\n"


def _codes(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)
