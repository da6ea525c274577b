"""A log, read again: what it says of a result today, and in which lines."""

import errno
import os
from typing import NamedTuple

from site_builder.models import Benchmark, Formula, Round
from site_builder.sources import loadgen_log, run_value
from site_builder.sources.run_value import Measured


class LogLine(NamedTuple):
    """A line of a log: its number, from 1, and what it says."""

    number: int
    text: str


class LogValue(NamedTuple):
    """What a log says when it is read again: its hash, the lines of the fields, and the value worked out from them."""

    sha256: str
    lines: tuple[LogLine, ...]
    value: str | None


def value_in_log(
    tree: str, path: str, formula: Formula, benchmark: Benchmark, scenario: str, round_: Round
) -> LogValue:
    """The log below this tree, read again. Raises: OSError if it cannot be read, or is no file of the tree."""
    file = os.path.realpath(os.path.join(tree, path))
    # The path is what somebody wrote into the data: it may lead anywhere, or to what is never read to its end.
    if os.path.commonpath([file, os.path.realpath(tree)]) != os.path.realpath(tree):
        raise OSError(errno.EPERM, "it leads out of the tree", file)
    if os.path.exists(file) and not os.path.isfile(file):
        raise OSError(errno.EINVAL, "it is no file", file)
    with open(file, "rb") as stream:
        run = loadgen_log.read(f"/{path}", stream)
    found = run_value.measured(run.facts, benchmark, scenario, round_)
    return LogValue(run.sha256, _lines(file, formula.fields), found.value if isinstance(found, Measured) else None)


LONGEST = 400


def _lines(file: str, fields: tuple[str, ...]) -> tuple[LogLine, ...]:
    """The lines that state the fields, by a detail log's names or a summary log's."""
    names = [f'"key": "{field}"' for field in fields]
    names += [f"{name} " for field in fields for name in loadgen_log.SUMMARY_NAMES.get(field, ())]
    found = []
    with open(file, encoding="utf-8", errors="replace") as stream:
        number = 0
        while text := stream.readline(loadgen_log.LONGEST_BEGINNING):
            number += 1
            if any(name in text for name in names):
                found.append(LogLine(number, text.strip()[:LONGEST]))
            while text and not text.endswith("\n"):  # a line of hundreds of megabytes is one line
                text = stream.readline(loadgen_log.LONGEST_BEGINNING)
    return tuple(found)
