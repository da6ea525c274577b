"""The edit loop in a browser: pages reload by themselves, and say what is wrong with the data."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.tools import axe
from tests.builders import ROUND, a_result, a_system, an_entry
from tests.conftest import ROOT, SiteFolder

ENTRY = "results/acme/rocket.json"
CARD = f"{ROUND}/closed/Acme/rocket/"
FAULTS = "#site-builder-faults"
# What becomes of an element that a page loads: `load` or `error`.
LOADED = """([address, kind]) => new Promise((tell) => {
    const part = document.createElement(kind);
    part.onload = part.onerror = (event) => tell(event.type);
    part.src = address;
    document.head.append(part);
})"""


@pytest.fixture
def address(site: SiteFolder) -> Iterator[str]:
    """Serve the small site; its card is higher than a window."""
    site.write(ENTRY, an_entry(system=tall("one")))
    command = [sys.executable, "-m", "site_builder", "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=site.folder, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    while not (found := re.search(r"http://\S+/", process.stderr.readline())):
        pass
    yield found[0]
    process.terminate()
    process.communicate()


def tall(note: str) -> dict[str, object]:
    return a_system(note=note, **{f"key_{number:03}": "a fact" for number in range(200)})


def test_a_save_reloads_the_page_where_the_reader_was(
    site: SiteFolder, address: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(address + CARD)
    page = opened.page
    page.evaluate("scrollTo(0, 1500)")
    site.write(ENTRY, an_entry(system=tall("two")))
    expect(page.get_by_text("two", exact=True)).to_have_count(1)
    page.wait_for_function("Math.abs(scrollY - 1500) < 2")
    assert (opened.errors, opened.foreign) == ([], [])


def test_an_error_is_told_above_the_page_and_goes_when_it_is_mended(
    site: SiteFolder, address: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(address + CARD)
    page = opened.page
    site.write(ENTRY, an_entry(system=tall("<img src=x onerror=alert(1)>"), results=[a_result(scenario="<b>Ofline")]))
    faults = page.locator(FAULTS)
    expect(faults.get_by_role("alert")).to_contain_text("1 problem in the data: this page is from before")
    for words in ('results[0].scenario is "<b>Ofline"', f"data/{ENTRY}:", "SingleStream, Server, Offline"):
        expect(faults).to_contain_text(words)
    assert page.evaluate(f"document.querySelector('{FAULTS}').shadowRoot.querySelectorAll('b, img').length") == 0
    # Another page in that state says so too.
    page.goto(address)
    expect(faults).to_contain_text("1 problem")
    page.keyboard.press("Escape")
    expect(faults).to_have_count(0)
    page.goto(address + CARD)
    expect(faults).to_have_count(1)
    site.write(ENTRY, an_entry(system=tall("mended")))
    expect(page.get_by_text("mended", exact=True)).to_have_count(1)
    expect(faults).to_have_count(0)
    assert (opened.errors, opened.foreign) == ([], [])


def test_what_is_told_can_be_read_by_everybody(site: SiteFolder, address: str, visit: Callable[..., Visit]) -> None:
    site.write(ENTRY, an_entry(results=[a_result(scenario="Ofline")]))
    for scheme in ("light", "dark"):
        page = visit(address + CARD, scheme=scheme, width=390).page
        expect(page.locator(FAULTS)).to_have_count(1)
        assert axe(page, scheme) == []


def test_data_that_is_broken_from_the_start_is_a_page_that_recovers(
    site: SiteFolder, address: str, visit: Callable[..., Visit]
) -> None:
    page = visit(address).page
    (site.data / "site.json").write_text('{"format": 1}')
    expect(page.locator(FAULTS)).to_contain_text("title is missing")
    page.goto(f"{address}nothing-here/")
    expect(page.locator("main h1")).to_have_text("There is no page at this address")
    site.write("site.json", {"format": 1, "title": "Mended"})
    expect(page.get_by_role("link", name="Mended")).to_have_count(1)


def test_a_tab_in_the_background_listens_again_when_it_is_shown(
    site: SiteFolder, address: str, visit: Callable[..., Visit]
) -> None:
    """Six waiting tabs would take every connection that a browser has for one server."""
    opened = visit(address + CARD)
    tabs = [opened.page.context.new_page() for _ in range(8)]
    for tab in tabs:
        tab.goto(address + CARD)
        tab.evaluate(
            "Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
            "document.dispatchEvent(new Event('visibilitychange'))"
        )
    site.write(ENTRY, an_entry(system=tall("three")))
    expect(opened.page.get_by_text("three", exact=True)).to_have_count(1)
    assert tabs[0].get_by_text("one", exact=True).count() == 1
    tabs[0].evaluate(
        "Object.defineProperty(document, 'hidden', {value: false, configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    expect(tabs[0].get_by_text("three", exact=True)).to_have_count(1)


def test_a_page_elsewhere_gets_nothing_of_the_site(
    site: SiteFolder, address: str, visit: Callable[..., Visit], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Neither as a script, which could hand over a draft's data, nor as a picture; a link leads here all the same."""
    folder = tmp_path_factory.mktemp("elsewhere")
    folder.joinpath("index.html").write_text(f'<title>x</title><a href="{address}">there</a>')
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    picture, script = [f"{address}assets/icon.svg", "img"], [f"{address}__serve/reload.js", "script"]
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        browser = visit("about:blank").page.context.browser
        assert browser is not None
        page = browser.new_page()  # one that may ask other hosts
        page.goto(f"http://127.0.0.1:{other.server_port}/")
        assert [page.evaluate(LOADED, part) for part in (picture, script)] == ["error", "error"]
        page.get_by_text("there").click()
        page.wait_for_url(address)
        assert [page.evaluate(LOADED, part) for part in (picture, script)] == ["load", "load"]
        page.context.close()
        other.shutdown()
