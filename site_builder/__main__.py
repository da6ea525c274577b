"""`python -m site_builder` is `site-builder`, and both begin here: from the first import on, Ctrl-C ends quietly."""

from site_builder.interrupts import end_at_once

__all__ = ["main"]


def main() -> None:
    """Run the command of the command line, and exit with its code."""
    end_at_once()
    from site_builder.cli import main as run  # what takes its time, and may be interrupted

    run()


if __name__ == "__main__":
    main()
