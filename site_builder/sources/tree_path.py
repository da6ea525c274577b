"""Places in a submission tree: what a path stands for, whatever folder the tree itself lies in."""

import re
from functools import lru_cache
from typing import NamedTuple

DIVISIONS = ("closed", "open", "network")
KINDS = ("systems", "results", "measurements", "compliance")
# Runs that prove something else than a result: compliance tests, the ranging run of a power measurement.
COMPLIANCE = re.compile(r"TEST[0-9]+.*|compliance|audit", re.IGNORECASE)
RUN = re.compile(r"run_([0-9]+)")


class TreePath(NamedTuple):
    """A path from its division on: `closed/acme/results/box/bert-99/Offline/performance/run_1/...`."""

    division: str
    submitter: str
    kind: str
    rest: tuple[str, ...]

    def __str__(self) -> str:
        return "/".join(filter(None, (self.division, self.submitter, self.kind, *self.rest)))

    @property
    def scenario_folder(self) -> str | None:
        """The folder that stands for one result, if the path lies in one."""
        if self.kind != "results" or len(self.rest) < 4:
            return None
        return "/".join((self.division, self.submitter, "results", *self.rest[:3]))

    @property
    def aside(self) -> tuple[str, str] | None:
        """The folder of a run that is never a result, and the reason; None for all else."""
        if self.kind == "compliance":
            # One test of one scenario, however deep its files lie.
            return self._folder(min(4, len(self.rest) - 1)), "compliance-run"
        if self.kind != "results":
            return None
        for depth, part in enumerate(self.rest[3:-1], start=4):
            if COMPLIANCE.fullmatch(part):
                return self._folder(depth), "compliance-run"
            if part.casefold() == "ranging":
                return self._folder(depth), "ranging-run"
        return None

    @property
    def run_number(self) -> int | None:
        """1 for `performance/run_1`, 0 where the logs stand in `performance` itself, None elsewhere."""
        if len(self.rest) < 5 or self.rest[3] != "performance":
            return None
        found = RUN.fullmatch(self.rest[4])
        return int(found[1]) if found else 0 if len(self.rest) == 5 else None

    def _folder(self, depth: int) -> str:
        return "/".join((self.division, self.submitter, self.kind, *self.rest[:depth]))


@lru_cache(maxsize=4096)
def tree_path(path: str) -> TreePath | None:
    """The path's place in a submission tree, or None."""
    parts = path.split("/")
    for index, part in enumerate(parts[:-2]):
        if part.casefold() not in DIVISIONS:
            continue
        division, submitter, kind = part.casefold(), parts[index + 1], parts[index + 2].casefold()
        rest = tuple(parts[index + 3 :])
        if kind in KINDS and rest:
            return TreePath(division, submitter, kind, rest)
        return TreePath(division, submitter, "", (parts[-1],)) if len(parts) == index + 3 else None
    return None
