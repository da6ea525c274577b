"""What click's completions lack in two shells: names with spaces in bash, help with commas in fish."""

from __future__ import annotations  # an older click's CompletionItem takes no brackets while a program runs

import os
import re
from typing import Any

from click.shell_completion import BashComplete, CompletionItem, FishComplete, add_completion_class

__all__ = ["improve_completions", "is_on_a_line"]

FISH_SPLITS, FISH_SPLITS_ONCE = 'string split "," ', 'string split --max 1 "," '


class _Bash(BashComplete):
    """bash puts an answer on the command line as it is: what it would read as several words is escaped here."""

    def format_completion(self, item: CompletionItem[Any]) -> str:
        if item.type != "plain" or _begun().startswith(("'", '"')):
            return super().format_completion(item)
        # Two backslashes: the script reads the answer with `read`, which takes one away.
        value = re.sub(r"([^-\w@%+=:,./#])", r"\\\\\1", str(item.value))
        return f"plain,{value}"


class _Fish(FishComplete):
    """The script splits an answer at each comma and keeps what stands before the second one."""

    def source(self) -> str:
        """The script, with that mended. Raises: SiteBuilderError where click's script is not the one that is known."""
        script = super().source()
        if FISH_SPLITS not in script:
            from site_builder.problems import SiteBuilderError

            what = "this release of click writes a script for fish that site-builder does not know"
            raise SiteBuilderError(what, "install the click of requirements.lock")
        return script.replace(FISH_SPLITS, FISH_SPLITS_ONCE)


def improve_completions() -> None:
    """Let click use these."""
    add_completion_class(_Bash)
    add_completion_class(_Fish)


def is_on_a_line(asked: str) -> bool:
    """Whether a shell asks about a line, as its script does; somebody may just try what a script says."""
    if not asked.endswith("_complete"):
        return True
    place = os.environ.get("COMP_CWORD")  # fish puts the word itself there
    return "COMP_WORDS" in os.environ and place is not None and (asked.startswith("fish") or place.isdecimal())


def _begun() -> str:
    """The word that is being completed, with its quotation marks; click hands it on without them."""
    words = os.environ["COMP_WORDS"].split("\n")
    place = int(os.environ["COMP_CWORD"])
    return words[place] if place < len(words) else ""
