"""The process of a `Builder`. No other module imports this one: it would be there twice, and Python says so."""

import sys

from site_builder.live.builder import answer

if __name__ == "__main__":
    answer(sys.stdin.buffer, sys.stdout.buffer)
