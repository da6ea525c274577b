"""Print docs/reference/checks.md."""

from site_builder.checks import reference

print(reference(), end="")
