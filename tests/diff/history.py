"""A made-up history of pull requests: what each edits, in the data or in the templates."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from tests.builders import ROUND, a_result, a_round, a_system
from tests.conftest import ROOT
from tests.diff.sites import ACME, CLOSED, RIVAL, THIRD, VERIFIED, Files, verified
from tests.rich_site import HOSTILE

CORRECTED = {"status": "corrected", "date": "2024-06-10", "reason": "The power meter was read twice."}
WITHDRAWN = {"status": "withdrawn", "date": "2024-06-10", "reason": "The submitter asked for it."}
ROUND_FILE = f"rounds/{ROUND}.json"


def result(files: Files, name: str = RIVAL, number: int = 0) -> dict[str, Any]:
    """A result of an entry."""
    found: dict[str, Any] = files[name]["results"][number]
    return found


def new_system(files: Files) -> None:
    files[f"{CLOSED}/New/box.json"] = verified(
        "1-2000", system=a_system(submitter="New", system_name="New Box"), results=[a_result(value=1150)]
    )


def corrected_number(files: Files) -> None:
    result(files).update(value=1300.75, verification=CORRECTED)


def corrected_without_erratum(files: Files) -> None:
    result(files).update(value=1300.75)


def worse_latency(files: Files) -> None:
    result(files, f"{CLOSED}/Acme/edge.json").update(value=2.75, verification=CORRECTED)


def renamed_submitter(files: Files) -> None:
    files[RIVAL]["system"]["submitter"] = "Rival Inc"


def renamed_file(files: Files) -> None:
    files[f"{CLOSED}/Rival/box-mk2.json"] = files.pop(RIVAL)


def renamed_with_notice(files: Files) -> None:
    files[RIVAL]["system"]["submitter"] = "Rival Inc"
    files[RIVAL]["was"] = [f"{ROUND}/closed/Rival/box"]


def withdrawn_result(files: Files) -> None:
    result(files)["verification"] = WITHDRAWN


def withdrawn_card(files: Files) -> None:
    files[RIVAL]["verification"] = {**WITHDRAWN, "link": "https://example.org/why"}


def moved_to_open(files: Files) -> None:
    result(files)["verification"] = {**WITHDRAWN, "status": "moved-to-open", "reason": "The weights were pruned."}


def deleted_card(files: Files) -> None:
    del files[THIRD]


def merged_card(files: Files) -> None:
    files[ACME]["was"] = [f"{ROUND}/closed/Third/box"]
    del files[THIRD]


def deleted_result(files: Files) -> None:
    del files[RIVAL]["results"][1]


def added_result(files: Files) -> None:
    files[RIVAL]["results"].append(a_result(benchmark="gptj", value=77.5))


def changed_unit(files: Files) -> None:
    for result_ in files[RIVAL]["results"][:1]:
        result_["unit"] = "Queries/s"


def new_round(files: Files) -> None:
    files["rounds/sprint-v2.json"] = a_round(version="v2", title="Sprint v2", published="2024-06-01")
    entry = verified(
        "2-0001", system=a_system(submitter="Acme", system_name="Acme Box"), results=[a_result(value=1400)]
    )
    files["results/sprint-v2/closed/Acme/box.json"] = entry | {"round": "sprint-v2"}


def hostile_text(files: Files) -> None:
    files[RIVAL]["system"].update(cooling=HOSTILE, accelerator_on_chip_memories="`rm -rf` @somebody | </details>")


def availability(files: Files) -> None:
    files[RIVAL]["system"]["status"] = "preview"


def accuracy(files: Files) -> None:
    result(files)["accuracy"] = {"acc": 75.9}


def retrieved_later(files: Files) -> None:
    files[RIVAL]["source"] = {"url": "https://example.org/round", "retrieved": "2024-06-11"}


def superseded(files: Files) -> None:
    link = f"{ROUND}/closed/Acme/box"
    files[RIVAL]["verification"] = {"status": "superseded", "date": "2024-06-10", "reason": "Run again.", "link": link}


def precision(files: Files) -> None:
    result(files)["weight_data_types"] = "fp8"


def swapped_systems(files: Files) -> None:
    files[RIVAL]["results"], files[ACME]["results"] = files[ACME]["results"], files[RIVAL]["results"]


def removed_benchmark(files: Files) -> None:
    files[ROUND_FILE]["benchmarks"] = [b for b in files[ROUND_FILE]["benchmarks"] if b["id"] != "bert-99"]
    for name in (ACME, RIVAL, THIRD):
        files[name]["results"] = files[name]["results"][:2]


def power_added(files: Files) -> None:
    result(files)["power"] = {"value": 812.4, "unit": "Watts"}


def changed_id(files: Files) -> None:
    files[RIVAL]["id"] = "1-7777"


def other_digits(files: Files) -> None:
    result(files)["value"] = "@1100.250@"


def other_order(files: Files) -> None:
    files[RIVAL]["results"].reverse()


def round_title(files: Files) -> None:
    files[ROUND_FILE].update(title="Sprint 1", copyright="Copyright 2024 Acme and others")


def target_of_round(files: Files) -> None:
    """One number of the round, which each of its cards repeats, beside an edit of one card alone."""
    files[ROUND_FILE]["benchmarks"][0]["accuracy_targets"][0]["minimum"] = 75.7
    result(files, THIRD)["accuracy"] = {"acc": 75.9}


# What hides the notice of a card, in a sheet that every page loads.
HIDES = ("assets/site.css", ".footnote { margin", ".footnote, .state, .state-of-card { display: none; margin")


def another_type(files: Files) -> None:
    files[RIVAL]["system"]["accelerators_per_node"] = 8


def accelerator(files: Files) -> None:
    files[RIVAL]["system"].update(accelerator_model_name="T2000", accelerators_per_node="4")


def several_at_once(files: Files) -> None:
    new_system(files)
    corrected_number(files)
    deleted_card(files)
    files[ACME]["system"]["cooling"] = "Water"


def other_value(files: Files) -> None:
    """Of a card that counts, where another one does no longer."""
    result(files, ACME).update(value=1250.75)


def reworded(files: Files) -> None:
    """In small words that our templates have around what changes, beside a value of one card."""
    corrected_without_erratum(files)
    files["site.json"]["description"] = "Results of machines, each no longer with its source."


def with_a_description(files: Files) -> None:
    files["site.json"]["description"] = "Results of machines, each with its source."


def nothing(files: Files) -> None:
    """The edit is one of the templates."""


NEWS = """+++
title = "News"
description = "Of this round."
+++
In this round Acme beats Rival by a wide margin.

Third is here with 900 samples.

The limit is 2 of 5 systems.
"""
# What somebody rewrites in an article: names that change places, a number of a card, numbers that look counted.
REWRITTEN = (
    ("Acme beats Rival", "Rival beats Acme"),
    ("Third is here with 900 samples", "Acme is here with 1900 samples"),
    ("The limit is 2 of 5 systems", "The limit is 1 of 3 systems"),
)


def with_an_article(files: Files) -> None:
    files["articles/news.md"] = NEWS


def rewritten_article(files: Files) -> None:
    """In one request with numbers and words of cards."""
    files["articles/news.md"] = NEWS
    for old, new in REWRITTEN:
        files["articles/news.md"] = files["articles/news.md"].replace(old, new)
    files[ACME]["system"]["cooling"] = "Water"
    files[THIRD]["results"][0].update(value=1900, verification=CORRECTED)


def templates(folder: Path, name: str, old: str, new: str) -> Path:
    """Templates of one's own with one edit."""
    text = (ROOT / "templates" / name).read_text("utf-8")
    assert old in text
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text.replace(old, new), "utf-8")
    return folder


REQUESTS: tuple[Callable[[Files], None], ...] = (
    new_system, corrected_number, corrected_without_erratum, worse_latency, renamed_submitter, renamed_file,
    renamed_with_notice, withdrawn_result, withdrawn_card, moved_to_open, deleted_card, merged_card,
    deleted_result,
    added_result, changed_unit, new_round, hostile_text, availability, accuracy, retrieved_later, superseded,
    precision, swapped_systems, removed_benchmark, power_added, changed_id, other_digits, other_order,
    round_title, target_of_round, another_type, accelerator, several_at_once,
)  # fmt: skip
# Of these nothing is said elsewhere that a card does not say: not which board a page begins with, nor what is counted.
ONLY_REPEATED: tuple[Callable[[Files], None], ...] = (
    corrected_number, renamed_with_notice, withdrawn_result, withdrawn_card, moved_to_open, deleted_card,
    added_result, changed_unit, superseded, accelerator, several_at_once,
)  # fmt: skip
# Name, template, what it says, what it says then.
OF_TEMPLATES = (
    ("template_markup", "base.html", '<main id="main">', '<main id="main" class="wide">'),
    ("template_wording", "parts/about.html", '<th scope="col">Weights</th>', '<th scope="col">Precision</th>'),
)
# A card that counts no longer, and words of our templates about it that say the opposite beside another card's value.
NO_LONGER = (
    "parts/state.html",
    'it counts no longer and stands on no leaderboard."\n}',
    'it counts and stands on leaderboard."\n}',
)


def after(files: Files, edit: Callable[[Files], None]) -> Files:
    """The files after the request."""
    edited = deepcopy(files)
    edit(edited)
    return edited


__all__ = ["HIDES", "OF_TEMPLATES", "ONLY_REPEATED", "REQUESTS", "VERIFIED", "after", "nothing", "templates"]
