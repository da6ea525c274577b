"""Model: what every model of this room has in common, and the field types they share."""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Model(BaseModel):
    """Frozen, strict about types, and closed: a misspelt key is a Problem."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", arbitrary_types_allowed=True)


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
    if not re.fullmatch(r"https?://[^\s\"'<>\\^`{|}/?#][^\s\"'<>\\^`{|}]*", text):
        raise PydanticCustomError("bad-link", "not a web address")
    return text


def _some_text(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty-text", "empty")
    return text


# A day is kept as text: ISO days sort as text, and pages print what was written.
Day = Annotated[str, AfterValidator(_a_day)]
WebAddress = Annotated[str, AfterValidator(_a_web_address)]
SomeText = Annotated[str, AfterValidator(_some_text)]
