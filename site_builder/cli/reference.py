"""Every command and option as an article, made of the commands themselves.

`docs/site/articles/commands.md` is this: python -m site_builder.cli.reference > docs/site/articles/commands.md
"""

import re
from collections.abc import Iterator

import click

from site_builder.cli.program import site_builder

HEAD = """+++
title = "Commands"
description = "Every command with its options, and how each ends."
order = 12
+++

Made of the commands themselves: `make accept` writes it anew. `site-builder COMMAND --help` says the same.

| exit code | means |
|---|---|
| 0 | done |
| 1 | the data has problems, or what was asked for is not there |
| 2 | wrong usage, or an environment in which it cannot work |
| 130 | stopped by Ctrl-C |

What a command was asked for goes to standard output, all else to standard error. `NO_COLOR` turns colours off.
"""


def reference() -> str:
    """The article."""
    return "".join([HEAD, *(part for name in sorted(site_builder.commands) for part in _command(name))])


def _command(name: str) -> Iterator[str]:
    command = site_builder.commands[name]
    context = click.Context(command, info_name=f"site-builder {name}")
    usage = " ".join(command.collect_usage_pieces(context))
    # A line that begins with # would be a heading.
    help_ = re.sub(r"^#", r"\\#", re.sub(r"\n *", "\n", command.help or "").strip(), flags=re.MULTILINE)
    yield f"\n## {name} {{ #{name} }}\n\n```text\nsite-builder {name} {usage}\n```\n\n{help_}\n"
    options = [option for option in command.params if isinstance(option, click.Option)]
    rows = [record for option in options if (record := option.get_help_record(context))]
    if rows:
        yield "\n| option | does |\n|---|---|\n"
        yield from (f"| `{names}` | {_cell(words)} |\n" for names, words in rows)


def _cell(words: str) -> str:
    return re.sub(r"([|\[\]*_<>])", r"\\\1", " ".join(words.split()))


if __name__ == "__main__":
    print(reference(), end="")
