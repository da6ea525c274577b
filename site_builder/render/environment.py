"""The environment that turns a Page into bytes; made once in each process."""

from functools import lru_cache
from pathlib import Path
from traceback import extract_tb

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError

from site_builder.pages import Page
from site_builder.problems import SiteBuilderError
from site_builder.render.compiling import QuickCode, escaped
from site_builder.render.filters import aligned

PACKAGE = Path(__file__).parents[1]


def packaged_templates() -> Path:
    """The templates that come with the package: inside it once installed, beside it in a checkout."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


class _Templates(Environment):
    """An environment of our compiler."""

    code_generator_class = QuickCode
    escaped = staticmethod(escaped)


@lru_cache(maxsize=4)
def environment(folder: str | None) -> Environment:
    """Templates of this folder over the packaged ones; autoescape always, a misspelt field stops the build."""
    folders = [Path(folder)] if folder else []
    found = _Templates(
        loader=ChoiceLoader([FileSystemLoader(path) for path in (*folders, packaged_templates())]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    found.filters["aligned"] = aligned
    return found


def forget_templates() -> None:
    """Read templates anew from now on: a process that lives long sees what was edited."""
    environment.cache_clear()


def render(page: Page, folder: str | None = None) -> bytes:
    """The page's HTML: a pure function of the page and the templates.

    Raises: SiteBuilderError if a template of the folder is wrong.
    """
    try:
        template = environment(folder).get_template(page.template)
        return template.render(page=page.context).encode("utf-8")
    except Exception as error:  # a template may do anything, and somebody else may have written it
        what = getattr(error, "message", None) or f"{type(error).__name__}: {error}"
        message = f"template {_place(error) or page.template}: {what} (page {page.url})"
        raise SiteBuilderError(message, "mend the template") from error


def _place(error: Exception) -> str:
    """File and line of the innermost template on the way to the fault; Jinja puts them into the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}"
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith((".html", ".svg"))]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
