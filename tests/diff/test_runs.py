"""Which parts of two texts are the same: as difflib says, and soon whatever is compared."""

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from site_builder.diff.as_html import marked
from site_builder.diff.outline import outline
from site_builder.diff.runs import runs
from site_builder.diff.two_pages import changed_page

WORDS = st.lists(st.sampled_from("abc"), max_size=12)
SOON = 20  # seconds, on a busy machine: without a bound each of these takes an hour


@given(WORDS, WORDS)
def test_runs_lead_from_one_to_the_other(one: list[str], two: list[str]) -> None:
    found = runs(one, two)
    assert [word for _, a, b, _, _ in found for word in one[a:b]] == one
    assert [word for _, _, _, c, d in found for word in two[c:d]] == two
    assert all(one[a:b] == two[c:d] for what, a, b, c, d in found if what == "equal")
    assert all(one[a:b] != two[c:d] for what, a, b, c, d in found if what != "equal")


def test_a_page_of_many_equal_lines_is_soon_compared() -> None:
    before = "<p>first</p>" + "<p>word</p>" * 40_000 + "<p>last</p>"
    after = before.replace("first", "a", 1).replace("last", "b", 1)
    start = process_time()
    found = changed_page(outline("a.html", before), outline("a.html", after), {})
    assert found is not None
    assert [(c.old and c.old.text, c.new and c.new.text) for c in found.changes] == [("first", "a"), ("last", "b")]
    assert process_time() - start < SOON


def test_a_page_of_which_every_line_is_another_is_soon_compared() -> None:
    before, after = ("".join(f"<h2>{n} {word}</h2><p>{word} {n}</p>" for n in range(5000)) for word in ("one", "two"))
    start = process_time()
    found = changed_page(outline("a.html", before), outline("a.html", f"{after}<p>more</p>"), {})
    assert found is not None
    assert len(found.changes) > 10_000
    assert process_time() - start < SOON


def test_a_long_text_of_one_word_is_soon_marked() -> None:
    start = process_time()
    old, new = marked("b " + "a " * 40_000 + "b", "c " + "a " * 40_000 + "c")
    assert (old.count("<mark>"), new.count("<mark>")) == (1, 1)
    assert process_time() - start < SOON
