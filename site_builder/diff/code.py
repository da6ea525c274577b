"""Code: what runs on a page or says what may run there. No reader sees it, and a reviewer must not overlook it."""

import re
from collections.abc import Callable, Iterator

from site_builder.diff.dom import Element
from site_builder.diff.said import CODE, Place, Said

SCRIPTS = (".js", ".mjs", ".wasm")
DATA_TYPES = frozenset({"application/json", "application/ld+json"})
HANDLER = re.compile(r"(?:^|[\s\"'/])on[a-z]+\s*=", re.IGNORECASE)
POLICY = "content-security-policy"
STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"')
# One call of what takes the values of our data files, strings left out; with values alone, others do a lot.
TAKERS = rb"compareData|compareSystems|explorerRows|searchIds|searchRecords"
CALL_WITH_VALUES = re.compile(
    rb"\s*+(?:" + TAKERS + rb")\((?:[\s,:\[\]{}]|-?\d[\d.eE+-]*+|true|false|null)*+\)\s*+;?\s*+"
)


def code_of(element: Element, to: Callable[[str], str]) -> Iterator[tuple[Place, Said]]:
    """What this element runs, or lets others run; `to` says where a link leads."""
    if element.tag == "script" and element.get("type").lower() not in DATA_TYPES:
        words = [f"{name}={value}" if value else name for name, value in element.attributes.items() if name != "src"]
        if there := element.get("src"):
            yield Place(CODE, to(there)), Said(" ".join(["loaded", *words]))
        else:
            text = "".join(child for child in element.children if isinstance(child, str))
            yield Place(CODE, "script in the page"), Said(" ".join([*words, *text.split()]))
    elif element.tag == "base":
        yield Place(CODE, "where its links begin"), Said(element.get("href"))
    elif element.tag == "meta" and element.get("http-equiv").lower() == POLICY:
        yield Place(CODE, "what it may load"), Said(" ".join(element.get("content").split()))
    if HANDLER.search(element.written):
        for name, value in element.attributes.items():
            if name.startswith("on"):
                yield Place(CODE, f"{name} of <{element.tag}>"), Said(" ".join(value.split()))


def is_code(data: bytes) -> bool:
    """Whether a script does more than hand over values."""
    return CALL_WITH_VALUES.fullmatch(STRING.sub(b"", data)) is None
