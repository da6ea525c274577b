"""Articles that hold everything which Markdown makes, and everything that must come to nothing."""

import re

from tests.hostile_markdown import VECTORS

LONG = "Extraordinarily_long_word_without_any_place_to_break_" * 3
EVERYTHING = f"""\
+++
title = "Everything <&>"
description = "All that an article can hold"
order = 1
glossary = true
+++

Before the first heading, with `code`, *stress*, a note[^1] and [a link](hostile.md).

# resnet, ResNet-50 {{#resnet}}

Words of a term, as in [another round](/sprint-v1/).

### A level left out

1. One
2. Two
    - Deeper {LONG}

> Quoted
>
> > Twice

## Offline

Term
: What it means

| left | right | {LONG} |
|------|------:|:------:|
| a    |   1.5 | x      |

```json
{{"key": "{LONG}{LONG}"}}
```

## A heading with a [link](#offline)

---

[^1]: A note with `code`.
"""


def rich_articles() -> dict[str, str]:
    """The files of the articles."""
    hostile = re.sub("[\x01-\x03]", "", "\n\n".join(VECTORS))  # such characters are told, and stop a build
    return {
        "articles/everything.md": EVERYTHING,
        "articles/hostile.md": f'+++\ntitle = "Hostile"\n+++\n\n{hostile}\n',
        "articles/empty.md": '+++\ntitle = "Empty"\n+++\n',
    }
