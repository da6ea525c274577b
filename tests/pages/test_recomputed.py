"""Ranks, ratios and histories, recomputed from the shipped files with nothing but Python, and compared with pages."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup

from site_builder.pages import plan_site
from site_builder.render import render
from site_builder.sources import read_data
from tests.conftest import ROOT, SiteFolder
from tests.pages.history_reader import histories, listed, text
from tests.pages.plain_data import FIRST, SECOND, Plain


@pytest.fixture(scope="module")
def plain() -> Plain:
    return Plain(ROOT / "data")


@pytest.fixture(scope="module")
def built(plain: Plain, tmp_path_factory: pytest.TempPathFactory) -> dict[str, BeautifulSoup]:
    """The submitters' and accelerators' pages of the same two rounds, by address."""
    site = SiteFolder(tmp_path_factory.mktemp("two-rounds"))
    for path in (ROOT / "data").rglob("*.json"):
        site.write(str(path.relative_to(ROOT / "data")), path.read_bytes())
    for number, entry in enumerate(plain.entries):
        if entry["round"] == SECOND:
            results = [{**result, "value": float(result["value"])} for result in entry["results"]]
            written = {**entry, "results": results}
            del written["stem"]
            # As text, numbers of a description stay what they are: none of them is compared here.
            site.write(f"results/later/{number}-{entry['stem']}.json", _numbers(written))
    read = read_data(str(site.data))
    assert read.errors == ()
    assert read.site is not None
    wanted = ("submitters/", "accelerators/")
    pages = [page for page in plan_site(read.site, read.catalog).pages if page.url.startswith(wanted)]
    return {page.url: BeautifulSoup(render(page), "html.parser") for page in pages if page.url.count("/") == 2}


def _numbers(entry: dict[str, Any]) -> dict[str, Any]:
    """Digits that were read as texts become numbers again where the format asks for numbers."""
    for result in entry["results"]:
        for name, value in (result.get("accuracy") or {}).items():
            result["accuracy"][name] = float(value)
        if result.get("power"):
            result["power"] = result["power"] | {"value": float(result["power"]["value"])}
    return entry


def test_every_listed_rank_is_one_more_than_the_number_of_better_values(
    plain: Plain, built: dict[str, BeautifulSoup]
) -> None:
    ranks = defaultdict(set)
    for (round_, division, category, benchmark, scenario, unit, *_), members in plain.boards().items():
        for value, entry in members:
            better = [v for v, _ in members if (v < value if "Latency" in unit else v > value)]
            submitter = entry.get("submitter") or entry["system"]["submitter"]
            scope = f"{division} {category}", benchmark, scenario, submitter
            ranks[plain.rounds[round_]["version"], *scope, float(value)].add(f"{len(better) + 1} of {len(members)}")
    seen = 0
    for url, page in built.items():
        if url.startswith("submitters/"):
            for one in listed(page):
                submitter, _, where = one.table.partition(": ")
                version, *group = where.removeprefix("MLPerf® Inference ").split()
                key = (version, " ".join(group).lower(), one.row.split()[0], one.scenario, submitter, float(one.value))
                assert not one.standing or one.standing in ranks[key], (url, one)
                seen += bool(one.standing)
    assert seen == sum(len(members) for members in plain.boards().values())


def test_histories_are_the_best_values_joined_where_the_round_files_say_so(
    plain: Plain, built: dict[str, BeautifulSoup]
) -> None:
    best: dict[tuple[Any, ...], dict[str, Decimal]] = defaultdict(dict)
    for key, members in plain.boards().items():
        for value, entry in members:
            submitter = entry.get("submitter") or entry["system"]["submitter"]
            series, choose = best[submitter, *key[1:]], min if "Latency" in key[5] else max
            series[key[0]] = choose(value, series.get(key[0], value))
    charts = 0
    for (submitter, division, category, benchmark, scenario, unit, power, _, model), values in best.items():
        if len(values) < 2:
            continue
        charts += 1
        own = f"{benchmark}, {model}" if model and model != benchmark else benchmark
        with_power = ", with power" if power else ""
        scope = f"{division.title()} {category.title()}{with_power} {own} {scenario}"
        page = built[f"submitters/{submitter}/index.html"]
        rows = histories(page)[f"{submitter}: MLPerf® Inference v4.1, v5.0 {scope}"]
        assert [float(value) for _, _, value, _ in rows] == [float(values[FIRST]), float(values[SECOND])]
        joined = SECOND in plain.rounds[FIRST]["compatible"].get(category, {}).get(benchmark, ())
        better = "worse" if "Latency" in unit else "better"
        ratio = f"{values[SECOND] / values[FIRST]:.4g} × v4.1, {better}"
        assert rows[1][3].startswith(ratio if joined else "not compatible with v4.1"), rows
    assert charts == sum(len(page.select("svg.chart")) for url, page in built.items() if url.startswith("submitters/"))
    assert charts > 100


def test_an_accelerators_points_have_its_number_of_chips_and_no_better_result_is_left_out(
    built: dict[str, BeautifulSoup],
) -> None:
    compared = 0
    for url, page in built.items():
        if not url.startswith("accelerators/"):
            continue
        every = defaultdict(list)
        for one in listed(page):
            chips = next((word for word in one.row.split() if word[:-1].isdigit() and word.endswith("x")), "")
            every[one.table.split(": ")[1], one.group.split()[0], one.scenario].append((chips, float(one.value)))
        for caption, rows in histories(page).items():
            *_, benchmark, scenario = caption.split()
            if "with power" in caption or " Open " in caption:
                continue
            where = " ".join(caption.split(", v5.0 ")[1].split()[:2])
            for group, version, value, _ in rows:
                of_all = [v for _, v in every[f"MLPerf® Inference {version} {where}", benchmark, scenario]]
                assert float(value) in of_all, (url, caption, group)
                compared += 1
    assert compared > 100


def test_the_best_of_an_accelerator_is_the_first_of_its_systems_on_the_board(
    plain: Plain, built: dict[str, BeautifulSoup]
) -> None:
    boards: dict[tuple[str, ...], list[list[tuple[Decimal, dict[str, Any]]]]] = defaultdict(list)
    for (round_, division, category, benchmark, scenario, _, power, _, model), members in plain.boards().items():
        own = f"{benchmark}, {model}" if model and model != benchmark else benchmark
        key = (round_, f"{division} {category}", f"{own}{', with power' if power else ''}", scenario)
        boards[key].append(members)
    seen = 0
    for url, page in built.items():
        name = text(page.select_one("h1")) if url.startswith("accelerators/") else ""
        for table in page.select("table.bests"):
            round_ = SECOND if "v5.0" in text(page.select_one("#best")) else FIRST
            scenarios = [text(head) for head in table.select("thead th")][1:]
            for row in table.select("tbody tr"):
                for scenario, cell in zip(scenarios, row.select("td"), strict=True):
                    if not cell.a:
                        continue
                    heading = text(table.find_previous("h3")).lower()  # type: ignore[arg-type]
                    (members,) = boards[round_, heading, text(row.th), scenario]
                    lower = "Latency" in text(cell.select_one(".unit"))
                    own_values = [v for v, e in members if _same(e["system"]["accelerator_model_name"], name)]
                    best = (min if lower else max)(own_values)
                    rank = 1 + sum(v < best if lower else v > best for v, _ in members)
                    assert float(text(cell.select_one(".value"))) == float(best)
                    assert text(cell.select_one(".standing")) == f"rank {rank} of {len(members)}"
                    seen += 1
    assert seen > 200


def _same(one: str, other: str) -> bool:
    return "".join(one.casefold().split()) == "".join(other.casefold().split())


def test_no_page_adds_benchmarks_up(built: dict[str, BeautifulSoup]) -> None:
    for page in built.values():
        words = text(page.select_one("main")).lower()
        assert not any(word in words for word in ("overall", "geomean", "geometric", "winner", "medal", "average"))
