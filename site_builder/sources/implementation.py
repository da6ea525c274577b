"""What a submitter says of an implementation: precision of weights and inputs, retraining, weights used."""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from site_builder.sources.forward_reader import Stream
from site_builder.sources.json_words import NOT_IN_HTML

WEIGHTS = "weight_data_types"
OTHERS = ("input_data_types", "retraining", "starting_weights_filename", "weight_transformations")
LARGEST = 1_000_000


class Implementation(NamedTuple):
    """The facts of one file, by the submitter's keys."""

    path: str
    facts: Mapping[str, str]

    @property
    def weights(self) -> str | None:
        """The precision of the weights, as written."""
        return self.facts.get(WEIGHTS)

    @property
    def others(self) -> dict[str, str]:
        """What else it says, in the order of the rules."""
        return {key: self.facts[key] for key in OTHERS if key in self.facts}


def read(path: str, stream: Stream) -> Implementation | None:
    """The facts, or None for one of the many other files that stand beside them."""
    try:
        value = json.loads(stream.read(LARGEST) or b"")
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    facts = {
        key: NOT_IN_HTML.sub(" ", value[key]).strip() for key in (WEIGHTS, *OTHERS) if isinstance(value.get(key), str)
    }
    return Implementation(path, {key: text for key, text in facts.items() if text}) if facts else None


def implementation_of(system: str, scenario: str, candidates: Iterable[Implementation]) -> Implementation | None:
    """The one that is meant: named for system and scenario, else for the system, else the first."""

    def rank(candidate: Implementation) -> tuple[bool, bool, str]:
        name = candidate.path.rpartition("/")[2]
        return (
            not name.startswith(system),
            not name.casefold().endswith(f"_{scenario.casefold()}.json"),
            candidate.path,
        )

    return min(candidates, key=rank, default=None)
