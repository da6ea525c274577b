"""spl.txt: the power analyser's log of one run.

Source: facts about MLPerf Inference rounds, "power".
"""

from array import array
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from math import fsum
from typing import NamedTuple

from site_builder.sources.forward_reader import BLOCK, Stream
from site_builder.sources.run_value import measurable, plain

CLOCK = "%m-%d-%Y %H:%M:%S.%f"
# Streams are measured by the energy of a query; the others by power.
BY_QUERY = ("SingleStream", "MultiStream")
SAMPLES_IN_A_MULTISTREAM_QUERY = 8
# Analysers write a sample each second; two may be lost.
SAMPLED_EVERY = 3.0


class PowerLog(NamedTuple):
    """Watts by moment, moments as seconds of a calendar without time zones."""

    path: str
    moments: "array[float]"
    watts: "array[float]"


def matches(path: str) -> bool:
    """Whether a file of this name is a power log."""
    return path.endswith("/spl.txt")


def read(path: str, stream: Stream) -> PowerLog:
    """All samples of the log that can be read."""
    moments, watts = array("d"), array("d")
    left = b""
    day, midnight = b"", 0.0
    while True:
        block = stream.read(BLOCK)
        *lines, left = (left + (block or b"")).split(b"\n")
        for line in lines:
            fields = line.split(b",", 4)
            if len(fields) < 4 or fields[0] != b"Time":
                continue
            try:
                if fields[1][:10] != day:
                    day, midnight = fields[1][:10], _seconds(fields[1][:10].decode() + " 00:00:00.000")
                hours, minutes, seconds = fields[1][11:].split(b":")
                value = float(fields[3])
                moment = midnight + int(hours) * 3600 + int(minutes) * 60 + float(seconds)
            except ValueError:
                continue
            moments.append(moment)
            watts.append(value)
        if not block:
            return PowerLog(path, moments, watts)


def _seconds(clock: str) -> float:
    return (datetime.strptime(clock, CLOCK) - datetime(2000, 1, 1)).total_seconds()


def ends_early(log: PowerLog, facts: Mapping[str, str]) -> bool:
    """Whether the log stops before the run did: its mean may be that of a part."""
    try:
        return not log.moments or max(log.moments) < _seconds(facts["power_end"]) - SAMPLED_EVERY
    except (KeyError, ValueError):
        return True


def measured_power(log: PowerLog, facts: Mapping[str, str], scenario: str) -> str | None:
    """Watts, or millijoules a query, between the begin and the end that the detail log states; None if it cannot be."""
    try:
        begin, end = _seconds(facts["power_begin"]), _seconds(facts["power_end"])
        queries = int(facts.get("result_query_count", "0"))
    except (KeyError, ValueError):
        return None
    inside = [w for m, w in zip(log.moments, log.watts, strict=True) if begin < m < end and w > 0]
    if not inside:
        return None
    mean = fsum(inside) / len(inside)
    if scenario in BY_QUERY:
        if queries <= 0:
            return None
        mean *= (end - begin) * 1000 / queries
        if scenario == "MultiStream" and facts.get("effective_scenario") == "SingleStream":
            mean *= SAMPLES_IN_A_MULTISTREAM_QUERY
    value = measurable(Decimal(f"{mean:.10g}"))
    return plain(value) if value is not None else None
