"""Unused: templates of somebody's own that no page follows from."""

from pathlib import Path

from site_builder.problems import SiteBuilderError, nearest
from site_builder.render.environment import environment

TEMPLATE_ENDINGS = (".html", ".svg", ".xml")


def refuse_unused_templates(folder: str) -> None:
    """Refuse a template that is neither a packaged one's nor named by another one: it was meant to change something.

    Raises: SiteBuilderError if there is one.
    """
    known = environment(None).list_templates()
    texts = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _templates(Path(folder))}
    for name in texts:
        named = (name.encode() in text for other, text in texts.items() if other != name)
        if name not in known and not any(named):
            guess = nearest(name, known)
            fix = f"name it {guess}" if guess else "name it as the one it stands for, or move it away"
            raise SiteBuilderError(f"template {Path(folder, name)} stands for no packaged one", fix)


def _templates(folder: Path) -> list[Path]:
    """Files that could be templates; not assets, which are published as they are, and nothing hidden."""
    found = [path for path in sorted(folder.rglob("*")) if path.suffix in TEMPLATE_ENDINGS and path.is_file()]
    return [path for path in found if not path.relative_to(folder).parts[0].startswith((".", "assets"))]
