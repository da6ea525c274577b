"""One made-up site that says everything which pages can say: long names, hostile text, every kind of entry."""

from typing import Any

from tests.builders import ROUND, a_result, a_round, a_site, a_system, an_entry
from tests.rich_articles import rich_articles
from tests.rich_history import rich_histories

HOSTILE = "<script>alert('x')</script> \"&amp;\" {{ page }} \u202etxet"
LONG = "Extraordinarily_long_name_without_any_place_to_break_" * 3
SOURCE = {
    "kind": "summary",
    "path": f"closed/Acme/results/{LONG}/performance/run_1/mlperf_log_summary.txt",
    "sha256": "0123456789abcdef" * 4,
    "url": "https://example.org/results?a=1&b=2",
    "retrieved": "2024-09-02",
}
WITHDRAWN = {"status": "withdrawn", "date": "2024-10-01", "reason": HOSTILE, "link": "https://example.org/why"}
SUPERSEDED = {"status": "superseded", "reason": LONG, "link": f"{ROUND}/closed/Acme/rocket"}
NESTED = {
    "drivers": [{"name": "fast", "version": 1.50}, {}, [], None, True, HOSTILE],
    "": {"deep": {"deeper": {"deepest": [[[1]]]}}},
    LONG: LONG,
}


def every_detail(scenario: str, benchmark: str = "resnet", **changes: Any) -> dict[str, Any]:
    """A result of which everything is known."""
    known = {
        "id": "1-0001",
        "weight_data_types": "int8 <&>",
        "inferred_from": "Offline",
        "power": {"value": 812.4, "unit": "Watts"},
        "source": SOURCE,
        "verification": WITHDRAWN,
    }
    return a_result(benchmark=benchmark, scenario=scenario, value=86304.6, **known) | changes


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 24"><circle cx="24" cy="12" r="11" fill="{}"/></svg>'


def rich_site() -> dict[str, Any]:
    """The files of its data folder."""
    both = a_system(system_type="datacenter,edge", system_name=f"Both {LONG}", other_software_stack=NESTED)
    many = [f"model-{number}" for number in range(30)]
    entries: dict[str, Any] = {
        "rocket": an_entry(was=[f"{ROUND}/closed/Acme/rocket-8"], source=SOURCE, omitted=["serial_number", HOSTILE]),
        "both": an_entry(
            system=both,
            results=[
                every_detail("Offline", accuracy={"acc": 76.1}),
                a_result(scenario="SingleStream", value=0.0123),
                a_result(benchmark="gptj", scenario="Server", value=1e5),
            ],
            verification={"status": "verified", "date": "2024-05-01"},
            source=SOURCE,
            id="1-0002",
        ),
        "open": an_entry(
            system=a_system(division="open", submitter="Ünï <b>corp</b>", system_name=HOSTILE, **{HOSTILE: HOSTILE}),
            results=[a_result(used_model=f"{name} {HOSTILE}", accuracy={"acc": 1.5, "<i>": 2}) for name in many],
        ),
        "measured": an_entry(
            system=a_system(system_type="edge"),
            results=[
                every_detail("SingleStream", verification={"status": "verified"}),
                every_detail("Offline", verification={"status": "verified"}),
            ],
        ),
        "measured-too": an_entry(
            system=a_system(system_type="edge"),
            results=[every_detail("SingleStream", id="1-0003", verification={"status": "verified"})],
        ),
        "old": an_entry(verification=SUPERSEDED, results=[]),
        "gone": an_entry(verification={"status": "withdrawn", "link": f"{ROUND}/closed/Acme/never-here"}),
        "rival": an_entry(system=a_system(submitter="Rival", system_name=HOSTILE)),
    }
    site = a_site(
        title="Rich <site>",
        description=HOSTILE,
        licence="CC BY 4.0 <&>",
        theme={
            "light": {"accent": "#5b2a86"},
            "dark": {"accent": "#c9a6f0", "care_paper": "#302414"},
            "sans": ["Noto Sans", "DejaVu Sans"],
            "mono": ["DejaVu Sans Mono"],
            "logo": "logo.svg",
            "logo_dark": "logo-dark.svg",
        },
        base_url="https://example.org/results/",
        menu=[{"title": HOSTILE, "link": ROUND}, {"title": "Elsewhere", "link": "https://example.org/?a=1&b=2"}],
    )
    mlperf = {"messaging": "mlperf", "title": "MLPerf Sprint v1", "source": "https://example.org/source"}
    return {
        "site.json": site,
        "assets/logo.svg": LOGO.format("#5b2a86"),
        "assets/logo-dark.svg": LOGO.format("#c9a6f0"),
        f"rounds/{ROUND}.json": a_round(**mlperf),
        "rounds/empty-v2.json": a_round(
            title=f"Empty {LONG}", published="2025-01-01", benchmarks=a_round()["benchmarks"][:2]
        ),
        **{f"results/{name}.json": entry for name, entry in entries.items()},
        **rich_histories(),
        **rich_articles(),
    }
