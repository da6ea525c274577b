"""Facts: a description's members as rows."""

from site_builder.models.frozen import FrozenDict
from site_builder.pages.facts import fact, facts_tables
from tests.builders import ROUND, a_round, a_system, an_entry
from tests.tables.reading import catalog_of


def test_equal_objects_keep_their_own_order() -> None:
    one, other = FrozenDict({"KILT": "4.1", "Docker": "27"}), FrozenDict({"Docker": "27", "KILT": "4.1"})
    assert one == other
    keys = [[part.key for part in fact("software_stack", value).parts] for value in (one, other)]
    assert keys == [["KILT", "Docker"], ["Docker", "KILT"]]
    in_array = [[part.key for part in fact("stacks", (value,)).parts] for value in (one, other)]
    assert in_array == [[None, "KILT", "Docker"], [None, "Docker", "KILT"]]


def keys_of_groups(sections: list[dict[str, object]], **described: object) -> list[list[str]]:
    """The keys of each group of a card."""
    entry = an_entry(system=a_system(**described))
    (read,) = catalog_of({"rocket": entry}, **{ROUND: a_round(sections=sections)}).entries
    return [[fact.key for fact in table.facts] for table in facts_tables(read)]


def test_keys_stand_in_the_order_of_the_round_and_those_of_a_beginning_in_the_alphabets() -> None:
    keys = ["operating_system", "accelerator*", "cooling", "accelerator_memory_capacity"]
    own, rest = keys_of_groups([{"title": "Machine", "keys": keys}])
    assert own == [
        "operating_system",
        "accelerator_model_name",
        "accelerators_per_node",
        "cooling",
        "accelerator_memory_capacity",
    ]
    assert rest == ["host_networking", "host_processor_model_name", "number_of_nodes"]


def test_the_published_groups_are_in_alphabetical_order() -> None:
    keys = "host_processor_caches host_memory_capacity nics_b nics_a power_supply_x power_management sw_notes framework"
    groups = keys_of_groups([], **dict.fromkeys([*keys.split(), "network_speed_mbit", "hw_notes"], "x"))
    assert len(groups) == 6
    assert groups == [sorted(group) for group in groups]
