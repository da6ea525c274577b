"""What the reference says of a key is what tables and files make of it."""

import csv
import io
from typing import Any

from bs4 import BeautifulSoup

from site_builder import load
from site_builder.authoring.data_reference import reference
from site_builder.authoring.key_uses import KEY_USES
from site_builder.models import READ_KEYS
from tests.builders import ROUND, a_system, an_entry
from tests.conftest import SiteFolder

# With accelerators, without something of what is counted, and with processors alone.
BASES: tuple[dict[str, Any], ...] = (
    {},
    {"accelerator_model_name": None},
    {"accelerators_per_node": None},
    {"number_of_nodes": None},
    {"accelerator_model_name": None, "host_processor_model_name": None, "host_processors_per_node": 2},
    {"accelerator_model_name": None, "host_processor_model_name": None},
    {"accelerator_model_name": None, "accelerators_per_node": None, "host_processors_per_node": 2},
)
OTHER = {
    "division": "open",
    "system_type": "edge",
    "status": "preview",
    "accelerators_per_node": 4,
    "number_of_nodes": 3,
    "accelerator_memory_capacity": "96 GB",
    "host_processors_per_node": 4,
    "host_memory_capacity": "2 TB",
}
KEYS = ("system_name", "submitter", "division", "system_type", "status", *READ_KEYS, "a_key_of_nobody")
# These follow from the file's name, and from which results are ranked together.
NOT_OF_KEYS = {"system_id", "card", "rank", "ranked_with"}


def differing(rows: dict[str, dict[str, str]]) -> dict[str, set[str]]:
    """What differs from its base in the row of each key; rows are named by the number of a base and the key."""
    found: dict[str, set[str]] = {key: set() for key in KEYS}
    for name, row in rows.items():
        base, _, key = name.partition("-")
        if key:
            found[key] |= {column for column in row if row[column] != rows[base][column]}
    return found


def test_the_reference_of_keys_says_what_they_feed(site: SiteFolder) -> None:
    (site.data / "results/acme/rocket.json").unlink()
    for number, base in enumerate(BASES):
        site.write(f"results/{number}.json", an_entry(system=a_system(**base)))
        for key in KEYS:
            system = a_system(**base)
            system[key] = OTHER.get(key, "Something else")
            site.write(f"results/{number}-{key}.json", an_entry(system=system))
    site.build(only=("round",))
    table = BeautifulSoup(site.page(f"{ROUND}/index.html"), "html.parser").select_one("#explorer-table")
    assert table is not None
    heads = [cell.get_text() for cell in table.select("thead th")]
    shown = {}
    for row in table.select("tbody tr"):
        name = str(row["data-card"]).rpartition("/")[2]
        shown[name] = dict(zip(heads, (cell.get_text() for cell in row.select("th, td")), strict=True))
    rows = list(csv.DictReader(io.StringIO(load(str(site.data)).to_csv(index=False))))
    filed = {row["system_id"]: {name: row[name] for name in row if name not in NOT_OF_KEYS} for row in rows}

    said = {use.key: (set(use.filters), set(use.columns)) for use in KEY_USES}
    in_pages, in_files = differing(shown), differing(filed)
    assert {key: (in_pages[key], in_files[key]) for key in KEYS if in_pages[key] or in_files[key]} == said


def test_the_reference_has_every_key_that_is_read_into_a_column() -> None:
    for use in KEY_USES:
        assert f"\n| `{use.key}` | " in reference()
