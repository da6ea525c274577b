"""The page of the columns says what the columns are."""

import os

from site_builder.exports.reference import reference
from tests.conftest import ROOT

REFERENCE = ROOT / "docs/site/articles/columns.md"


def test_the_reference_is_fresh() -> None:
    if os.environ.get("ACCEPT"):
        REFERENCE.write_text(reference(), "utf-8")
    assert REFERENCE.read_text("utf-8") == reference(), "run make accept"
