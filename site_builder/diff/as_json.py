"""The differences for machines, whole: docs/reference/diff.schema.json says what stands where."""

import json
from collections.abc import Sequence
from typing import Any

from site_builder.diff.changes import Change, Differences, FileChange, PageChange, ValueChange
from site_builder.diff.lines import percent
from site_builder.diff.policy import Forbidden
from site_builder.diff.report import summary
from site_builder.diff.said import Said

FORMAT = 1


def json_text(found: Differences, not_allowed: Sequence[Forbidden] = (), not_covered: int = 0) -> str:
    """All of it; characters beyond ASCII as escapes, so that no terminal is steered by it."""
    document = {
        "format": FORMAT,
        "old": found.old,
        "new": found.new,
        "summary": summary(found),
        "forbidden": [
            {"address": each.address, "row": each.row, "message": each.message, "fix": each.fix} for each in not_allowed
        ],
        "not_covered": not_covered,
        "pages": [_page(page) for page in found.pages],
        "broken": [{"page": link.page, "target": link.target} for link in found.broken],
        "markup": list(found.markup),
        "files": [_file(file) for file in found.files],
        "same": found.same,
    }
    return json.dumps(document, indent=1).replace("\x7f", "\\u007f")


def _file(file: FileChange) -> dict[str, Any]:
    return {"address": file.address, "what": file.what, "kind": file.kind, "is_code": file.kind == "script"}


def _page(page: PageChange) -> dict[str, Any]:
    return {
        "address": page.address,
        "kind": page.kind,
        "name": page.name,
        "what": page.what,
        "was": page.was or None,
        "leads_to": page.leads_to or None,
        "values": [_value(value) for value in page.values],
        "changes": [_change(change) for change in page.changes],
        "follows": [_change(change) for change in page.follows],
    }


def _value(value: ValueChange) -> dict[str, Any]:
    return {
        "result": value.row,
        "old": value.old,
        "new": value.new,
        "old_unit": value.old_unit,
        "unit": value.unit,
        "percent": percent(value.percent).removesuffix(" %") if value.percent is not None else None,
        "direction": value.direction or None,
    }


def _change(change: Change) -> dict[str, Any]:
    section, row, column = change.place
    words = {"section": section, "row": row, "label": change.label, "column": column}
    return {**words, "old": _said(change.old), "new": _said(change.new)}


def _said(said: Said | None) -> dict[str, str] | None:
    return said._asdict() if said is not None else None
