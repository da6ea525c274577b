"""Reach: the templates that a page's bytes follow from."""

from hashlib import sha256

from jinja2 import meta

from site_builder.render.environment import environment


def templates_digest(name: str, folder: str | None) -> str:
    """A digest of a template and of all that it extends, imports and includes; of all templates where that is open."""
    known = environment(folder)
    assert known.loader is not None
    texts: dict[str, str] = {}
    open_names = [name]
    while open_names:
        found = open_names.pop()
        if found in texts:
            continue
        texts[found] = known.loader.get_source(known, found)[0]
        for other in meta.find_referenced_templates(known.parse(texts[found])):
            open_names += known.list_templates(extensions=("html", "svg", "js", "xml")) if other is None else [other]
    return sha256(repr(sorted(texts.items())).encode("utf-8", "surrogatepass")).hexdigest()[:32]
