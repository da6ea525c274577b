"""Output: the folder of a site as a build finds it."""

import errno
import os
from collections.abc import Mapping

from site_builder.problems import SiteBuilderError
from site_builder.publish.holding import INSIDE
from site_builder.publish.manifest import MANIFEST, read_manifest

NOBODYS = {INSIDE, "lost+found"}  # a file system's own folder does not make an empty one somebody's


def our_files(output: str) -> Mapping[str, str]:
    """Our files in it, with what the manifest says of each.

    Raises: SiteBuilderError if it is not a folder, or if others have files in it and we have none.
    """
    if not os.path.lexists(output):
        return {}
    if not os.path.isdir(output):
        raise SiteBuilderError(f"{output} is not a folder", "move it away, or name another folder with --output")
    files = read_manifest(output)
    if files is not None:
        return files
    if set(os.listdir(output)) - NOBODYS:
        raise SiteBuilderError(
            f"{output} has files that this builder did not write, and no {MANIFEST}",
            "name another folder with --output, or empty this one",
        )
    return {}


def cannot_write(error: OSError) -> SiteBuilderError:
    """What a fault of the file system means for whoever builds."""
    what = error.strerror or str(error)
    where = error.filename2 or error.filename or "the output folder"
    fix = {errno.ENOSPC: "make room on the disk", errno.EDQUOT: "make room in your quota"}
    return SiteBuilderError(
        f"{os.fsdecode(where)} cannot be written: {what}",
        fix.get(error.errno or 0, "check its rights, or name another folder with --output"),
    )
