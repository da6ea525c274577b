"""What a summary states differently of a result than the tree that it stands in."""

from site_builder.models import Number, Round
from site_builder.sources.summary_rows import SummaryRow
from tests.builders import ROUND, a_round
from tests.tables.reading import read


def test_a_result_whose_tree_states_no_accuracy_is_compared_as_any_other() -> None:
    round_ = Round.model_validate(read(a_round()) | {"id": ROUND})
    row = SummaryRow(position=0, values={"Performance_Result": Number("10"), "Accuracy": "acc: 76.1"})
    assert [*row.differences({"value": Number("10")}, round_)] == []
    (told,) = row.differences({"value": Number("11")}, round_)
    assert told == ("value", "the tree states 11, the summary 10")
