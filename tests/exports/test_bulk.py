"""All results in one file: documented types and units, the digits of the data, terms of use in the metadata."""

import io
import json
import re
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from site_builder.pages.messaging import LEGEND, UNVERIFIED
from site_builder.publish import MANIFEST
from site_builder.tables import COLUMNS
from tests.builders import ROUND, a_result, a_round, a_site, a_system, an_entry
from tests.conftest import SiteFolder
from tests.exports.written import digits, exact, results_in, units_of

ARROW = {"text": pa.string(), "number": pa.float64(), "integer": pa.int64(), "date": pa.date32()}


def csv_frame(site: SiteFolder) -> pd.DataFrame:
    """The CSV as somebody reads it who follows the package beside it."""
    package = json.loads(site.page("downloads/datapackage.json"))
    (resource,) = package["resources"]
    dtypes = {"string": "string", "number": "float64", "integer": "Int64", "date": "string"}
    return pd.read_csv(
        site.output / "downloads" / resource["path"],
        dtype={field["name"]: dtypes[field["type"]] for field in resource["schema"]["fields"]},
        keep_default_na=False,
        na_values=resource["schema"]["missingValues"],
    )


def written(site: SiteFolder) -> list[tuple[str, str, str, str]]:
    """Benchmark, scenario, unit and value of every result of the data, digit for digit."""
    units = units_of(site.data)
    return sorted(
        (r["benchmark"], r["scenario"], r.get("unit") or units[e["round"], r["benchmark"], r["scenario"]], r["value"])
        for _, e, r in results_in(site.data)
    )


def test_the_csv_has_every_number_digit_for_digit(shipped: SiteFolder) -> None:
    text = pd.read_csv(shipped.output / "downloads/results.csv", dtype="string", keep_default_na=False)
    found = text[["benchmark", "scenario", "unit", "value"]].itertuples(index=False, name=None)
    assert sorted(found) == written(shipped)
    assert len(text) == 942


def test_the_json_has_every_number_digit_for_digit(shipped: SiteFolder) -> None:
    document = digits((shipped.output / "downloads/results.json").read_bytes())
    rows = document["results"]
    assert sorted((r["benchmark"], r["scenario"], r["unit"], r["value"]) for r in rows) == written(shipped)
    assert [column["name"] for column in document["columns"]] == list(rows[0])


def test_the_parquet_has_every_number_and_its_digits(shipped: SiteFolder) -> None:
    rows = pq.read_table(shipped.output / "downloads/results.parquet").to_pylist()
    assert sorted((r["benchmark"], r["scenario"], r["unit"], r["value_as_written"]) for r in rows) == written(shipped)
    assert all(row["value"] == float(exact(row["value_as_written"])) for row in rows)


def test_power_is_in_every_file(shipped: SiteFolder) -> None:
    power = sorted(result["power"]["value"] for _, _, result in results_in(shipped.data) if result.get("power"))
    assert len(power) == 31
    rows = pq.read_table(shipped.output / "downloads/results.parquet").to_pylist()
    assert sorted(row["power_as_written"] for row in rows if row["power"] is not None) == power
    text = pd.read_csv(shipped.output / "downloads/results.csv", dtype="string", keep_default_na=False)
    assert sorted(value for value in text["power"] if value) == power
    rows = digits((shipped.output / "downloads/results.json").read_bytes())["results"]
    assert sorted(row["power"] for row in rows if row["power"]) == power


def test_pandas_reads_the_documented_types(shipped: SiteFolder) -> None:
    frame = csv_frame(shipped)
    assert frame["value"].dtype == "float64"
    assert frame["rank"].dtype == "Int64"
    assert frame["submitter"].dtype == "string"
    assert list(frame.columns) == [column.name for column in COLUMNS]
    assert (frame["chip_count"].dropna() >= 1).all()
    assert frame["rank"].min() == 1


def test_parquet_has_documented_types_units_and_terms(shipped: SiteFolder) -> None:
    schema = pq.read_schema(shipped.output / "downloads/results.parquet")
    for column in COLUMNS:
        field = schema.field(column.name)
        assert field.type == ARROW[column.kind], column.name
        words = {key.decode(): value.decode() for key, value in (field.metadata or {}).items()}
        assert words["description"] == column.description
        assert words.get("unit", "") == column.unit
    said = {key.decode(): value.decode() for key, value in schema.metadata.items() if key != b"ARROW:schema"}
    assert said["legend"] == LEGEND
    assert {"title", "licence", "as_of", "footnote"} <= set(said)
    assert schema.field("host_memory").metadata[b"unit"] == b"bytes"


def test_the_package_says_types_units_and_terms(shipped: SiteFolder) -> None:
    package = json.loads(shipped.page("downloads/datapackage.json"))
    (resource,) = package["resources"]
    content = (shipped.output / "downloads/results.csv").read_bytes()
    assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{sha256(content).hexdigest()}")
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert content.splitlines()[0].decode().split(",") == list(fields)
    assert (fields["value"]["type"], fields["value"]["unit"]) == ("number", "unit")
    assert LEGEND in package["description"]
    assert package["licenses"][0]["title"].startswith("Not stated")


def test_licence_and_the_word_unverified_go_with_the_numbers(site: SiteFolder) -> None:
    site.write("site.json", a_site(licence="CC BY 4.0", as_of="2025-01-01"))
    site.write(f"rounds/{ROUND}.json", a_round(messaging="mlperf"))
    site.build()
    metadata = pq.read_schema(site.output / "downloads/results.parquet").metadata
    for said in (
        site.page("downloads/README.txt"),
        site.page("downloads/results.json"),
        b" ".join(metadata.values()).decode("latin-1"),
    ):
        folded = " ".join(said.split())
        assert all(words in folded for words in ("CC BY 4.0", LEGEND, UNVERIFIED))
    assert json.loads(site.page("downloads/datapackage.json"))["licenses"][0]["title"] == "CC BY 4.0"
    assert set(csv_frame(site)["verification"]) == {"unverified"}


def test_hostile_text_arrives_as_it_was_written(rich: SiteFolder) -> None:
    names = sorted(entry["system"]["system_name"] for _, entry, _ in results_in(rich.data))
    rows = json.loads(rich.page("downloads/results.json"))["results"]
    assert sorted(row["system"] for row in rows) == names
    table = pq.read_table(rich.output / "downloads/results.parquet")
    assert sorted(table["system"].to_pylist()) == names
    assert sorted(csv_frame(rich)["system"]) == names


def test_only_what_changed_is_made_again(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    monkeypatch.setattr(pq, "write_table", lambda *_, **__: pytest.fail("the Parquet file was made again"))
    assert site.build().written == ()
    monkeypatch.undo()
    path = site.output / "downloads/results.parquet"
    whole = path.read_bytes()
    for damaged in (None, b"", whole[:4000], bytes([*whole[:100], whole[100] ^ 1, *whole[101:]]), whole + b" "):
        path.unlink()
        if damaged is not None:
            path.write_bytes(damaged)
        assert site.build().written == ("downloads/results.parquet",)
        assert path.read_bytes() == whole
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=1300)]))
    assert "downloads/results.parquet" in site.build().written
    assert pq.read_table(site.output / "downloads/results.parquet")["value_as_written"].to_pylist() == ["1300"]


def test_a_site_without_its_bulk_files_is_whole_after_the_next_build(site: SiteFolder) -> None:
    site.build()
    before = site.files()
    for name in ("results.csv", "results.json", "results.parquet", "datapackage.json", "README.txt"):
        (site.output / "downloads" / name).unlink()
    assert set(site.build().written) == {url for url in before if url.startswith("downloads/") and "html" not in url}
    assert site.files() == before


def test_the_manifest_names_no_bytes_that_another_machine_would_not_make(site: SiteFolder) -> None:
    site.build()
    listed = json.loads(site.page(MANIFEST))["files"]["downloads/results.parquet"]
    content = (site.output / "downloads/results.parquet").read_bytes()
    assert listed != sha256(content).hexdigest()
    assert pq.read_schema(site.output / "downloads/results.parquet").metadata[b"made_from"].startswith(listed.encode())
    site.write("site.json", a_site(title="Other results"))
    site.build()
    assert json.loads(site.page(MANIFEST))["files"]["downloads/results.parquet"] != listed


def test_the_page_says_how_large_the_files_are(shipped: SiteFolder) -> None:
    page = shipped.page("downloads/index.html")
    for name in ("results.csv", "results.json", "datapackage.json", "README.txt"):
        size = (shipped.output / "downloads" / name).stat().st_size
        number, unit = re.findall(rf'{name}</a></th>\n<td class="number">(\S+) (kB|MB)</td>', page)[0]
        assert abs(float(number) * {"kB": 1000, "MB": 1_000_000}[unit] / size - 1) < 0.05
    assert 'results.parquet</a></th>\n<td class="number"></td>' in page


def test_every_file_of_the_page_is_there(shipped: SiteFolder) -> None:
    page = shipped.page("downloads/index.html")
    names = {path.name for path in (shipped.output / "downloads").iterdir()} - {"index.html"}
    assert {name for name in names if f'href="{name}"' in page} == names


def test_a_number_that_means_nothing_is_empty_and_never_zero(site: SiteFolder) -> None:
    system = a_system(accelerator_memory_capacity="N/A", number_of_nodes="several", host_memory_capacity=None)
    site.write("results/acme/rocket.json", an_entry(system=system))
    site.build()
    (row,) = pq.read_table(site.output / "downloads/results.parquet").to_pylist()
    unknown = ("accelerator_memory", "nodes", "host_memory", "chip_count", "power", "derived.per_accelerator")
    assert {row[name] for name in unknown} == {None}
    (line,) = csv_frame(site).to_dict("records")
    assert all(pd.isna(line[name]) for name in unknown)


def test_a_system_without_results_makes_files_without_rows(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(results=[]))
    site.build()
    assert json.loads(site.page("downloads/results.json"))["results"] == []
    assert pq.read_table(site.output / "downloads/results.parquet").num_rows == 0
    assert len(csv_frame(site)) == 0


def test_csv_parquet_and_json_have_the_same_rows(shipped: SiteFolder) -> None:
    parquet = pq.read_table(shipped.output / "downloads/results.parquet").to_pylist()
    plain = json.loads(shipped.page("downloads/results.json"))["results"]
    for row, other in zip(parquet, plain, strict=True):
        for column in COLUMNS:
            value = row[column.name]
            told = value.isoformat() if column.kind == "date" and value else value
            assert told == other[column.name], column.name


def test_the_files_are_read_from_bytes_alone(shipped: SiteFolder, tmp_path: Path) -> None:
    content = (shipped.output / "downloads/results.parquet").read_bytes()
    frame = pd.read_parquet(io.BytesIO(content))
    assert frame["value"].dtype == "float64"
    assert len(frame) == 942
