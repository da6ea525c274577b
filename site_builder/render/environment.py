"""The environment that turns a Page into bytes; made once in each process."""

from functools import lru_cache
from json import JSONEncoder
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import ChoiceLoader, Environment, StrictUndefined, Template, TemplateSyntaxError
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from site_builder.pages import Page
from site_builder.problems import SiteBuilderError
from site_builder.render.compiling import QuickCode, called, escaped, escaped_text
from site_builder.render.filters import aligned, listed
from site_builder.render.folders import TemplateFolder
from site_builder.surroundings import packaged_templates


class _Part(Template):
    """A template whose macros are made once: nothing here gives a template globals of its own."""

    def _get_default_module(self, _: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class _Quick(Environment):
    """An environment of our compiler."""

    code_generator_class = QuickCode
    template_class = _Part
    escaped = staticmethod(escaped)
    escaped_text = staticmethod(escaped_text)
    called = staticmethod(called)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._loaded: dict[str, Template] = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """As any environment, without asking each time whether it is loaded: a card imports six parts."""
        if globals is not None or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = super().get_template(name, parent)
        return found


@lru_cache(maxsize=4)
def environment(folder: str | None, *, quick: bool = True) -> Environment:
    """Templates of this folder over the packaged ones; autoescape always, a misspelt field stops the build.

    The quick one knows fields of contexts only; Jinja's own knows all that a template of somebody else may ask for.
    """
    folders = [Path(folder)] if folder else []
    found = (_Quick if quick else Environment)(
        loader=ChoiceLoader([TemplateFolder(path) for path in (*folders, packaged_templates())]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    found.filters.update(aligned=aligned, listed=listed)
    found.policies["json.dumps_function"] = _json
    return found


_ENCODER = JSONEncoder(sort_keys=True)


def _json(value: object, **_: object) -> str:
    """As Jinja would have it written, without an encoder for each value."""
    return _ENCODER.encode(value)


def forget_templates() -> None:
    """Read templates anew from now on: a process that lives long sees what was edited."""
    environment.cache_clear()
    _asks_for_more.clear()


def render(page: Page, folder: str | None = None) -> bytes:
    """The page's HTML: a pure function of the page and the templates.

    Raises: SiteBuilderError if a template of the folder is wrong.
    """
    try:
        context = page.context
        return _rendered(page.template, context, folder).encode("utf-8")
    except Exception as error:  # a template may do anything, and somebody else may have written it
        message = f"template {_place(error) or page.template}: {_what(error)} (page {page.url})"
        raise SiteBuilderError(message, "mend the template") from error


def _rendered(name: str, context: Any, folder: str | None) -> str:
    if (name, folder) not in _asks_for_more:
        try:
            return environment(folder).get_template(name).render(page=context)
        except AttributeError:
            _asks_for_more.add((name, folder))
    return environment(folder, quick=False).get_template(name).render(page=context)


# Templates that ask for something that is no field: a key of a mapping, say.
_asks_for_more: set[tuple[str, str | None]] = set()


def _what(error: Exception) -> str:
    """What is wrong, in words; Python's own where they say enough."""
    if isinstance(error, RecursionError):
        return "it includes, extends or calls itself without end"
    return getattr(error, "message", None) or f"{type(error).__name__}: {error}"


def _place(error: Exception) -> str:
    """File and line of the innermost template on the way to the fault; Jinja puts them into the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}"
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith((".html", ".svg"))]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
