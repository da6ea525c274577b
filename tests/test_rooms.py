"""The rooms of the package and the arrows between them, which point one way."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "site_builder"

READ = {"problems", "models", "config", "sources"}
SAY = {"tables", "charts", "pages", "exports", "render"}

# Each room and the rooms below it that it may import. `cli` stands on top of all.
BELOW: dict[str, set[str]] = {
    "problems": set(),
    "problem_kinds": {"problems"},
    "models": {"problems"},
    "words": {"problems"},
    "streams": set(),
    "interrupts": set(),
    "surroundings": set(),
    "report": {"problems"},
    "config": {"problems", "models"},
    "sources": {"problems", "models", "config", "surroundings"},  # site.json is read as the other data files are
    "tables": {"problems", "models"},
    "charts": {"problems", "models"},
    "pages": {"problems", "models", "config", "tables", "charts"},
    "exports": {"problems", "models", "config", "tables", "charts", "pages"},  # beside a page, at its address
    "render": {"problems", "models", "pages", "surroundings"},
    "publish": {"problems", "report"},
    "checks": {"problems", "models", "surroundings"},
    "diff": {"problems", "models"},
    "explain": READ | {"tables", "pages"},  # from the page's row back to the log
    "serve": {"problems", "models"},
    "authoring": READ,
    "cache": {"problems", "models", "sources"},
    "trail": READ | {"tables", "pages", "cache"},
    "keeping": READ | SAY | {"publish", "cache", "trail"},
    "unchanged": {"surroundings", "report", "cache"},
    "retouch": READ | SAY | {"surroundings", "report", "publish", "cache", "trail", "keeping"},
    "build": READ | SAY | {"surroundings", "report", "publish", "cache", "unchanged", "keeping", "retouch"},
    "live": READ | SAY | {"surroundings", "publish", "build"},
    "ingest": {"problems", "models", "sources"},
    "__main__": {"cli", "build", "interrupts"},
    "__init__": {"problems", "sources", "tables"},
}
BELOW["cli"] = set(BELOW) - {"__main__", "__init__"}

# What the package says of itself, to every room.
VERSION = (PACKAGE.name, "__version__")


@dataclass(frozen=True)
class Import:
    """One name that one file takes from another room, or the room itself (name None)."""

    file: Path
    line: int
    importer: str
    room: str
    module: str
    name: str | None

    def __str__(self) -> str:
        taken = f"from {self.module} import {self.name}" if self.name else f"import {self.module}"
        return f"{self.file.relative_to(ROOT)}:{self.line}: {self.importer} -> {self.room} ({taken})"


def modules() -> list[Path]:
    """Return every module of the package, in a stable order."""
    return sorted(PACKAGE.rglob("*.py"))


def dotted_name(file: Path) -> list[str]:
    """Return the parts of a module's name: site_builder, models, number."""
    return [PACKAGE.name, *file.relative_to(PACKAGE).with_suffix("").parts]


def room_of(parts: list[str]) -> str:
    """Return the room that a module of the package belongs to."""
    return parts[1] if len(parts) > 1 else "__init__"


def statements(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Give every import of a module: inside functions too, and those that only a type checker sees."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        else:
            yield from statements(child)


def imported(statement: ast.Import | ast.ImportFrom, importer: list[str]) -> Iterator[tuple[str, str | None]]:
    """Give each module and name that an import takes: relative ones made absolute, rooms as modules."""
    if isinstance(statement, ast.Import):
        yield from ((alias.name, None) for alias in statement.names)
        return
    above = importer[: -statement.level] if statement.level else []
    module = ".".join([*above, *filter(None, [statement.module])])
    for alias in statement.names:
        is_room = module == PACKAGE.name and alias.name in BELOW
        yield (f"{module}.{alias.name}", None) if is_room else (module, alias.name)


def imports_between_rooms() -> list[Import]:
    """Return what the rooms take from each other."""
    found = []
    for file in modules():
        importer = dotted_name(file)
        for statement in statements(ast.parse(file.read_text(encoding="utf-8"))):
            for module, name in imported(statement, importer):
                if module.partition(".")[0] != PACKAGE.name or (module, name) == VERSION:
                    continue
                room = room_of(module.split("."))
                if room != room_of(importer):
                    found.append(Import(file, statement.lineno, room_of(importer), room, module, name))
    return found


def public_names(room: str) -> set[object] | None:
    """Return what `__all__` of a room names; None where there is none that can be read."""
    file = PACKAGE / room / "__init__.py"
    if not file.is_file():
        return None
    body = ast.parse(file.read_text(encoding="utf-8")).body
    assigned = {ast.unparse(node.targets[0]): node.value for node in body if isinstance(node, ast.Assign)}
    names = assigned.get("__all__")
    return {ast.literal_eval(name) for name in names.elts} if isinstance(names, ast.List | ast.Tuple) else None


def is_package(room: str) -> bool:
    """Tell whether a room is a folder with modules of its own."""
    return any((PACKAGE / room).glob("*.py"))


def is_private(taken: Import) -> bool:
    """Tell whether an import reaches past what the other room shows."""
    if is_package(taken.room):
        shown = public_names(taken.room) or set()
        return taken.module != f"{PACKAGE.name}.{taken.room}" or taken.name not in shown
    return taken.name is not None and taken.name.startswith("_")


def lines(title: str, found: list[Import]) -> str:
    """Word a failure: one import on a line, as an editor opens it."""
    return "\n".join([title, *(f"  {taken}" for taken in found)])


def test_each_module_is_in_a_known_room() -> None:
    unknown = {room_of(dotted_name(file)) for file in modules()} - set(BELOW)
    assert not unknown, f"no arrow leads to {sorted(unknown)}: add the room to BELOW and to the drawing"


def test_the_arrows_point_one_way() -> None:
    order: list[str] = []
    while len(order) < len(BELOW):
        ready = [room for room in BELOW if room not in order and BELOW[room] <= set(order)]
        assert ready, f"these rooms import each other in a circle: {sorted(set(BELOW) - set(order))}"
        order += ready


def test_no_import_goes_against_an_arrow() -> None:
    found = imports_between_rooms()
    turned_back = [taken for taken in found if taken.room not in BELOW.get(taken.importer, ())]
    assert not turned_back, lines("these arrows turned back:", turned_back)


def test_each_room_says_what_others_may_use() -> None:
    silent = [room for room in sorted(BELOW) if is_package(room) and public_names(room) is None]
    assert not silent, f"no literal __all__ in the __init__.py of {silent}"


def test_rooms_use_only_what_is_shown() -> None:
    private = [taken for taken in imports_between_rooms() if is_private(taken)]
    assert not private, lines("not in the other room's __all__, or not taken from there by name:", private)


# Each costs from a tenth of a second to two seconds of every command that loads it.
HEAVY = {"pandas", "bs4", "pyarrow", "pagefind"}
LOADS_NONE_OF: dict[str, set[str]] = {
    "--help": HEAVY | {"markdown", "jinja2", "pydantic"},
    "validate": HEAVY | {"markdown", "jinja2"},
}


def loaded_by(*command: str, folder: Path = ROOT) -> set[str]:
    """Run a command of the builder and return the top-level modules that it imported."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", PACKAGE.name, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    timings = [line for line in run.stderr.splitlines() if line.startswith("import time:")]
    others = "\n".join(line for line in run.stderr.splitlines() if line not in timings)
    assert run.returncode == 0, f"site-builder {' '.join(command)} failed:\n{others}"
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in timings}


@pytest.mark.parametrize("command", LOADS_NONE_OF)
def test_a_quick_command_loads_nothing_heavy(command: str) -> None:
    loaded = loaded_by(command)
    assert PACKAGE.name in loaded
    assert loaded & LOADS_NONE_OF[command] == set()


def test_an_unchanged_build_loads_nothing_heavy(tmp_path: Path) -> None:
    build = ("build", "--data", str(ROOT / "data"), "--output", str(tmp_path / "output"))
    loaded_by(*build, folder=tmp_path)
    assert loaded_by(*build, folder=tmp_path) & (HEAVY | {"markdown", "jinja2", "pydantic"}) == set()
