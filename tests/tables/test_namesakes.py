"""Names that share a page, and the folders that stand for them."""

from typing import Any

from site_builder.tables import Name, accelerators, submitters
from tests.builders import a_system, an_entry
from tests.rich_history import an_earlier_entry, earlier_round
from tests.tables.reading import ROUND, a_round, catalog_of


def of_submitters(*names: str) -> list[Name]:
    """The names of entries that these submitters have."""
    return list(submitters(catalog_of({f"e{n}": an_entry(submitter=name) for n, name in enumerate(names)})).values())


def test_spellings_in_case_space_and_unicode_form_are_one_name_under_the_most_frequent() -> None:
    (name,) = of_submitters("ACME Corp", "AcmeCorp", "Acme  Corp", "AcmeCorp")
    assert (name.title, name.spellings) == ("AcmeCorp", ("AcmeCorp", "ACME Corp", "Acme  Corp"))
    assert len(of_submitters("Mu\u0308ller", "Müller")) == 1


def test_names_of_one_address_are_told_apart_and_none_is_lost() -> None:
    names = of_submitters("Müller", "Muller", "Mûller", "H100 SXM", "H100-SXM")
    parts = [name.part for name in names]
    assert len({part.casefold() for part in parts}) == len(names) == 5
    assert all(part.startswith(("Muller", "H100-SXM")) for part in parts)


def test_who_came_first_keeps_the_address() -> None:
    rounds: dict[str, dict[str, Any]] = {"sprint-v0": earlier_round(), ROUND: a_round()}
    late, early = an_entry(submitter="Mûller"), an_earlier_entry(submitter="Müller")
    found = submitters(catalog_of({"late": late, "early": early}, **rounds))
    assert {name.title: name.part == "Muller" for name in found.values()} == {"Müller": True, "Mûller": False}


def test_a_name_that_no_folder_can_have_gets_one_all_the_same() -> None:
    models = ["加速器", "index.html", "x" * 300, "...", "☃☃"]
    systems = {f"e{n}": an_entry(system=a_system(accelerator_model_name=model)) for n, model in enumerate(models)}
    parts = [name.part for name in accelerators(catalog_of(systems)).values()]
    assert len(set(parts)) == len(models)
    assert all(part.startswith("accelerator-") and len(part) < 20 for part in parts)


def test_processors_are_no_accelerators() -> None:
    absent = [a_system(accelerator_model_name=name) for name in ("N/A", "", "-", None)]
    none = a_system(accelerators_per_node=0)
    entries = {f"e{n}": an_entry(system=system) for n, system in enumerate([*absent, none])}
    assert accelerators(catalog_of(entries)) == {}
