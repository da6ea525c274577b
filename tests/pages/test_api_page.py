"""The API's page: its examples run as they stand, and what it links to is there."""

import html
import re
from contextlib import redirect_stdout
from io import StringIO

from site_builder.exports.shapes import SHAPES
from site_builder.pages import urls
from tests.builders import an_entry
from tests.conftest import SiteFolder


def examples(site: SiteFolder) -> list[str]:
    """The code of the page, asking the built site instead of the address where it would stand."""
    found = re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", site.page(urls.API_PAGE), re.DOTALL)
    return [html.unescape(code).replace("'https://example.org/'", f"'{site.output.as_uri()}/'") for code in found]


def printed(code: str) -> list[str]:
    """What an example prints."""
    with redirect_stdout(StringIO()) as said:
        exec(code, {"print": print})
    return said.getvalue().splitlines()


def test_the_examples_print_what_they_promise(built_shipped: SiteFolder) -> None:
    rounds, best, in_pandas = map(printed, examples(built_shipped))
    assert rounds == ["inference-v4.1 2024-08-28 937"]
    assert all(line.endswith("verified") for line in best)
    assert len(best) == sum("closed" in line or "open" in line for line in in_pandas) > 0


def test_every_schema_is_listed(built_shipped: SiteFolder) -> None:
    assert set(urls.SCHEMAS) == set(SHAPES)
    for name in urls.SCHEMAS:
        assert f'href="v1/schema/{name}.json"' in built_shipped.page(urls.API_PAGE)
    for link in re.findall(r'href="([^"#:]+)"', built_shipped.page(urls.API_PAGE)):
        assert (built_shipped.output / "api" / link).exists(), link


def test_a_system_without_results_makes_a_page_without_examples(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(results=[]))
    site.build()
    assert examples(site) == []
    assert "v1/index.json" in site.page(urls.API_PAGE)
