"""Shape: a JSON document read into a model, with a Finding for each thing that does not fit."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from site_builder.models import Model, Number, wrong_type
from site_builder.problems import Finding, JsonPath, address_in_words, nearest
from site_builder.sources.json_reader import INVALID

AnyModel = TypeVar("AnyModel", bound=Model)

TYPES = {
    "string_type": "a text",
    "dict_type": "an object",
    "mapping_type": "an object",
    "model_type": "an object",
    "tuple_type": "an array",
    "bool_type": "true or false",
    "is_instance_of": "a number",
}
# Stands in for a required value that is missing or unusable, so that the rest can be judged all the same.
STAND_INS: Mapping[str, Callable[[], Any]] = {
    "value": lambda: Number("1"),
    "minimum": lambda: Number("1"),
    "format": lambda: Number("1"),
    "system": dict,
    "units": dict,
    "scenarios": dict,
    "divisions": dict,
    "metrics": dict,
    "benchmarks": tuple,
}


class Shape:
    """What a document gave: the model, or the nearest one that can be made of it, and what did not fit."""

    def __init__(self, model: type[Model], value: Any, given: Mapping[str, Any] | None = None) -> None:
        self.findings: list[Finding] = []
        self.broken: set[JsonPath] = set()
        self.model: Any = None
        if value is INVALID:
            return
        if not isinstance(value, Mapping):
            self.findings.append(wrong_type((), value, "an object"))
            return
        self._read(model, {**value, **(given or {})})

    @property
    def whole(self) -> bool:
        """Whether everything fitted."""
        return self.model is not None and not self.broken

    def add(self, findings: Iterable[Finding]) -> None:
        """Add what a closer look found, without what only follows from a stand-in."""
        self.findings.extend(finding for finding in findings if not self._follows(finding.path))

    def _follows(self, path: JsonPath) -> bool:
        return any(path[: len(broken)] == broken for broken in self.broken)

    def _read(self, model: type[Model], value: dict[str, Any]) -> None:
        # Mending one level can bring the next to light; three are more than the models are deep.
        for _ in range(4):
            try:
                self.model = model.model_validate(value)
                return
            except ValidationError as error:
                for detail in error.errors(include_url=False):
                    path = tuple(detail["loc"])
                    self.findings.extend(_finding(detail, model) if not self._follows(path) else ())
                    self.broken.add(path)
                    value = _mended(value, path, f"?{len(self.broken)}")


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
            f'"{path[-1]}" is no field here',
            f"one of {', '.join(known)}",
            f'write "{guess}"' if guess else "remove it",
            on_key=True,
        )
    elif kind == "literal_error":
        words = [word.strip(" '") for word in str(detail["ctx"]["expected"]).replace(" or ", ", ").split(", ")]
        guess = nearest(str(seen), words)
        yield Finding(
            path,
            "unknown-word",
            f'{name} is "{seen}"',
            f"one of {', '.join(words)}",
            f'write "{guess}"' if guess else "write one of these words",
        )
    elif kind == "bad-date":
        yield Finding(path, kind, f'{name} is "{seen}"', "a day as YYYY-MM-DD", 'write it like "2024-08-28"')
    elif kind == "bad-link":
        yield Finding(
            path,
            kind,
            f'{name} is "{seen}"',
            "an address that begins with https:// or http://",
            "write the whole address, or remove it",
        )
    elif kind == "empty-text":
        yield Finding(path, kind, f"{name} is empty", _description(model, path), "write it out, or remove it")
    else:
        yield wrong_type(path, seen, TYPES.get(kind, "another value"))


def _mended(value: Any, path: JsonPath, name: str) -> Any:
    """The value without what stands at this path, or with a stand-in where it cannot be spared."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(value, tuple) and isinstance(step, int):
        if rest:
            return (*value[:step], _mended(value[step], rest, name), *value[step + 1 :])
        return (
            *value[:step],
            {"benchmark": name, "scenario": name, "value": Number("1")},
            *value[step + 1 :],
        )
    if not isinstance(value, Mapping):
        return value
    mended = dict(value)
    if rest:
        mended[str(step)] = _mended(mended.get(str(step), {}), rest, name)
    elif step in mended:
        del mended[str(step)]
    else:
        mended[str(step)] = STAND_INS.get(str(step), lambda: name)()
    return mended


def _model_at(model: type[Model], path: JsonPath) -> type[Model] | None:
    """The model that describes this path, as far as models go."""
    found: Any = model
    for step in path:
        if isinstance(step, str) and isinstance(found, type) and issubclass(found, Model):
            field = found.model_fields.get(step)
            found = _inner_model(field.annotation) if field else None
    return found if isinstance(found, type) and issubclass(found, Model) else None


def _inner_model(annotation: Any) -> Any:
    """The model inside `tuple[Model, ...]`, `Model | None` and their like."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if found := _inner_model(inner):
            return found
    return None


def _fields(model: type[Model], path: JsonPath) -> list[str]:
    found = _model_at(model, path)
    return [name for name, field in found.model_fields.items() if not field.exclude] if found else []


def _description(model: type[Model], path: JsonPath) -> str:
    found = _model_at(model, path[:-1])
    field = found.model_fields.get(str(path[-1])) if found else None
    return (field.description if field else None) or "a value"
