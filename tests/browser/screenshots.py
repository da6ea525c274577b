"""Photograph pages of a built site, to be looked at.

python -m tests.browser.screenshots SITE_FOLDER OUT_FOLDER PATH...
"""

import argparse
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from tests.browser.tools import chromium, chromium_path, served

WIDTHS = (390, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def photograph(browser: Browser, address: str, paths: list[str], out: Path) -> Iterator[Path]:
    """Shoot each page whole, narrow and wide, light and dark, and give the files."""
    for width, scheme in product(WIDTHS, SCHEMES):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page = context.new_page()
        for path in paths:
            page.goto(address + path.lstrip("/"))
            file = out / f"{picture_name(path)}-{width}-{scheme}.png"
            page.screenshot(path=file, full_page=True)
            yield file
        context.close()


def picture_name(path: str) -> str:
    """Return a file name for a page: its path with dashes, `home` for the first page."""
    return path.removesuffix("index.html").strip("/").replace("/", "-") or "home"


def main(arguments: list[str] | None = None) -> int:
    """Read the command line, shoot, print the files."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screenshots", description=__doc__)
    parser.add_argument("site", type=Path, help="the built site")
    parser.add_argument("out", type=Path, help="where the PNG files go")
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a page of the site; / is the first page")
    options = parser.parse_args(arguments)
    if not options.site.is_dir():
        parser.error(f"{options.site} is not a folder")
    if chromium_path() is None:
        parser.error("chromium is missing: run `make browser-tools`")
    options.out.mkdir(parents=True, exist_ok=True)
    with served(options.site) as address, chromium() as browser:
        for file in photograph(browser, address, options.paths, options.out):
            print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
