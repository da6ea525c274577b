"""Shape: a JSON document read into a model, with a Finding for each thing that does not fit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from site_builder.models import Model, Number, wrong_type
from site_builder.problems import Finding, JsonPath, address_in_words, nearest, shortened
from site_builder.sources.json_words import INVALID

# Each pass mends one level of what does not fit and may bring the next to light; models are about five deep.
MOST_PASSES = 12

TYPES = {
    "string_type": "a text",
    "dict_type": "an object",
    "mapping_type": "an object",
    "model_type": "an object",
    "tuple_type": "an array",
    "bool_type": "true or false",
    "dataclass_exact_type": "a number",  # Number is the only one in a file
    "dataclass_type": "a number",
}
# Any document may name the schema that an editor holds it against; it says nothing of the data.
SCHEMA = "$schema"
LOOKS = {
    "bad-colour": ("six hexadecimal digits behind #", 'write it like "#0c5a70"'),
    "bad-font": (
        "the name of one font, in letters, digits and spaces",
        "write the bare name of the font",
    ),
    "bad-picture": ("the name of a .svg, .png or .webp file in data/assets/", 'write it like "logo.svg"'),
}
LEFT_OUT: Any = object()
"""Stands for a member that can be spared."""


class Shape:
    """What a document gave: the model, or the nearest one that can be made of it, and what did not fit."""

    def __init__(self, model: type[Model], value: Any, given: Mapping[str, Any] | None = None) -> None:
        self.findings: list[Finding] = []
        self.broken: set[JsonPath] = set()
        self.model: Any = None
        self._value = value
        if value is INVALID:
            return
        if not isinstance(value, Mapping):
            self.findings.append(wrong_type((), value, "an object"))
            return
        self.findings += [_given_already(key) for key in given or () if key in value]
        if not isinstance(value.get(SCHEMA, ""), str):
            self.findings.append(wrong_type((SCHEMA,), value[SCHEMA], "a text"))
        self._read(model, {key: member for key, member in {**value, **(given or {})}.items() if key != SCHEMA})

    @classmethod
    def fitting(cls, model: Model) -> "Shape":
        """The shape of a document that fits: what was made of it is known already."""
        shape = cls(type(model), INVALID)
        shape.model, shape._value = model, None
        return shape

    @property
    def whole(self) -> bool:
        """Whether everything fitted."""
        return self.model is not None and not self.broken

    def add(self, findings: Iterable[Finding]) -> None:
        """Add what a closer look found, without what only follows from a stand-in."""
        self.findings.extend(finding for finding in findings if not self.told(finding.path))

    def told(self, path: JsonPath) -> bool:
        """Whether this place, or one around it, was told already."""
        if self._value is None:
            return False
        if any(path[:length] in self.broken for length in range(len(path) + 1)):
            return True
        value = self._value
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):  # it is missing, or stands in something of another type
                return False
        return value is INVALID

    def _read(self, model: type[Model], value: dict[str, Any]) -> None:
        for _ in range(MOST_PASSES):
            try:
                self.model = model.model_validate(value)
                return
            except ValidationError as error:
                faults: dict[JsonPath, Any] = {}
                details = error.errors(include_url=False)
                misspelt = _misspelt(details)
                for detail in details:
                    path = tuple(detail["loc"])
                    if path in misspelt:
                        self.findings.append(_misspelling(path, misspelt[path], model))
                    elif path not in misspelt.values() and not self.told(path):
                        self.findings.extend(_finding(detail, model))
                    faults[path] = _stand_in(detail, f"?{len(self.broken) + len(faults)}")
                self.broken.update(faults)
                value = _mended(value, faults)


def _given_already(key: str) -> Finding:
    message, expected = f'"{key}" is no field here', f"the file's name for its {key}"
    return Finding((key,), "unknown-field", message, expected, "remove it", on_key=True)


def _misspelt(details: Iterable[ErrorDetails]) -> dict[JsonPath, JsonPath]:
    """Names that are no fields, each with the missing field of the same object that was meant most likely."""
    missing: dict[JsonPath, list[str]] = defaultdict(list)
    found: dict[JsonPath, JsonPath] = {}
    paths = [(detail["type"], tuple(detail["loc"])) for detail in details]
    for kind, path in paths:
        if kind == "missing":
            missing[path[:-1]].append(str(path[-1]))
    for kind, path in paths:
        if kind == "extra_forbidden" and (meant := nearest(str(path[-1]), missing[path[:-1]])):
            missing[path[:-1]].remove(meant)
            found[path] = (*path[:-1], meant)
    return found


def _misspelling(path: JsonPath, meant: JsonPath, model: type[Model]) -> Finding:
    message = f'"{shortened(str(path[-1]))}" is no field here, and {address_in_words(meant)} is missing'
    fix = f'did you mean "{meant[-1]}"? Write it so'
    return Finding(path, "unknown-field", message, _description(model, meant), fix, on_key=True)


def _finding(detail: ErrorDetails, model: type[Model]) -> Iterable[Finding]:
    """The Finding for one complaint of the model; none where the reader of the text told it already."""
    path, kind, seen = tuple(detail["loc"]), detail["type"], detail["input"]
    name = address_in_words(path)
    if seen is INVALID:
        return
    if kind == "missing":
        yield Finding(
            path[:-1],
            "missing-field",
            f"{name} is missing",
            _description(model, path),
            f'add "{path[-1]}"',
            on_key=True,
        )
    elif kind == "extra_forbidden":
        known = _fields(model, path[:-1])
        guess = nearest(str(path[-1]), known)
        yield Finding(
            path,
            "unknown-field",
            f'"{shortened(str(path[-1]))}" is no field here',
            f"one of {', '.join(known)}",
            f'write "{guess}"' if guess else "remove it",
            on_key=True,
        )
    elif kind == "literal_error" and isinstance(seen, str):
        words = _words(detail)
        guess = nearest(seen, words)
        yield Finding(
            path,
            "unknown-word",
            f'{name} is "{shortened(seen)}"',
            f"one of {', '.join(words)}",
            f'write "{guess}"' if guess else "write one of these words",
        )
    elif kind == "bad-date":
        yield Finding(path, kind, f'{name} is "{shortened(seen)}"', "a day as YYYY-MM-DD", 'write it like "2024-08-28"')
    elif kind in LOOKS:
        yield Finding(path, kind, f'{name} is "{shortened(seen)}"', *LOOKS[kind])
    elif kind == "bad-link":
        yield Finding(
            path,
            kind,
            f'{name} is "{shortened(seen)}"',
            "an address that begins with https:// or http://",
            "write the whole address, or remove it",
        )
    elif kind == "empty-text":
        yield Finding(path, kind, f"{name} is empty", _description(model, path), "write it out, or remove it")
    elif kind == "literal_error":
        yield wrong_type(path, seen, f"one of {', '.join(_words(detail))}")
    else:
        yield wrong_type(path, seen, TYPES.get(kind, "another value"))


def _words(detail: ErrorDetails) -> list[str]:
    """The words that a Literal may be."""
    return [word.strip(" '") for word in str(detail["ctx"]["expected"]).replace(" or ", ", ").split(", ")]


def _stand_in(detail: ErrorDetails, name: str) -> Any:
    """A value for the place that a complaint names, so that the rest can be judged all the same.

    Members are kept where they can be: without a unit of `metrics`, each use of it would seem wrong. A missing
    value is a text first; where that does not fit either, the next pass says what does.
    """
    stand_ins: Mapping[str, Any] = {
        "missing": name,
        "string_type": name,
        "empty-text": name,
        "dataclass_exact_type": Number("1"),
        "dataclass_type": Number("1"),
        "bool_type": False,
        "tuple_type": (),
        "dict_type": {},
        "mapping_type": {},
        "model_type": {},
    }
    if detail["type"] == "literal_error":
        return _words(detail)[0]
    return stand_ins.get(detail["type"], LEFT_OUT)


def _mended(value: Any, faults: Mapping[JsonPath, Any]) -> Any:
    """The value with a stand-in at each of these paths."""
    if () in faults:
        return faults[()]
    below: dict[str | int, dict[JsonPath, Any]] = {}
    for path, stand_in in faults.items():
        below.setdefault(path[0], {})[path[1:]] = stand_in
    if isinstance(value, tuple):
        return tuple(_mended(item, below[index]) if index in below else item for index, item in enumerate(value))
    members = dict(value)
    members.update({str(step): _mended(members.get(str(step)), inner) for step, inner in below.items()})
    return {key: member for key, member in members.items() if member is not LEFT_OUT}


def _model_at(model: type[Model], path: JsonPath) -> type[Model] | None:
    """The model that describes this path, as far as models go."""
    found: Any = model
    for step in path:
        found = _inside(found, step)
    return found if isinstance(found, type) and issubclass(found, Model) else None


def _inside(annotation: Any, step: str | int) -> Any:
    """What a member or an item of something so annotated is annotated with."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        field = annotation.model_fields.get(str(step))
        return _bare(field.annotation) if field else None
    inner = get_args(annotation)  # tuple[Item, ...], Mapping[str, Item]
    return _bare(inner[0 if get_origin(annotation) is tuple else -1]) if inner else None


def _bare(annotation: Any) -> Any:
    """The annotation without what Annotated adds to it, and without None beside it."""
    while get_origin(annotation) in (Annotated, Union, UnionType):
        annotation = next(inner for inner in get_args(annotation) if inner is not NoneType)
    return annotation


def _fields(model: type[Model], path: JsonPath) -> list[str]:
    found = _model_at(model, path)
    return [name for name, field in found.model_fields.items() if not field.exclude] if found else []


def _description(model: type[Model], path: JsonPath) -> str:
    found = _model_at(model, path[:-1])
    field = found.model_fields.get(str(path[-1])) if found else None
    return (field.description if field else None) or "a value"
