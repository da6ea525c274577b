"""The site that tests of the compare page open, what its tables show, and what they should show."""

import json
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from site_builder.models import Entry, Result
from site_builder.tables import comparable, ratio
from tests.builders import a_result, a_round, a_system, an_entry
from tests.conftest import ROOT, SiteFolder
from tests.rich_site import HOSTILE, NESTED

V41 = "inference-v4.1"
SUPERMICRO = f"{V41}/closed/Supermicro/SYS_421GE_TNHR2_LCC_H100_SXM_80GBx8_TRT"
DELL = f"{V41}/closed/Dell/XE9680_H200_SXM_141GBx8_TRT"
NVIDIA = f"{V41}/closed/NVIDIA/H200-SXM-141GBx8_TRT"
POWER = f"{V41}/closed/NVIDIA/H200-SXM-141GBx8_TRT_MaxQ"
OPEN = f"{V41}/open/NVIDIA/H200-SXM-141GBx1_TRT_LCM"
OPEN_MANY = f"{V41}/open/NeuralMagic/GO_2xRTX4090-reference-cpu-pytorch-v2.2.1-default_config"
EDGE = f"{V41}/closed/Lenovo/Lenovo_2xL40S_TRT"
EDGE_PREVIEW = f"{V41}/closed/UntetherAI/h13_u2_preview"
SUPERSEDED = f"{V41}/closed/Lenovo/ThinkEdge_SE455_V3_as_published"
NEXT = "inference-v5.0/closed/Made-Up/next"
UNVERIFIED_ONE = f"{V41}/closed/Hostile/mine"
SPRINT = "sprint-v1/closed/Acme/rocket"

STORIES = {
    "two boxes": (SUPERMICRO, DELL),
    "three": (EDGE, EDGE_PREVIEW, f"{V41}/closed/NVIDIA/Orin_TRT"),
    "six of all kinds": (NVIDIA, OPEN, POWER, EDGE, SUPERSEDED, UNVERIFIED_ONE),
    "open and closed": (NVIDIA, OPEN),
    "open among themselves": (OPEN_MANY, OPEN, f"{V41}/open/NVIDIA/H200-SXM-141GBx1_TRT_Sparse"),
    "datacenter and edge": (NVIDIA, EDGE),
    "power and plain": (POWER, NVIDIA),
    "verified and not": (NVIDIA, UNVERIFIED_ONE),
    "two rounds": (NVIDIA, NEXT),
}
# What each table of results shows, row by row.
READ = """[...document.querySelectorAll('.results > .scroll table')].map(table => ({
  heads: [...table.tHead.rows[0].cells].map(cell => cell.textContent),
  said: [...table.querySelectorAll('.said')].map(row => row.textContent),
  rows: [...table.querySelectorAll('tbody tr:not(.said)')].map(row => ({
    letter: row.querySelector('.letter').textContent,
    row: row.querySelector('a').getAttribute('href').split('#')[1],
    value: row.querySelector('.number').textContent,
    ratio: row.querySelector('.ratio b')?.textContent ?? '',
    words: row.querySelector('.ratio').textContent,
  })),
  caption: table.caption.textContent,
}))"""


def compared_site(folder: Path) -> SiteFolder:
    """The shipped data, with a later round's system, an unverified one of hostile text, and another suite."""
    made = SiteFolder(folder)
    shutil.copytree(ROOT / "data", made.data)
    (nvidia,) = made.data.glob(f"results/{NVIDIA}.json")
    real = json.loads(nvidia.read_text("utf-8"))
    described = {**real["system"], "submitter": "Made-Up", "system_name": "Next box"}
    results = [
        {"benchmark": benchmark, "scenario": "Offline", "value": value, "id": "v5.0-0001"}
        for benchmark, value in (("resnet", 800000.5), ("llama2-70b-99", 40000), ("retinanet", 15000.75))
    ]
    source = {"url": "https://example.org/v5.0", "retrieved": "2025-05-01"}
    verified = {"verification": {"status": "verified", "date": "2025-04-02"}, "source": source}
    made.write("made/next.json", {"round": "inference-v5.0", **verified, "system": described, "results": results})
    hostile = {**described, "submitter": "Hostile", "system_name": f"=1+1 {HOSTILE}", "other_software_stack": NESTED}
    hostile |= {HOSTILE: HOSTILE, "__proto__": "a key like others", "cooling": None}
    del hostile["framework"]
    results = [a_result(value=1e5), a_result(benchmark="bert-99", scenario="Server", value=0.001)]
    made.write("made/mine.json", {"round": V41, "system": hostile, "results": results})
    for name in (V41, "inference-v5.0"):  # what neither of them says is not so
        round_ = json.loads((made.data / f"rounds/{name}.json").read_text("utf-8"))
        del round_["compatible"]["datacenter"]["retinanet"]
        made.write(f"rounds/{name}.json", round_)
    made.write("rounds/sprint-v1.json", a_round())
    made.write("made/rocket.json", an_entry(system=a_system()))
    made.build()
    return made


def query(*links: str, **more: str) -> str:
    return (
        "?"
        + "&".join([f"{letter}={link}" for letter, link in zip("abcdef", links, strict=False)])
        + "".join(f"&{name}={value}" for name, value in more.items())
    )


def shown(page: Page) -> list[dict[str, Any]]:
    page.wait_for_selector("section.results")
    return list(page.evaluate(READ))


def expected(systems: list[Entry], basis: int = 0) -> list[list[tuple[str, str, str, set[str]]]]:
    """Each table's rows: letter, value, ratio, and what may be said instead; worked out without the page's script."""
    groups: dict[tuple[str, str], list[tuple[int, Result]]] = {}
    for index, entry in enumerate(systems):
        for result in entry.results:
            groups.setdefault((result.benchmark, result.scenario), []).append((index, result))
    tables = []
    for members in groups.values():
        present = {index for index, _ in members}
        if len(present) > 1:
            first = basis if basis in present else min(present)
            bases = [result for index, result in members if index == first]
            tables.append([_row(systems, first, bases, index, result) for index, result in members])
    return tables


def _row(
    systems: list[Entry], first: int, bases: list[Result], index: int, result: Result
) -> tuple[str, str, str, set[str]]:
    letter, value = "ABCDEF"[index], str(result.value)
    if index == first:
        return letter, value, "", {"basis"}
    reasons = [comparable(systems[first], base, systems[index], result) for base in bases]
    if None in reasons:
        return letter, value, ratio(result.value, bases[reasons.index(None)].value), set()
    return letter, value, "", {reason for reason in reasons if reason}


def agree(tables: list[dict[str, Any]], wanted: list[list[tuple[str, str, str, set[str]]]]) -> bool:
    assert len(tables) == len(wanted) > 0
    for table, rows in zip(tables, wanted, strict=True):
        assert [(row["letter"], row["ratio"]) for row in table["rows"]] == [(row[0], row[2]) for row in rows]
        for told, (_, value, number, words) in zip(table["rows"], rows, strict=True):
            assert told["value"].startswith(value)
            if number:
                assert f"has {number} times the " in told["words"]
                assert told["words"].endswith("is better; derived and unverified.")
            else:
                assert told["words"] in words
    return True
