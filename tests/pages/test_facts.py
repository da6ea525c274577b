"""Facts: a description's members as rows."""

from site_builder.models.frozen import FrozenDict
from site_builder.pages.facts import fact


def test_equal_objects_keep_their_own_order() -> None:
    one, other = FrozenDict({"KILT": "4.1", "Docker": "27"}), FrozenDict({"Docker": "27", "KILT": "4.1"})
    assert one == other
    keys = [[part.key for part in fact("software_stack", value).parts] for value in (one, other)]
    assert keys == [["KILT", "Docker"], ["Docker", "KILT"]]
    in_array = [[part.key for part in fact("stacks", (value,)).parts] for value in (one, other)]
    assert in_array == [[None, "KILT", "Docker"], [None, "Docker", "KILT"]]
