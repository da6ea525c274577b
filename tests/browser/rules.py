"""What holds for every page that a browser shows."""

from itertools import product

from tests.browser.conftest import Visit
from tests.browser.tools import axe


def is_quiet(opened: Visit) -> bool:
    """No complaint in the console, of which a breach of the Content-Security-Policy is one; no foreign request."""
    assert (opened.errors, opened.foreign) == ([], [])
    return True


def is_accessible_and_fits(opened: Visit) -> bool:
    """No rule of accessibility is broken and nothing is wider than the window: narrow and wide, light and dark."""
    page = opened.page
    for width, scheme in product((390, 1280), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert (width, scheme, axe(page, scheme)) == (width, scheme, [])
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    return is_quiet(opened)
