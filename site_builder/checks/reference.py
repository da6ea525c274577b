"""Reference: what `check` holds a site to, from the rules that stand beside the checks."""

from site_builder.checks.site import CHECKS, PUBLISHED

HEAD = """\
# What `check` finds

`site-builder check` reads every page of the site in `output/`, or of any folder that is named after it, and tells each
breach of these rules with file, line and column, by the name in square brackets. A warning fails nothing. Published
cards are held to the same rules: what they lack is listed.

This page is made by `python -m site_builder.checks > docs/reference/checks.md`.
"""


def reference() -> str:
    """The page that says every rule."""
    lines = [HEAD]
    for check in (*CHECKS, PUBLISHED):
        for name, rule in check.rules.items():
            lines.append(f"## {name}\n\n{rule.what}\n{rule.why}\n")
    return "\n".join(lines)
