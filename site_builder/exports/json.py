"""JSON: a document of plain values as text, one field on a line, digits as written."""

from typing import Any

from site_builder.models import json_text


def json_bytes(document: Any) -> bytes:
    """The document in UTF-8; a difference of one fact is a difference of one line."""
    return json_text(document).encode()
