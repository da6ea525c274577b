"""In place: the new site put into the old one's folder file by file, where the folder cannot be exchanged."""

import errno
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from site_builder.problems import SiteBuilderError
from site_builder.publish.foreign import folders_of, parents
from site_builder.publish.manifest import MANIFEST, manifest_bytes


def replace_each(
    stage: str, output: str, written: Iterable[str], old: Mapping[str, str], new: Mapping[str, str]
) -> None:
    """Move what was written, each file in one step; prune what is no longer there; the manifest last.

    A manifest of both sites stands first, so that a killed publication leaves no file that is nobody's.
    """
    last = os.path.join(stage, MANIFEST)
    both = f"{last}.both"
    Path(both).write_bytes(manifest_bytes({**old, **new}))
    _move(both, os.path.join(output, MANIFEST))
    removed = sorted(set(old) - set(new))
    needed = set(new) | folders_of(new)
    for url in removed:
        # A file where a folder comes to stand, or the other way round: it goes first.
        if url in needed or not set(new).isdisjoint(parents(url)):
            _prune(output, url)
    for url in sorted(written):
        target = os.path.join(output, url)
        if os.path.isdir(target) and not os.path.islink(target):
            _remove_empty(target)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        _move(os.path.join(stage, url), target)
    for url in removed:
        if url not in needed:
            _prune(output, url)
    _move(last, os.path.join(output, MANIFEST))


def _move(source: str, target: str) -> None:
    """Put one file in the place of another in one step, also across file systems."""
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = os.path.join(os.path.dirname(target), f".{os.path.basename(target)}.site-builder-new")
        try:
            shutil.copyfile(source, beside)
            os.replace(beside, target)
        except BaseException:
            with suppress(OSError):
                os.unlink(beside)
            raise


def _prune(output: str, url: str) -> None:
    """Remove a file that we wrote, and the folders that it leaves empty.

    Raises: SiteBuilderError if that is not allowed.
    """
    path = os.path.join(output, url)
    folder = os.path.dirname(path)
    if os.path.realpath(folder) != folder:
        return  # somebody put a link where our folder was: what it leads to is not ours
    if os.path.isdir(path) and not os.path.islink(path):
        return  # somebody put a folder where our file was
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    except NotADirectoryError:
        return
    except PermissionError as error:
        # Told as removed it would be nobody's for ever; the manifest of both sites still has it.
        raise SiteBuilderError(
            f"{path} cannot be removed: {error.strerror}", "mend the rights of its folder, and run the command again"
        ) from error
    while folder != output:
        try:
            os.rmdir(folder)
        except OSError:
            return
        folder = os.path.dirname(folder)


def _remove_empty(folder: str) -> None:
    for inner, _, _ in os.walk(folder, topdown=False):
        os.rmdir(inner)
