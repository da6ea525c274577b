"""New site: a folder with data that builds, in the author's own name."""

import json
import os
from pathlib import Path
from typing import Any

from site_builder.authoring.names import refuse_name, refuse_text
from site_builder.authoring.schema import BESIDE, MODELS, schema_text
from site_builder.authoring.writing import write_all_new
from site_builder.models import json_text
from site_builder.problems import SiteBuilderError
from site_builder.sources import file_name, printable

STARTER = Path(__file__).parent / "starter"
ROUND = "example-v1"
# What a new repository has before there is a site in it; a file of ours that is there already is left as it is.
OF_A_REPOSITORY = frozenset({".git", ".gitattributes", ".github", ".gitignore", "LICENSE", "README.md"})


def new_site(folder: str, title: str, submitter: str) -> list[str]:
    """Write a new site into the folder: site.json, one round, one system of this submitter, schemas, and a README.

    Returns: the paths of the files. Raises: SiteBuilderError if more is in the folder than a new repository has, or it
    cannot be written, or title or submitter are no text.
    """
    _refuse(folder)
    # What is written must have no problem: the next command would begin with one of somebody else's making.
    refuse_text("the title", title, "name one with --title")
    refuse_name("the submitter", submitter, "name one with --submitter")
    files = {
        ".gitignore": "# What builds remember; removing it costs time only.\n/.site-cache/\n",
        "README.md": (STARTER / "README.md").read_text("utf-8"),
        # The data names them in `$schema`, so that any editor explains it with nothing installed or set.
        **{f"{BESIDE}/{name}.schema.json": schema_text(name) for name in MODELS},
        "data/site.json": json_text({**_starter("site.json"), "title": title}),
        # As it is written: people will edit it, and its short lines are easier to read than one field a line.
        f"data/rounds/{ROUND}.json": (STARTER / "round.json").read_text("utf-8"),
        f"data/results/{ROUND}/standard/{file_name(submitter)}/example-system.json": _system(submitter),
    }
    paths = {os.path.join(folder, *name.split("/")): text for name, text in files.items()}
    paths = {path: text for path, text in paths.items() if not os.path.lexists(path)}
    return write_all_new(paths, "name a folder in which you may write")


def _refuse(folder: str) -> None:
    """Nothing of anybody's may be mixed with what an example says."""
    if not folder:
        raise SiteBuilderError("the name of the folder is empty", "name a new folder")
    try:
        there = sorted(set(os.listdir(folder)) - OF_A_REPOSITORY)
    except FileNotFoundError:
        return
    except OSError as error:
        raise SiteBuilderError(
            f"{printable(folder)} cannot be used: {error.strerror or error}", "name a new folder"
        ) from error
    if there:
        raise SiteBuilderError(
            f"{printable(folder)} is in use: it has {printable(there[0])}",
            "name a new folder, or one with a new repository and nothing else",
        )


def _system(submitter: str) -> str:
    entry = _starter("system.json")
    return json_text(entry | {"system": entry["system"] | {"submitter": submitter}})


def _starter(name: str) -> dict[str, Any]:
    """A packaged file with its members in the order of the file; its digits are ours, and plain."""
    found: dict[str, Any] = json.loads((STARTER / name).read_bytes())
    return found
