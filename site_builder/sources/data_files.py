"""Data files: which files of a data folder are read, and what is wrong with the others."""

import os
from collections.abc import Callable, Iterator

from site_builder.problems import Location, Problem, Severity
from site_builder.sources.json_reader import LARGEST_FILE
from site_builder.sources.located_json import Document

Tell = Callable[[Problem], None]

# Version control, editors and notebooks: what they keep may well be JSON, and copies of entries.
OF_TOOLS = frozenset([".git", ".hg", ".svn", ".jj", ".idea", ".vscode", ".ipynb_checkpoints", ".cache", ".site-cache"])


# Articles stand in this folder, and end so.
ARTICLES, ARTICLE = "articles", ".md"
PICTURES = "assets"


def printable(path: str) -> str:
    """A path that a terminal and JSON can hold: bytes that are no text, and controls, are shown as escapes."""
    if path.isprintable():
        return path  # nearly all are, and each is asked several times
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def file_problem(path: str, kind: str, message: str, expected: str, fix: str, severity: Severity = "error") -> Problem:
    """A Problem of a file as a whole."""
    at = Location(printable(path))
    return Problem(at=at, kind=kind, message=message, expected=expected, fix=fix, severity=severity)


def data_files(folder: str, tell: Tell) -> Iterator[str]:
    """Every JSON file below the folder, and each article, in an order that does not depend on the disk.

    A name that begins with a point hides a file or folder, and somebody who hid results may not know it: told where
    there is JSON in it. Folders in which tools keep things of their own (`OF_TOOLS`) nobody means as data.
    """
    yield from _walk(folder, folder, tell)


def is_article(path: str) -> bool:
    """Whether a file at this path below the data folder is an article."""
    return path.endswith(ARTICLE) and os.path.dirname(path) == ARTICLES


def _walk(folder: str, data: str, tell: Tell) -> Iterator[str]:
    try:
        with os.scandir(folder) as found:
            items = sorted(found, key=lambda item: item.name)
    except OSError as error:
        tell(unreadable(folder, error))
        return
    for item in items:
        if item.name.startswith("."):
            if item.name not in OF_TOOLS and _holds_json(item):
                what, fix = "it is not read: its name begins with a point", "rename it, or remove it"
                tell(file_problem(item.path, "file-not-read", what, "JSON files", fix, "warning"))
            continue
        if item.is_symlink() and (problem := _link_problem(item.path, os.path.realpath(data))):
            tell(problem)
        elif item.is_dir() and os.path.relpath(item.path, data) == PICTURES:
            continue  # published as it is, with the other assets
        elif item.is_dir():
            yield from _walk(item.path, data, tell)
        elif not item.is_file():
            what = "it is neither a file nor a folder"
            tell(file_problem(item.path, "unreadable-file", what, "files and folders", "remove it"))
        elif item.name.endswith(".json") or is_article(os.path.relpath(item.path, data)):
            yield item.path
        else:
            what, fix = "it is not read: its name does not end in .json", "rename it, or move it elsewhere"
            if item.name.endswith(ARTICLE):
                what = f"it is not read: articles stand in {ARTICLES}/ of the data folder"
            tell(file_problem(item.path, "file-not-read", what, "JSON files", fix, "warning"))


def _holds_json(item: os.DirEntry[str]) -> bool:
    """Whether it is a JSON file, or has one in it; links are not followed, for they may lead anywhere."""
    if item.name.endswith(".json"):
        return True
    inside = os.walk(item.path) if item.is_dir(follow_symlinks=False) else ()
    return any(name.endswith(".json") for _, _, names in inside for name in names)


def _link_problem(path: str, root: str) -> Problem | None:
    target = os.path.realpath(path)
    if not os.path.exists(target):
        message, fix = "the link leads nowhere", "remove the link"
    elif os.path.commonpath([root, target]) != root:
        message, fix = "the link leaves the data folder", "copy the file here instead of linking it"
    elif os.path.isdir(target):
        message, fix = "the link leads to a folder, whose entries would count twice", "remove the link"
    elif _is_read(os.path.relpath(target, root)):
        message, fix = "the link leads to a file that is read itself, and would count twice", "remove the link"
    else:
        return None
    expected = "links to files inside the data folder that are not read otherwise"
    return file_problem(path, "unusable-link", message, expected, fix)


def _is_read(path: str) -> bool:
    """Whether a file at this path below the data folder is read because of its name."""
    return (path.endswith(".json") or is_article(path)) and not any(part.startswith(".") for part in path.split(os.sep))


def document(path: str, tell: Tell) -> Document | None:
    """The file as a JSON document, with the faults of its text told; None if it cannot be read."""
    found = unread_document(path, tell)
    for problem in found.problems if found else ():
        tell(problem)
    return found


def unread_document(path: str, tell: Tell) -> Document | None:
    """The file as a document whose text nobody has looked at yet; None if it cannot be read."""
    try:
        # Asked of the system itself: Python's files take three times as long for one of a few kilobytes.
        file = os.open(path, os.O_RDONLY)
        try:
            size = os.fstat(file).st_size
            if size > LARGEST_FILE:
                fix = "split it, or remove what does not belong here"
                tell(file_problem(path, "file-too-large", f"it has {size:,} bytes", f"at most {LARGEST_FILE:,}", fix))
                return None
            return Document(printable(path), _read(file, size))
        finally:
            os.close(file)
    except OSError as error:
        tell(unreadable(path, error))
        return None


def _read(file: int, size: int) -> bytes:
    """All that is in an open file, which had so many bytes; it may have others by now."""
    data = os.read(file, size + 1)
    if len(data) == size:
        return data
    return b"".join([data, *iter(lambda: os.read(file, LARGEST_FILE), b"")])


def unreadable(path: str, error: OSError) -> Problem:
    message, fix = f"it cannot be read: {error.strerror or error}", "give yourself the right to read it, or remove it"
    return file_problem(path, "unreadable-file", message, "a readable file", fix)
