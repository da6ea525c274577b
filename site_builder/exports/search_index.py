"""The full-text index of the search page, made by pagefind.

Its program is given a small page for each record, one after the other: of a folder it takes them in the order of the
file system, and another machine would make other bytes. We speak with it as its Python interface does, which waits a
tenth of a second for each record. Filters stay out: it writes them in an order that differs from run to run.
"""

import gzip
import hashlib
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

from site_builder.pages import Found, urls
from site_builder.problems import SiteBuilderError

FOLDER = urls.SEARCH_INDEX
IDS = f"{FOLDER}ids.js"
DIGEST = f"{FOLDER}indexed.json"
# What the search page asks for; the program brings interfaces of its own as well.
USED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.en.pagefind")
USED_ENDINGS = (".pf_meta", ".pf_index", ".pf_fragment")
WORD = re.compile(r"[^\W_]+")
FRAGMENT = b"pagefind_dcd"
LARGEST_PIECE = 1 << 20
Old = Callable[[str], bytes | None]


def search_index(found: Sequence[Found], old_urls: Sequence[str], old: Old) -> list[tuple[str, bytes]]:
    """Address and bytes of each file of the index; those of the old site where they were made of the same records.

    Raises: SiteBuilderError if pagefind is missing or fails.
    """
    digest = _digest(found)
    kept = _kept(digest, old_urls, old)
    return kept if kept is not None else [*_made(found), (DIGEST, digest)]


def _digest(found: Sequence[Found]) -> bytes:
    """What the index is made of, and by which version, in a file of its own."""
    from importlib.metadata import version

    told = hashlib.sha256()
    for module in (__name__, Found.__module__):  # how the text is put together is part of what it is
        told.update(Path(str(sys.modules[module].__file__)).read_bytes())
    for item in found:
        told.update(json.dumps(item.basis).encode())
    return json.dumps({"pagefind": version("pagefind"), "records": told.hexdigest()}).encode() + b"\n"


def _kept(digest: bytes, old_urls: Sequence[str], old: Old) -> list[tuple[str, bytes]] | None:
    """The old index, if it is whole and made of the same records."""
    if old(DIGEST) != digest:
        return None
    files: list[tuple[str, bytes]] = []
    for url in old_urls:
        if url.startswith(FOLDER):
            content = old(url)
            if content is None:
                return None
            files.append((url, content))
    return files


def _made(found: Sequence[Found]) -> list[tuple[str, bytes]]:
    pages: list[str] = []
    words: set[str] = set()
    for item in found:
        title, text = " ".join((item.record.title, *item.record.names)), item.text
        pages.append(_page(title, text))
        words.update(_words(title), _words(text))
    files = _indexed(pages)
    used = sorted(name for name in files if name in USED or name.endswith(USED_ENDINGS))
    return [*((FOLDER + name, files[name]) for name in used), (IDS, _ids(files, len(found), words))]


def _words(text: str) -> list[str]:
    """The words as the script folds what is typed: by them it knows which stands nowhere."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return WORD.findall(plain.lower())


def _page(title: str, text: str) -> str:
    body = f"<body data-pagefind-body><h1>{html.escape(title)}</h1><p>{html.escape(text)}</p>"
    return f'<!doctype html><html lang="en"><title>x</title>{body}\n'


def _indexed(pages: Sequence[str]) -> dict[str, bytes]:
    """The files of the index of these pages, which are named by their numbers."""
    from pagefind.service import get_executable  # asyncio, which nothing else needs

    program = get_executable()
    if program is None:
        raise SiteBuilderError("pagefind, which makes the search index, is missing", _FIX)
    with (
        tempfile.TemporaryDirectory(prefix="site-builder-search-") as folder,
        _started(str(program), folder) as service,
    ):
        index = _asked(service, {"type": "NewIndex", "config": {"force_language": "en"}})["index_id"]
        for number, page in enumerate(pages):
            added = {"type": "AddFile", "index_id": index, "file_path": f"{number}.html", "file_contents": page}
            _asked(service, added | {"url": None})
        files = _asked(service, {"type": "GetFiles", "index_id": index})["files"]
    return {file["path"]: b64decode(file["content"]) for file in files}


@contextmanager
def _started(program: str, folder: str) -> Iterator["subprocess.Popen[bytes]"]:
    """The program, which answers what it is asked; ended with us. It reads settings from its folder and environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    try:
        service = subprocess.Popen(
            [program, "--service"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        message = f"pagefind, which makes the search index, cannot be run: {error.strerror}"
        raise SiteBuilderError(message, _FIX) from error
    try:
        yield service
    finally:
        service.kill()
        service.communicate()


def _asked(service: "subprocess.Popen[bytes]", question: dict[str, Any]) -> dict[str, Any]:
    """Its answer: both are JSON in base64, with a comma at the end."""
    assert service.stdin is not None and service.stdout is not None
    message = b64encode(json.dumps({"message_id": 0, "payload": question}).encode()) + b","
    answer = bytearray()
    with suppress(BrokenPipeError):  # then there is no answer either
        service.stdin.write(message)
        service.stdin.flush()
        while not answer.endswith(b",") and (more := os.read(service.stdout.fileno(), LARGEST_PIECE)):
            answer += more
    said = json.loads(b64decode(answer))["payload"] if answer.endswith(b",") else {"type": "Error"}
    if said["type"] == "Error":
        what = said.get("message") or f"it ended with exit code {service.wait()}"
        raise SiteBuilderError(f"pagefind, which makes the search index, failed: {what}", _FIX)
    return cast("dict[str, Any]", said)


_FIX = "build with --no-search, or install site-builder anew"


def _ids(files: dict[str, bytes], count: int, words: set[str]) -> bytes:
    """The index's own name for each record, in their order, by which the script knows what was found; and all words."""
    ids = [""] * count
    for name, content in files.items():
        if name.endswith(".pf_fragment"):
            fragment = json.loads(gzip.decompress(content).removeprefix(FRAGMENT))
            ids[int(fragment["url"].strip("/").removesuffix(".html"))] = Path(name).stem
    listed = "".join(f"{json.dumps(id_)},\n" for id_ in ids)
    return f"searchIds([\n{listed}], {json.dumps(' '.join(sorted(words)))});\n".encode()
