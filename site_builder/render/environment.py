"""The environment that turns a Page into bytes; made once in each process."""

from functools import lru_cache
from json import JSONEncoder
from traceback import extract_tb
from typing import Any, TypeVar

from jinja2 import Environment, StrictUndefined, Template, TemplateSyntaxError
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from site_builder.pages import Page
from site_builder.problems import SiteBuilderError
from site_builder.render.compiling import QuickCode
from site_builder.render.filters import aligned, listed, unbroken
from site_builder.render.loading import Source, loader_of

Kind = TypeVar("Kind", bound=Environment)


class _Part(Template):
    """A template whose macros are made once: nothing here gives a template globals of its own."""

    def _get_default_module(self, _: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class Quick(Environment):
    """An environment of our compiler."""

    code_generator_class = QuickCode
    template_class = _Part

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.asks_for_more: set[str] = set()  # templates that ask for something that is no field: a key of a mapping
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
def environment(source: Source) -> Quick:
    """Autoescape always; a misspelt field stops the build. This one knows fields of contexts only."""
    return _of_kind(Quick, source)


@lru_cache(maxsize=4)
def careful_environment(source: Source) -> Environment:
    """Jinja's own, which knows all that a template of somebody else may ask for."""
    return _of_kind(Environment, source)


def _of_kind(kind: type[Kind], source: Source) -> Kind:
    found = kind(
        loader=loader_of(source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    found.filters.update(aligned=aligned, listed=listed, unbroken=unbroken)
    found.policies["json.dumps_function"] = _json
    return found


_ENCODER = JSONEncoder(sort_keys=True, check_circular=False)


def _json(value: object, **_: object) -> str:
    """As Jinja would have it written, without an encoder for each value."""
    return _ENCODER.encode(value)


def forget_templates() -> None:
    """Read templates anew from now on: a process that lives long sees what was edited."""
    environment.cache_clear()
    careful_environment.cache_clear()


def render(page: Page, source: Source = None) -> bytes:
    """The page's HTML: a pure function of the page and the templates.

    Raises: SiteBuilderError if a template is wrong.
    """
    try:
        context = page.context
        return _rendered(page.template, context, source).encode("utf-8")
    except SiteBuilderError:  # of the data, read where it is needed
        raise
    except Exception as error:  # a template may do anything, and somebody else may have written it
        message = f"template {_place(error) or page.template}: {_what(error)} (page {page.url})"
        raise SiteBuilderError(message, "mend the template") from error


def _rendered(name: str, context: Any, source: Source) -> str:
    quick = environment(source)
    if name not in quick.asks_for_more:
        try:
            return quick.get_template(name).render(page=context)
        except AttributeError:
            quick.asks_for_more.add(name)
    return careful_environment(source).get_template(name).render(page=context)


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
