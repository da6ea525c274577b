"""The command line: one function per command reads options, calls one room, prints, sets the exit code.

Rooms are imported inside the functions: `--help` must not wait for what it does not need.
"""

from site_builder.cli.program import main, site_builder

__all__ = ["main", "site_builder"]
