"""Unused: templates of somebody's own that no page follows from."""

import os
from pathlib import Path

from site_builder.problems import SiteBuilderError, nearest
from site_builder.render.environment import environment
from site_builder.render.folders import TemplateFolder
from site_builder.render.reach import references

TEMPLATE_ENDINGS = (".html", ".svg", ".xml")


def refuse_unused_templates(folder: str) -> None:
    """Refuse a template that is neither a packaged one's nor named by another one: it was meant to change something.

    Where one of them works a name out while a page is made, that may be any of them.
    Raises: SiteBuilderError if there is one.
    """
    known = environment(None).list_templates()
    listed = [name for name in TemplateFolder(folder).list_templates() if not _is_apart(name)]
    own = [name for name in listed if os.path.isfile(os.path.join(folder, name))]
    unknown = [name for name in own if name.endswith(TEMPLATE_ENDINGS) and name not in known]
    texts = {name: _text(os.path.join(folder, name)) for name in own} if unknown else {}
    if any(None in references(text) for text in texts.values()):
        return
    for name in unknown:
        if not any(name in text for other, text in texts.items() if other != name):
            guess = nearest(name, known)
            fix = f"name it {guess}" if guess else "name it as the one it stands for, or move it away"
            raise SiteBuilderError(f"template {Path(folder, name)} stands for no packaged one", fix)


def _is_apart(name: str) -> bool:
    """Whether it is an asset, which is published as it is, or hidden, as what editors leave beside a file is."""
    return name.startswith("assets/") or any(part.startswith(".") for part in name.split("/"))


def _text(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError):  # a picture, say; the page tells that is made of it, if one is
        return ""
