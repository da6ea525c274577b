"""The full-text index of the search page, made by pagefind.

Its program is given a small page for each record, in a folder of its own. (Its Python interface waits a tenth of a
second for each record.) Filters stay out: it writes them in an order that differs from run to run.
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
from collections.abc import Callable, Sequence
from pathlib import Path

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
    with tempfile.TemporaryDirectory(prefix="site-builder-search-") as folder:
        pages, index = Path(folder, "pages"), Path(folder, "index")
        pages.mkdir()
        words: set[str] = set()
        for number, item in enumerate(found):
            title, text = " ".join((item.record.title, *item.record.names)), item.text
            (pages / f"{number}.html").write_text(_page(title, text), "utf-8")
            words.update(_words(title), _words(text))
        _run(pages, index)
        files = {path.relative_to(index).as_posix(): path.read_bytes() for path in index.rglob("*") if path.is_file()}
    used = sorted(name for name in files if name in USED or name.endswith(USED_ENDINGS))
    return [*((FOLDER + name, files[name]) for name in used), (IDS, _ids(files, len(found), words))]


def _words(text: str) -> list[str]:
    """The words as the script folds what is typed: by them it knows which stands nowhere."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return WORD.findall(plain.lower())


def _page(title: str, text: str) -> str:
    body = f"<body data-pagefind-body><h1>{html.escape(title)}</h1><p>{html.escape(text)}</p>"
    return f'<!doctype html><html lang="en"><title>x</title>{body}\n'


def _run(pages: Path, index: Path) -> None:
    from pagefind.service import get_executable  # asyncio, which nothing else needs

    program = get_executable()
    if program is None:
        raise SiteBuilderError("pagefind, which makes the search index, is missing", _FIX)
    command = [str(program), "--site", str(pages), "--output-path", str(index), "--force-language", "en", "--silent"]
    # It reads settings from the environment and from the folder it runs in.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    try:
        subprocess.run(command, cwd=pages, env=environment, check=True, capture_output=True)
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip() or f"exit code {error.returncode}"
        raise SiteBuilderError(f"pagefind, which makes the search index, failed: {said}", _FIX) from error
    except OSError as error:
        message = f"pagefind, which makes the search index, cannot be run: {error.strerror}"
        raise SiteBuilderError(message, _FIX) from error


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
