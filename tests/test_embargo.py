"""Embargoes: what may not be shown yet is not built, unless as a draft that says so on each page."""

from functools import partial

import pytest

from site_builder.build import Options, build
from site_builder.problems import ProblemsFound
from tests.builders import ROUND, a_result, a_round, a_site, an_entry
from tests.commands import ran
from tests.conftest import SiteFolder

VERIFIED = {"status": "verified", "date": "2024-05-01"}
PROVEN = {"id": "1-0001", "source": {"url": "https://example.org/", "retrieved": "2024-05-02"}}
KIND = "embargoed-round"


def as_of(site: SiteFolder, day: str, **changes: object) -> SiteFolder:
    """Let the site speak for this day."""
    site.write("site.json", a_site(as_of=day, **changes))
    return site


def refusal(site: SiteFolder) -> list[tuple[str, str, str, str]]:
    """Place, severity, message and fix of what stops a build; empty where it is built."""
    try:
        site.build()
    except ProblemsFound as found:
        start = f"{site.data}/"
        return [(str(p.at).removeprefix(start), p.severity, p.message, p.fix) for p in found.problems]
    return []


def test_a_round_that_is_published_later_is_refused_at_its_date(site: SiteFolder) -> None:
    site.write("results/acme/rocket.json", an_entry(verification=VERIFIED, **PROVEN))
    message = "published is 2024-05-01, after the site's as_of 2024-04-30"
    fix = 'write a later "as_of" into site.json once that day has come, or build a draft: site-builder build --draft'
    assert refusal(as_of(site, "2024-04-30")) == [(f"rounds/{ROUND}.json:6:16", "error", message, fix)]
    assert not site.output.exists()
    assert refusal(as_of(site, "2024-05-01")) == []


def test_a_round_without_a_day_of_publication_is_refused_whatever_the_day(site: SiteFolder) -> None:
    site.write(f"rounds/{ROUND}.json", a_round(published=None))
    (told,) = refusal(as_of(site, "2099-01-01"))
    assert told[2] == "1 entry of a round that has no day of publication"
    site.write("site.json", a_site())
    assert [place for place, *_ in refusal(site)] == [f"rounds/{ROUND}.json:6:16"]


def test_a_round_without_entries_is_bound_by_nothing(site: SiteFolder) -> None:
    site.write("rounds/later-v2.json", a_round(published=None, title="Later v2"))
    assert refusal(as_of(site, "2024-06-01")) == []


def of_mlperf(site: SiteFolder) -> SiteFolder:
    """Let MLPerf's messaging rules bind the round."""
    site.write(f"rounds/{ROUND}.json", a_round(messaging="mlperf", title="MLPerf Sprint v1"))
    return site


@pytest.mark.parametrize(("day", "is_built"), [("2024-05-14", False), ("2024-05-15", True)])
def test_unverified_results_wait_two_weeks_more(site: SiteFolder, day: str, is_built: bool) -> None:
    of_mlperf(site)
    assert (refusal(as_of(site, day)) == []) is is_built


def test_who_publishes_a_suite_of_their_own_waits_for_nobody(site: SiteFolder) -> None:
    assert refusal(as_of(site, "2024-05-01")) == []
    as_of(site, "2024-04-30")
    with pytest.raises(ProblemsFound) as found:
        site.build()
    (told,) = found.value.problems
    assert told.expected == "nothing of a round before its publication"


def test_one_unverified_result_of_a_verified_entry_waits_too(site: SiteFolder) -> None:
    of_mlperf(site)
    of_its_own = a_result(scenario="Server", verification={"status": "unverified"})
    site.write("results/acme/rocket.json", an_entry(verification=VERIFIED, results=[a_result(), of_its_own], **PROVEN))
    (told,) = refusal(as_of(site, "2024-05-14"))
    assert told[2] == "1 entry with unverified results, which may be shown from 2024-05-15 on; as_of is 2024-05-14"


def test_without_a_day_that_the_site_speaks_for_a_date_counts_as_past(site: SiteFolder) -> None:
    site.write(f"rounds/{ROUND}.json", a_round(published="2999-12-31"))
    assert refusal(site) == []


def test_validate_warns_of_it_and_other_problems_are_told_beside_it(site: SiteFolder) -> None:
    assert as_of(site, "2024-04-30").problems() == [(f"rounds/{ROUND}.json:6:16", KIND)]
    site.write("results/acme/comet.json", an_entry(round="sprint"))
    kinds = {kind for _, kind in site.problems()}
    assert kinds == {KIND, "unknown-round"}


def test_validate_says_that_build_would_stop(site: SiteFolder) -> None:
    run = partial(ran, site.folder, "validate")
    line = "until a round may be shown, build stops at it; build --draft makes a site for reviewers"
    as_of(site, "2024-04-30")
    assert (run().code, run().err.splitlines()[-1]) == (0, line)
    as_of(site, "2024-05-01")
    assert line not in run().err


def test_a_draft_says_so_on_each_page_and_keeps_search_engines_out(site: SiteFolder) -> None:
    as_of(site, "2024-04-30", base_url="https://example.org/")
    report = build(Options(str(site.data), str(site.output), draft=True))
    assert [problem.kind for problem in report.warnings] == [KIND]
    pages = list(site.output.rglob("*.html"))
    assert len(pages) > 5
    for page in pages:
        text = page.read_text("utf-8")
        assert text.count('<meta name="robots" content="noindex">') == 1, page
        assert text.count('<aside class="draft" aria-label="Draft">') == 1, page
        assert 'rel="canonical"' not in text, page
    assert site.page("robots.txt") == "User-agent: *\nDisallow: /\n"


def test_a_published_site_has_none_of_a_draft(site: SiteFolder) -> None:
    site.build()
    told = [name for name, data in site.files().items() if b"noindex" in data or b'class="draft"' in data]
    assert (told, "robots.txt" in site.files()) == ([], False)


def test_the_command_refuses_with_the_place_and_builds_a_draft(site: SiteFolder) -> None:
    as_of(site, "2024-04-30")
    run = partial(ran, site.folder, "build", "--no-search")
    refused = run()
    assert refused.code == 1
    assert refused.err.splitlines()[0].startswith(f"data/rounds/{ROUND}.json:6:16: error[{KIND}]: published is")
    assert refused.err.splitlines()[-1] == "1 error in 1 file; output is as it was"
    assert run("--draft").code == 0
