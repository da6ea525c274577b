"""`site-builder export` and `site_builder.load`: the table of all results, in every format."""

import csv
import io
import json
import os
import pty
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

import site_builder
from site_builder.pages.messaging import LEGEND
from site_builder.problems import ProblemsFound
from site_builder.tables import COLUMNS
from tests.builders import ROUND, a_result, a_round, a_system, an_entry
from tests.commands import Ran, printed, ran
from tests.conftest import ROOT, SiteFolder

HOSTILE = "=cmd|' /C calc'!A0"
FORMATS = ("csv", "json", "parquet", "xlsx", "sqlite")


def run(site: SiteFolder, *words: str) -> Ran:
    """Run the command on a site's data."""
    return ran(site.folder, "export", "--data", str(site.data), *words)


def content(site: SiteFolder, *words: str) -> bytes:
    """What the command writes to standard output."""
    return printed(site.folder, "export", "--data", str(site.data), *words)


def rows_of(content: bytes, format_: str, folder: Path) -> list[dict[str, object]]:
    """The rows of a file by their columns."""
    if format_ == "csv":
        return list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    if format_ == "json":
        return json.loads(content)["results"]  # type: ignore[no-any-return]
    if format_ == "parquet":
        return pq.read_table(io.BytesIO(content)).to_pylist()  # type: ignore[no-any-return]
    if format_ == "xlsx":
        head, *rows = openpyxl.load_workbook(io.BytesIO(content))["Results"].iter_rows(values_only=True)
        return [dict(zip(map(str, head), row, strict=True)) for row in rows]
    (folder / "x.sqlite").write_bytes(content)
    with closing(sqlite3.connect(folder / "x.sqlite")) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute("SELECT * FROM results")]


@pytest.fixture
def hostile(site: SiteFolder) -> SiteFolder:
    """A site with a formula for a name, and digits that a double would lose."""
    text = json.dumps(an_entry(system=a_system(system_name=HOSTILE))).replace("1200.5", "86304.60")
    site.write("results/acme/rocket.json", text)
    return site


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_has_the_value_its_digits_and_the_name(hostile: SiteFolder, format_: str) -> None:
    done = run(hostile, "--format", format_, "--output", "file")
    assert done == (0, "", "")
    (row,) = rows_of((hostile.folder / "file").read_bytes(), format_, hostile.folder)
    assert row["system"] == (f"'{HOSTILE}" if format_ == "csv" else HOSTILE)
    assert str(row["value"]).rstrip("0") == "86304.6"
    if format_ in ("csv", "json"):
        assert b"86304.60" in (hostile.folder / "file").read_bytes()
    else:
        assert row["value_as_written"] == "86304.60"
    assert (row["verification"], row["unit"], str(row["rank"])) == ("unverified", "Samples/s", "1")


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_data_gives_the_same_bytes_on_standard_output_too(hostile: SiteFolder, format_: str) -> None:
    run(hostile, "--format", format_, "--output", "file")
    assert content(hostile, "--format", format_) == (hostile.folder / "file").read_bytes()


BEYOND = "2164663517184 GB"  # more bytes than any integer of 64 bits counts


@pytest.fixture
def boundless(site: SiteFolder) -> SiteFolder:
    """A site whose system says of everything more than a table of whole numbers can hold."""
    counts = ("number_of_nodes", "accelerators_per_node", "host_processors_per_node")
    sizes = ("host_memory_capacity", "accelerator_memory_capacity")
    facts = dict.fromkeys(counts, "9" * 12) | dict.fromkeys(sizes, BEYOND)
    site.write("results/acme/rocket.json", an_entry(system=a_system(**facts)))
    return site


@pytest.mark.parametrize("format_", FORMATS)
def test_what_no_whole_number_can_say_is_blank_in_every_format(boundless: SiteFolder, format_: str) -> None:
    done = run(boundless, "--format", format_, "--output", "file")
    assert done == (0, "", "")
    (row,) = rows_of((boundless.folder / "file").read_bytes(), format_, boundless.folder)
    whole = {name: row[name] for name in (column.name for column in COLUMNS if column.kind == "integer")}
    stated = {"rank": "1", "ranked_with": "1", "nodes": "9" * 12, "processors_per_node": "9" * 12}
    assert {name: str(value) for name, value in whole.items() if value not in (None, "")} == stated


def test_what_no_whole_number_can_say_stops_neither_a_build_nor_a_table(boundless: SiteFolder) -> None:
    boundless.build()
    assert BEYOND in boundless.page(f"{ROUND}/closed/Acme/rocket/index.html")
    (row,) = site_builder.load(str(boundless.data)).to_dict("records")
    assert [pd.isna(row[name]) for name in ("chip_count", "accelerator_memory", "host_memory")] == [True] * 3


def test_a_formula_is_text_in_a_workbook(hostile: SiteFolder) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content(hostile, "--format", "xlsx")))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert [sheet.title for sheet in book] == ["Results", "Columns", "Terms"]
    units = {row[0]: row[2] for row in book["Columns"].iter_rows(values_only=True)}
    assert (units["value"], units["host_memory"]) == ("unit", "bytes")


def test_a_text_that_no_cell_holds_is_told_and_not_cut(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(system=a_system(framework="x" * 32_768)))
    done = run(site, "--output", str(site.folder / "all.xlsx"))
    assert (done.code, "a cell holds 32767 characters, and this text has 32768" in done.err) == (2, True)
    assert not (site.folder / "all.xlsx").exists()


def test_columns_and_terms_are_tables_of_the_database(shipped: SiteFolder, tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_bytes(content(shipped, "--format", "sqlite"))
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as database:
        units = dict(database.execute("SELECT name, unit FROM columns"))
        assert set(units) >= {column.name for column in COLUMNS}
        assert dict(database.execute("SELECT name, text FROM terms"))["legend"] == LEGEND
        assert database.execute("SELECT count(*), count(power), typeof(max(value)) FROM results").fetchone() == (
            942,
            31,
            "real",
        )


@pytest.mark.parametrize("format_", ["parquet", "xlsx", "sqlite"])
def test_what_is_no_text_is_not_written_to_a_terminal(site: SiteFolder, format_: str) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "site_builder", "export", "--data", str(site.data), "--format", format_]
    done = subprocess.run(command, cwd=ROOT, stdout=theirs, stderr=subprocess.PIPE, text=True, check=False)
    os.close(theirs)
    with pytest.raises(OSError, match="Input/output error"):
        os.read(ours, 1)  # nothing was written, and nobody is left to write
    os.close(ours)
    assert (done.returncode, "name a file with --output" in done.stderr) == (2, True)


def test_a_file_that_is_named_as_another_format_is_refused(site: SiteFolder) -> None:
    done = run(site, "--format", "csv", "--output", "results.json")
    assert (done.code, done.out, (site.folder / "results.json").exists()) == (2, "", False)
    assert "--format says csv, and the name of the file json" in done.err
    assert run(site, "--format", "csv", "--output", "results.txt").code == 0


def test_data_with_problems_are_not_exported(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(results=[a_result(scenario="Sever")]))
    done = run(site, "--format", "csv", "--output", "file")
    assert (done.code, done.out, (site.folder / "file").exists()) == (1, "", False)
    assert "unknown-scenario" in done.err
    assert "1 error in 1 file; nothing was written" in done.err


def test_what_is_under_embargo_is_not_exported(site: SiteFolder) -> None:
    site.write(f"rounds/{ROUND}.json", a_round(published=None))
    done = run(site, "--format", "csv", "--output", "file")
    assert (done.code, (site.folder / "file").exists()) == (1, False)
    assert "error[embargoed-round]: 1 entry of a round that has no day of publication" in done.err
    assert "1 error in 1 file; nothing was written" in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--format", "csv", "--output", "no/such/folder/file"),
            "error: no/such/folder/file cannot be written",
        ),
        (("--format", "csv", "--output", "data"), "error: data cannot be written: Is a directory"),
        (("--format", "xls"), "'xls' is not one of"),
        (("--output", "results.txt"), "say which: --format csv|json|parquet|xlsx|sqlite"),
    ],
)
def test_wrong_usage_is_told(site: SiteFolder, words: tuple[str, ...], said: str) -> None:
    done = run(site, *words)
    assert (done.code, said in done.err, "Traceback" in done.err) == (2, True, False)
    assert sorted(path.name for path in site.folder.iterdir()) == ["data"]


def test_a_table_in_one_line(shipped: SiteFolder) -> None:
    frame = site_builder.load(str(shipped.data))
    assert len(frame) == 942
    kinds = {"text": "string", "number": "float64", "integer": "Int64", "date": "datetime64[s]"}
    assert {column.name: str(frame[column.name].dtype) for column in COLUMNS} == {
        column.name: kinds[column.kind] for column in COLUMNS
    }
    assert frame.attrs["host_memory"] == {"description": "Memory of one host", "unit": "bytes"}
    assert (frame["value"] == frame["value_as_written"].astype("float64")).all()
    parquet = pd.read_parquet(shipped.output / "downloads/results.parquet")
    assert parquet["value"].tolist() == frame["value"].tolist()
    assert parquet["rank"].astype("Int64").tolist() == frame["rank"].tolist()


def test_a_table_of_wrong_data_is_refused(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=-1)]))
    with pytest.raises(ProblemsFound) as error:
        site_builder.load(str(site.data))
    first, place = str(error.value).splitlines()
    assert first == "the data has problems:"
    assert place.startswith(f"    {site.data}/results/acme/rocket.json:") and "-1" in place


def test_a_table_of_what_is_under_embargo_is_refused(site: SiteFolder) -> None:
    site.write(f"rounds/{ROUND}.json", a_round(published=None))
    with pytest.raises(ProblemsFound, match="no day of publication"):
        site_builder.load(str(site.data))


def test_links_rights_and_devices_stay_what_they_are(site: SiteFolder) -> None:
    (site.folder / "kept").touch(0o600)
    (site.folder / "link.csv").symlink_to("kept")
    (site.folder / "nothing.csv").symlink_to("/dev/null")
    assert run(site, "--output", "link.csv").code == run(site, "--output", "nothing.csv").code == 0
    assert (site.folder / "kept").read_bytes() == content(site)
    assert ((site.folder / "kept").stat().st_mode & 0o777, (site.folder / "link.csv").is_symlink()) == (0o600, True)
    assert Path("/dev/null").is_char_device() and (site.folder / "nothing.csv").is_symlink()


def test_a_pipe_is_written_into(site: SiteFolder) -> None:
    os.mkfifo(site.folder / "pipe")
    with subprocess.Popen(["cat", site.folder / "pipe"], stdout=subprocess.PIPE) as reader:
        assert run(site, "--format", "csv", "--output", "pipe").code == 0
        assert reader.communicate(timeout=20)[0] == content(site)
    assert (site.folder / "pipe").is_fifo()


def test_a_dash_is_standard_output(site: SiteFolder) -> None:
    assert content(site, "--output", "-", "--format", "json") == content(site, "--format", "json")
    assert not (site.folder / "-").exists()


def test_without_a_format_the_files_ending_says_it(site: SiteFolder) -> None:
    assert run(site, "--output", "all.JSON").code == 0
    assert (site.folder / "all.JSON").read_bytes() == content(site, "--format", "json")
    assert content(site) == content(site, "--format", "csv")


def test_a_table_without_results_has_its_columns(site: SiteFolder) -> None:
    (site.data / "results/acme/rocket.json").unlink()
    assert len(site_builder.load(str(site.data))) == 0
