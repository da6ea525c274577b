"""The tree: places, what is closed by what follows, and that no text whatever ends in an exception."""

import random
from pathlib import Path

from site_builder.checks import check_site
from site_builder.checks.tree import tree_of

PIECES = [
    *("<", ">", "</", "<!", "<![", "[if", "foo[", "]]>", "--", "<!--", "-->", "<?php", '"', "'", "=", "\0", "x", " "),
    *("<p", "<h1>", "<h7>", "<svg/>", "<script>", "</script>", "<table", "<tr>", "<td>", "</td>", "id=", "&#x110000;"),
    *('class="performance"', "<th>Accuracy Target</th>", 'colspan="99999999"', 'colspan="\u0663"', 'colspan="\u00b2"'),
    *('<a href="http://[x">', '<a href="a%ff\x01">', 'href="//[::1"', "<meta http-equiv=refresh content=x>", "\ud7ff"),
]


def test_elements_know_their_places_and_cells_end_where_the_next_begins() -> None:
    tree = tree_of("<!doctype html>\n<table>\n  <tr><td>a<td>b</tr>\n</table>")
    cells = list(tree.root.find("td"))
    assert [(cell.text, cell.place, cell.parent and cell.parent.name) for cell in cells] == [
        ("a", (3, 7), "tr"),
        ("b", (3, 12), "tr"),
    ]
    assert tree.faults == ()


def test_a_text_is_read_in_its_order_with_spaces_folded() -> None:
    tree = tree_of("<p>one <b>two\n</b> <i>&lt;three&gt;</i></p>")
    assert tree.root.text == "one two <three>"


def test_no_text_ends_in_an_exception(tmp_path: Path) -> None:
    dice = random.Random(3)
    for _ in range(400):
        text = "".join(dice.choice(PIECES) for _ in range(dice.randrange(1, 40)))
        (tmp_path / "index.html").write_bytes(text.encode("utf-8", "surrogatepass"))
        assert check_site(str(tmp_path))  # such a page breaks some rule at least
