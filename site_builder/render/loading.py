"""Loading: where templates come from: a folder over the packaged ones, or another machine that sent them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, FunctionLoader
from jinja2.loaders import split_template_path

from site_builder.render.folders import TemplateFolder
from site_builder.surroundings import packaged_templates


@dataclass(frozen=True, slots=True)
class Sent:
    """All templates of a build; two of the same digest are the same."""

    digest: str
    files: Mapping[str, tuple[str, bytes]] = field(compare=False, repr=False)  # by name: where it stands, its content

    def source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """Text and place of a template, which is never another one."""
        plain = "/".join(split_template_path(name))  # ./a and b//a are found in a folder too
        if plain not in self.files:
            return None
        place, content = self.files[plain]
        return content.decode("utf-8"), place, lambda: True


# The folder of somebody's own, which may be missing, or what was sent.
Source = str | Sent | None


def loader_of(source: Source) -> BaseLoader:
    """What finds templates by their names."""
    if isinstance(source, Sent):
        return FunctionLoader(source.source)
    return ChoiceLoader([TemplateFolder(folder) for folder in _folders(source)])


def to_be_sent(folder: str | None) -> Sent:
    """All templates as they are now, for machines where this folder is missing, or has others.

    Raises: OSError if one cannot be read.
    """
    files: dict[str, tuple[str, bytes]] = {}
    for below in reversed(_folders(folder)):
        for name in TemplateFolder(below).list_templates():
            if (below / name).is_file():  # and no link that leads nowhere
                files[name] = (str(below / name), (below / name).read_bytes())
    told = sha256()
    for name, (at, content) in sorted(files.items()):
        told.update(f"{name}\n{at}\n{sha256(content).hexdigest()}\n".encode("utf-8", "surrogateescape"))
    return Sent(told.hexdigest(), files)


def _folders(own: str | None) -> list[Path]:
    return [*([Path(own)] if own else []), packaged_templates()]
