"""What click's completions lack in two shells: names with spaces in bash, help with commas in fish."""

import os
import re
from typing import Any

from click.shell_completion import BashComplete, CompletionItem, FishComplete, add_completion_class

__all__ = ["improve_completions"]


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

    source_template = FishComplete.source_template.replace('string split "," ', 'string split --max 1 "," ')


def improve_completions() -> None:
    """Let click use these."""
    add_completion_class(_Bash)
    add_completion_class(_Fish)


def _begun() -> str:
    """The word that is being completed, with its quotation marks; click hands it on without them."""
    words = os.environ["COMP_WORDS"].split("\n")
    place = int(os.environ["COMP_CWORD"])
    return words[place] if place < len(words) else ""
