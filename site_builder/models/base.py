"""Model: what every model of this room has in common, and the field types they share."""

import re
from datetime import date
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WEB = ("https://", "http://")
# Without a quotation mark behind a backslash, which the patterns of schemas refuse.
WEB_ADDRESS = re.compile(r"""https?://[^\s"'<>\\^`{|}/?#][^\s"'<>\\^`{|}]*""")


class Model(BaseModel):
    """Frozen, strict about types, and closed: a misspelt key is a Problem."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", arbitrary_types_allowed=True)


M = TypeVar("M", bound=Model)

# What pickle sets of a model. A frozen one refuses any other way, and `object.__setattr__` takes twice the time.
_MEMBERS, _GIVEN, _EXTRA, _PRIVATE = (
    BaseModel.__dict__[name].__set__
    for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


def made(model: type[M], members: dict[str, Any], given: set[str]) -> M:
    """The model of values that are known to fit: of every field in its order; `given` are those that were written.

    The same as `model_construct`, in a tenth of the time. `given` may be shared by many.
    """
    one = object.__new__(model)
    _MEMBERS(one, members)
    _GIVEN(one, given)
    _EXTRA(one, None)
    _PRIVATE(one, None)
    return one


def _a_day(text: str) -> str:
    try:
        if not DAY.fullmatch(text):
            raise ValueError(text)
        date.fromisoformat(text)
    except ValueError as error:
        raise PydanticCustomError("bad-date", "not a day of the calendar") from error
    return text


def _a_web_address(text: str) -> str:
    # Only these two schemes may stand in an href: `javascript:` would run.
    if not WEB_ADDRESS.fullmatch(text) or not _can_be_split(text):
        raise PydanticCustomError("bad-link", "not a web address")
    return text


def _can_be_split(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname) and urlsplit(address).port != 0
    except ValueError:  # half an IPv6 address, a port that is no number
        return False


def _a_link(text: str) -> str:
    return _a_web_address(text) if text.startswith(WEB) else _some_text(text)


def _some_text(text: str) -> str:
    if is_blank(text):
        raise PydanticCustomError("empty-text", "empty")
    return text


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing: no character, or only spaces and invisible ones."""
    # Nearly every text is one of these, and each is asked.
    if text.isascii() and text.isprintable():
        return not text or text.isspace()
    return not any(character.isprintable() and not character.isspace() for character in text)


# What an editor is told of each: as much of its rule as a pattern can say.
A_DAY = {"type": "string", "format": "date", "pattern": f"^{DAY.pattern}$"}
AN_ADDRESS = {"type": "string", "pattern": f"^{WEB_ADDRESS.pattern}$"}
SOMETHING = {"type": "string", "pattern": r"\S"}
A_LINK = {"type": "string", "pattern": rf"^(?:{WEB_ADDRESS.pattern}|(?!https?://)[\s\S]*\S[\s\S]*)$"}

# A day is kept as text: ISO days sort as text, and pages print what was written.
Day = Annotated[str, AfterValidator(_a_day), WithJsonSchema(A_DAY)]
WebAddress = Annotated[str, AfterValidator(_a_web_address), WithJsonSchema(AN_ADDRESS)]
SomeText = Annotated[str, AfterValidator(_some_text), WithJsonSchema(SOMETHING)]
# A web address, or what the site itself has: a round's id, round/division/submitter/system.
SomeLink = Annotated[str, AfterValidator(_a_link), WithJsonSchema(A_LINK)]
