"""What the server itself says: the script that reloads, added to each page, and pages about what is wrong."""

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
OWN = "__serve/"
FILES = {name: HERE / name for name in ("reload.js", "overlay.css")}

UNKNOWN = "application/octet-stream"
TYPES = {
    "atom": "application/atom+xml",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ico": "image/x-icon",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "md": "text/markdown; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml",
}


def type_of(url: str) -> str:
    """The MIME type of a file of a site; of one that is not known, a browser makes nothing."""
    return TYPES.get(url.rpartition(".")[2].lower(), UNKNOWN)


def with_script(html: bytes, version: str) -> bytes:
    """The page with the script that waits for the state after this one."""
    script = f'<script src="/{OWN}reload.js" data-version="{escape(version)}" defer></script>\n'.encode()
    before, head, after = html.partition(b"</head>")
    return before + script + head + after if head else html + script


def fault_page(title: str, faults: Iterable[Mapping[str, str]]) -> bytes:
    """A page in the place of one that cannot be made: what is wrong, readable without the script too."""
    items = "\n".join(
        "<li>" + "".join(f'<p class="{key}">{escape(fault[key])}</p>' for key in fault if fault[key]) + "</li>"
        for fault in faults
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<link rel="stylesheet" href="/{OWN}overlay.css">
</head>
<body class="fault">
<main>
<h1>{escape(title)}</h1>
<ul>
{items}
</ul>
</main>
</body>
</html>
""".encode()
