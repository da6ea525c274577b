"""The locating reader: every fault of a text in one go, each with its place and what to do."""

import pytest

from site_builder.models import Number
from site_builder.sources import Document
from site_builder.sources.json_reader import LocatingReader
from site_builder.sources.json_words import INVALID, MOST_SYNTAX_FAULTS


def read(text: str | bytes) -> LocatingReader:
    """Read a text."""
    return LocatingReader("x.json", text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))


def told(text: str | bytes) -> list[str]:
    """Line, column, kind and message of every fault."""
    return [f"{p.at.line}:{p.at.column} {p.kind}: {p.message}" for p in read(text).problems]


FAULTS = {
    "": ["1:1 broken-json: the file is empty"],
    "[1, 2": ['1:6 broken-json: the "[" of line 1 is not closed'],
    '{"a":': ["1:6 broken-json: the file ends in the middle"],
    "[1] 2": ["1:5 broken-json: text after the end of the document"],
    "[1 2]": ["1:3 broken-json: a comma is missing"],
    "[1, 2,]": ["1:6 broken-json: a comma before the end"],
    '{"a": 1,}': ["1:8 broken-json: a comma before the end"],
    "[1, 2}": ['1:6 broken-json: "}" does not close the "[" of line 1'],
    "{a: 1}": ['1:2 broken-json: the name of a field must stand here, not "a"'],
    '{"a" 1}': ['1:6 broken-json: ":" is missing after the name "a"'],
    '["a\n"]': ["1:2 broken-json: a text is not closed on its line"],
    '["a\r\n"]': ["1:2 broken-json: a text is not closed on its line"],
    '["a\tb"]': ["1:4 broken-json: a tab stands in a text"],
    '["\\x"]': ['1:3 broken-json: "\\x" is no escape'],
    "[Offline]": ["1:2 broken-json: Offline is not JSON"],
    "[True, None]": ["1:2 broken-json: True is not JSON", "1:8 broken-json: None is not JSON"],
    "[01, .5, +1]": [
        "1:2 broken-json: 01 is not written as a number in JSON",
        "1:6 broken-json: .5 is not written as a number in JSON",
        "1:10 broken-json: +1 is not written as a number in JSON",
    ],
    "[,1]": ['1:2 broken-json: "," cannot stand here'],
    '{"a": NaN, "b": [-Infinity]}': [
        "1:7 not-a-number: NaN is no number in JSON",
        "1:18 not-a-number: -Infinity is no number in JSON",
    ],
    "[1e999]": ["1:2 number-too-large: 1e999 is beyond what a double can hold"],
    "[1e-999]": ["1:2 number-too-large: 1e-999 is beyond what a double can hold"],
    '{"a": 1,\n"a": 2}': ['2:1 duplicate-key: "a" stands twice in this object, first on line 1'],
    '["\\ud800"]': ["1:2 text-html-cannot-hold: lone surrogate U+D800 stands in this text"],
    '["\\u0000"]': ["1:2 text-html-cannot-hold: character U+0000 stands in this text"],
    '["a\\r"]': ["1:2 text-html-cannot-hold: carriage return U+000D stands in this text"],
    '{"\\u007f": 1}': ["1:2 text-html-cannot-hold: character U+007F stands in this text"],
    "// why\n[1 /* x */, 2] # y": [
        "1:1 broken-json: a comment stands here",
        "2:4 broken-json: a comment stands here",
        "2:16 broken-json: a comment stands here",
    ],
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_told_with_its_place(text: str) -> None:
    assert told(text) == FAULTS[text]


def test_reading_goes_on_after_a_fault() -> None:
    found = read('{"a": NaN, "b": [1 2],\n"c": 01, "b": 3, "d": "x\\u0000y", "e": 5}')
    assert [f"{p.at.line}:{p.at.column} {p.kind}" for p in found.problems] == [
        "1:7 not-a-number",
        "1:19 broken-json",
        "2:6 broken-json",
        "2:10 duplicate-key",
        "2:23 text-html-cannot-hold",
    ]
    assert found.value == {
        "a": INVALID,
        "b": (Number("1"), Number("2")),
        "c": INVALID,
        "d": "x\ufffdy",
        "e": Number("5"),
    }


def test_the_first_of_two_equal_keys_counts_and_the_faults_of_both_are_told() -> None:
    found = read('{"a": {"b": 1, "c": 2},\n "a": {"b": NaN},\n "z": 1}')
    assert found.value == {"a": {"b": Number("1"), "c": Number("2")}, "z": Number("1")}
    assert [(p.at.line, p.kind) for p in found.problems] == [(2, "duplicate-key"), (2, "not-a-number")]
    assert found.at(found.values[("a", "b")]).line == 1


def test_after_a_letter_that_is_not_utf8_the_rest_is_read() -> None:
    found = read(b'{"a": "Caf\xe9",\n"b": NaN}')
    assert [f"{p.at.line}:{p.at.column} {p.kind}" for p in found.problems] == ["1:11 not-utf8", "2:6 not-a-number"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_another_encoding_is_one_problem(encoding: str) -> None:
    assert told('{"a": 1}'.encode(encoding)) == ["1:1 not-utf8: byte 0xff is not UTF-8"]


def test_a_surrogate_pair_is_one_character() -> None:
    assert read('"\\ud83d\\ude80 \\uD83D\\uDE80"').value == "\U0001f680 \U0001f680"


def test_bidi_overrides_and_emoji_are_text_like_any_other() -> None:
    assert read('"\u202eabc\u202c \U0001f468\u200d\U0001f680"').problems == []


@pytest.mark.parametrize("number", ["9" * 4000, "9" * 309, "0." + "0" * 400 + "1"])
def test_numbers_beyond_a_double_are_quoted_by_their_ends(number: str) -> None:
    (problem,) = read(f'{{"a": [{number}], "b": 1}}').problems
    assert problem.kind == "number-too-large"
    assert len(problem.message) < 140


@pytest.mark.parametrize("number", ["1" + "0" * 307, "0." + "1" * 4000, "5e-324", "-0", "0e999"])
def test_numbers_within_a_double_are_kept_however_long(number: str) -> None:
    found = read(number)
    assert (found.problems, found.value) == ([], Number(number))


def test_a_text_cut_anywhere_is_broken_json() -> None:
    text = ' {"a" : [1, {"b": "x\\u00e9\\n"} , -1.5e3], "c": {"d": null, "e": [[], {}]} }'
    wrong = [end for end in range(len(text)) if {p.kind for p in read(text[:end]).problems} != {"broken-json"}]
    assert wrong == []


def test_many_equal_keys_are_each_told() -> None:
    found = read("{" + ",".join(['"a": {"b": 1}'] * 3000) + "}")
    assert len(found.problems) == 2999


def test_after_a_hundred_faults_of_the_syntax_the_rest_is_counted_and_not_read() -> None:
    text = "[" + "1 " * 50_000 + "]"
    found = read(text)
    *faults, last = found.problems
    assert (len(faults), {fault.message for fault in faults}) == (MOST_SYNTAX_FAULTS, {"a comma is missing"})
    assert (last.kind, last.at) == ("broken-json", faults[-1].at._replace(column=faults[-1].at.column + 2))
    assert last.message == "here is one fault more than 100: 99,800 bytes from here on are not judged"
    assert found.value is INVALID


def test_a_hundred_faults_of_the_syntax_are_told_with_all_that_follows() -> None:
    found = read('{"a": [' + "1 " * (MOST_SYNTAX_FAULTS + 1) + '], "b": NaN}')
    assert [p.kind for p in found.problems] == ["broken-json"] * MOST_SYNTAX_FAULTS + ["not-a-number"]


def test_what_is_no_fault_of_the_syntax_is_told_however_often_it_stands() -> None:
    assert len(read("[" + "NaN," * 500 + "1]").problems) == 500


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2009", "\u202f"])
def test_a_space_in_a_number_is_told_as_what_it_was_meant_for(space: str) -> None:
    for written in ("1 234", "1 234 567.5", "12 345", "-100 200"):
        text = f'{{"value": {written.replace(" ", space)}, "id": NaN}}'
        first, second = Document("a.json", text.encode()).problems
        assert first.message == "a space stands between the thousands of a number"
        assert first.at.column == 11 + written.index(" ")
        assert first.fix == f"write {written.replace(' ', '')}"
        assert second.kind == "not-a-number"  # what follows is read


@pytest.mark.parametrize("text", ['{"a": 1 23}', '{"a": 1234 567}', '{"a": "1" 234}', "[100 200]", '{"a": 1 2345}'])
def test_other_digits_after_a_space_are_another_value(text: str) -> None:
    assert read(text).problems[0].message == "a comma is missing"


@pytest.mark.parametrize(
    ("written", "place", "told", "right"),
    [
        ("6502,66", 15, "a number has a decimal comma", "6502.66"),
        ("1,234", 12, "a comma stands in a number", "1234, or 1.234 if the comma is a decimal one"),
        ("0,123", 12, "a number has a decimal comma", "0.123"),
        ("1234,567", 15, "a number has a decimal comma", "1234.567"),
        ("6,502.66", 12, "a comma stands between the thousands of a number", "6502.66"),
        ("1,234,567", 12, "a comma stands between the thousands of a number", "1234567"),
    ],
)
def test_a_comma_in_a_number_is_told_as_what_it_was_meant_for(written: str, place: int, told: str, right: str) -> None:
    document = Document("a.json", f'{{"value": {written}, "id": "a"}}'.encode())
    first = document.problems[0]
    assert (str(first.at), first.message, first.fix) == (f"a.json:1:{place}", told, f"write {right}")
