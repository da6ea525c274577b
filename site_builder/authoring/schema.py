"""Schemas: what an editor needs to complete, explain and check the data files while they are written."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from site_builder.authoring.json_edit import with_member
from site_builder.authoring.writing import write_over
from site_builder.config import Site
from site_builder.models import SOMETHING, EntryFile, Model, Number, Round, System
from site_builder.problems import SiteBuilderError
from site_builder.sources import Document, printable

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MODELS: dict[str, type[Model]] = {"entry": EntryFile, "round": Round, "site": Site}
SETTINGS = os.path.join(".vscode", "settings.json")
SCHEMAS = "json.schemas"
# What stands for more than itself where VS Code is told of files. Nothing escapes it there: any one character does, and
# of an address two are written otherwise.
PATTERNS = str.maketrans({"#": "%23", "?": "%3F"} | dict.fromkeys("*[]{}\\", "?"))
BESIDE = "schema"  # the folder beside the data in which `init` puts them

# The keys of a description that pages read as words of the round; every other key is shown as it is.
# What each must be, the round says, or the entry where it overrules the description; but a name is needed always.
NAMED: dict[str, JsonSchemaValue] = {
    "system_name": {**SOMETHING, "description": "The system's name, as pages print it"},
    "submitter": {"description": "Who submitted it: a text, unless the entry says so"},
    "division": {"description": "A division of the round: closed. A text, unless the entry says so"},
    "system_type": {"description": "A category of the round, or several: datacenter,edge"},
    "status": {"description": "An availability of the round: available"},
}
OVERRULED = ("submitter", "division")


class _OfDataFiles(GenerateJsonSchema):
    """JSON as data files have it, where the models hold types of their own."""

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        return {"type": "number"} if schema["cls"] is Number else super().dataclass_schema(schema)

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        if schema["cls"] is System:
            return {"type": "object", "properties": NAMED, "required": ["system_name"]}
        found = super().model_schema(schema)
        return {**found, "allOf": [_said(key) for key in OVERRULED]} if schema["cls"] is EntryFile else found


def _said(key: str) -> JsonSchemaValue:
    """Where the entry does not say it, what the description says is a text."""
    # Patterns, since an editor would offer properties a second time, and before the others.
    described = {"patternProperties": {f"^{key}$": SOMETHING}}
    said = {"required": [key], "patternProperties": {f"^{key}$": {"type": "string"}}}
    return {"if": said, "else": {"patternProperties": {"^system$": described}}}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one kind of data file: entry, round or site."""
    model = MODELS[name]
    found: dict[str, Any] = _plain(model.model_json_schema(schema_generator=_OfDataFiles))
    named = {key for key, field in model.model_fields.items() if field.exclude}  # by the file's name
    members = {"$schema": {"type": "string", "description": "The schema that this file is written by, for editors"}}
    members |= {key: value for key, value in found["properties"].items() if key not in named}
    required = [key for key in found["required"] if key not in named]
    whole = {"$schema": DIALECT, "title": f"{name}: {model.__doc__}".splitlines()[0]}
    return whole | found | {"title": whole["title"], "properties": members, "required": required}


def _plain(value: Any) -> Any:
    """Without what tells an author nothing: titles made of the names of fields, and null where nothing is given."""
    if isinstance(value, Mapping):
        told = {key: member for key, member in value.items() if member is not None}
        return {key: _plain(member) for key, member in told.items() if key != "title" or not isinstance(member, str)}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def schema_text(name: str) -> str:
    """The schema as a file."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def named_in(path: str, data: str) -> dict[str, str]:
    """The member by which an entry at this path names its schema; nothing where the data has no schemas beside it."""
    there = os.path.join(os.path.dirname(os.path.realpath(data)), BESIDE, "entry.schema.json")
    if not os.path.isfile(there):
        return {}
    return {"$schema": os.path.relpath(there, os.path.realpath(os.path.dirname(path))).replace(os.sep, "/")}


def write_schemas(folder: str) -> list[str]:
    """Write all of them into the folder, and give their paths. Raises: SiteBuilderError if it cannot be written."""
    return [_write(os.path.join(folder, f"{name}.schema.json"), schema_text(name)) for name in MODELS]


def write_editor_settings(data: str) -> list[str]:
    """Write the schemas into `.vscode/` of the working folder, and which data files each of them is for.

    Raises: SiteBuilderError if the data is not below the working folder, or settings are there that cannot be added to:
    they may have comments, or say otherwise.
    """
    wanted = _wanted(_root(data))
    settings = _settings()
    text = json.dumps({SCHEMAS: wanted}, indent=2, ensure_ascii=False) + "\n"
    if settings is not None:
        there = json.loads(settings.text)
        if there.get(SCHEMAS, wanted) != wanted:
            told = json.dumps(wanted, ensure_ascii=False)
            raise SiteBuilderError(f"{SETTINGS} has {SCHEMAS} of its own", f"add these to them: {told}")
        text = settings.text if SCHEMAS in there else with_member(settings, (), SCHEMAS, wanted)
        text = settings.mark + text
    written = write_schemas(os.path.join(".vscode", "schema"))
    return [*written, _write(SETTINGS, text)]


def _settings() -> Document | None:
    """The settings that are there, if there are any."""
    fix = "say --output DIR, and name the schemas there yourself"
    try:
        document = Document(SETTINGS, Path(SETTINGS).read_bytes())
        if not document.text.strip():
            return None  # as VS Code reads it
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SiteBuilderError(f"{SETTINGS} cannot be read: {error.strerror or error}", fix) from error
    if document.problems:
        fault = document.problems[0]
        raise SiteBuilderError(f"{SETTINGS} cannot be read as JSON: line {fault.at.line}: {fault.message}", fix)
    if not isinstance(document.value, Mapping):
        raise SiteBuilderError(f"{SETTINGS} is no JSON object", "remove it, or mend it")
    return document


def _root(data: str) -> str:
    """The data folder as an editor that opens the working folder names it: `/data`; nothing if it is that folder."""
    if not os.path.isdir(data):
        raise SiteBuilderError(f"there is no folder {printable(data)}", "name the right one with --data")
    path = os.path.relpath(data).replace(os.sep, "/")
    if path.split("/")[0] == "..":
        raise SiteBuilderError(
            f"{printable(data)} is not below this folder, which the editor opens",
            "run it in a folder that has the data",
        )
    return "" if path == "." else f"/{path}".translate(PATTERNS)


def _wanted(root: str) -> list[dict[str, Any]]:
    files = {
        "entry": [f"{root}/**/*.json", f"!{root}/site.json", f"!{root}/rounds/*.json"],
        "round": [f"{root}/rounds/*.json"],
        "site": [f"{root}/site.json"],
    }
    return [{"fileMatch": match, "url": f"./.vscode/schema/{name}.schema.json"} for name, match in files.items()]


def _write(path: str, text: str) -> str:
    return write_over(path, text, "name another folder with --output", makes_folder=True)
