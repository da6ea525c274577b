"""`make bench`: start-up, files for machines, two sites compared; then an import of SOURCE, or of the shipped round."""

import argparse
import ast
from collections.abc import Iterator
from pathlib import Path

from bench import diff_bench, exports_bench, import_bench, startup

PUBLISHED = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "inference_v4.1.tar.xz"

RUN_HERE = ("startup", "exports_bench", "diff_bench", "import_bench")


def others() -> Iterator[str]:
    """The benches that are run by their own names, with what each measures: they need a browser, or minutes."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        module = ast.parse(path.read_text("utf-8"))
        can_run = any(isinstance(part, ast.FunctionDef) and part.name == "main" for part in module.body)
        if can_run and path.stem not in (*RUN_HERE, "__main__"):
            words = (ast.get_docstring(module) or "").splitlines()[0]
            yield f"python -m bench.{path.stem}\n    {words}"


def main() -> None:
    """Run every benchmark that there is something for, one after the other, and name the others."""
    rest = "\n".join(("Run by their own names:", *others()))
    options = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, epilog=rest, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("source", nargs="?", help="a submission tree, or an archive of one")
    source = options.parse_args().source or (str(PUBLISHED) if PUBLISHED.is_file() else None)
    startup.main()
    print()
    exports_bench.measure("data", runs=3)
    print()
    diff_bench.main([])
    if source is None:
        print(f"\nNo import: name a SOURCE, or put the published round at {PUBLISHED}")
    else:
        print()
        import_bench.measure(source)
    print(f"\n{rest}")


if __name__ == "__main__":
    main()
