"""LoadGen's logs, met in blocks."""

import io

import pytest

from site_builder.sources import loadgen_log
from site_builder.sources.loadgen_log import LONGEST_BEGINNING

DETAIL = "closed/acme/results/box/resnet/Offline/performance/run_1/mlperf_log_detail.txt"
SUMMARY = DETAIL.replace("detail", "summary")


def line(key: str, value: str) -> str:
    """One line of a detail log."""
    return f':::MLLOG {{"key": "{key}", "value": {value}, "time_ms": 0.1, "namespace": "x", "metadata": {{}}}}\n'


class InBlocks:
    """A stream that gives at most so many bytes at once, wherever that cuts a line."""

    def __init__(self, data: bytes, size: int) -> None:
        self.stream, self.size = io.BytesIO(data), size

    def read(self, size: int) -> bytes:
        """The next bytes."""
        return self.stream.read(min(size, self.size))


@pytest.mark.parametrize("size", [1, 7, 100, 5000, 1 << 20])
def test_a_line_is_read_wherever_a_block_ends(size: int) -> None:
    text = (
        line("effective_scenario", '"Offline"')
        + line("generic_message", f'"{"x" * (2 * LONGEST_BEGINNING)}"')
        + line("result_validity", '"VALID"')
        + line("result_samples_per_second", "144.446")
    )
    run = loadgen_log.read(DETAIL, InBlocks(text.encode(), size))
    assert run.facts == {
        "effective_scenario": "Offline",
        "result_validity": "VALID",
        "result_samples_per_second": "144.446",
    }
    assert run.sha256 == loadgen_log.read(DETAIL, io.BytesIO(text.encode())).sha256


def test_a_number_that_is_cut_off_is_none() -> None:
    text = line("result_samples_per_second", "144.446")
    whole = text.index("144.446")
    for end in range(whole, whole + len("144.446") + 1):
        run = loadgen_log.read(DETAIL, io.BytesIO(text[:end].encode()))
        assert run.facts == {}


def test_what_a_log_says_first_counts() -> None:
    text = line("result_validity", '"VALID"') + line("result_validity", '"INVALID"')
    assert loadgen_log.read(DETAIL, io.BytesIO(text.encode())).is_valid


@pytest.mark.parametrize("label", ["90th", "90.0th"])
def test_both_spellings_of_the_early_stopping_estimate(label: str) -> None:
    text = (
        f"90th percentile latency (ns) : 900\nResult is : VALID\n * Early stopping {label} percentile estimate: 950\n"
    )
    assert loadgen_log.read(SUMMARY, io.BytesIO(text.encode())).facts["early_stopping_latency_ss"] == "950"


def test_the_percentile_stands_in_where_there_is_no_estimate() -> None:
    text = "90th percentile latency (ns) : 900\nResult is : VALID\n"
    assert loadgen_log.read(SUMMARY, io.BytesIO(text.encode())).facts["early_stopping_latency_ss"] == "900"


def test_bytes_that_are_no_text_give_nothing() -> None:
    assert loadgen_log.read(DETAIL, io.BytesIO(bytes(range(256)) * 40)).facts == {}
    assert loadgen_log.read(SUMMARY, io.BytesIO(bytes(range(256)) * 40)).facts == {}
