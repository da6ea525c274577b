"""`build --only`: pages of some types are made, the rest of the site stays as it is."""

import json

import pytest

from site_builder.exports import NAMED_EXPORTS
from site_builder.pages import USUAL_TYPES
from site_builder.problems import SiteBuilderError
from site_builder.publish import MANIFEST
from tests.builders import a_result, an_entry
from tests.commands import ran
from tests.conftest import SiteFolder

CARD = "sprint-v1/closed/Acme/rocket/index.html"
ROUND = (
    "sprint-v1/benchmarks/index.html",
    "sprint-v1/index.html",
    "sprint-v1/rows-1.js",
    "sprint-v1/systems/index.html",
)


def test_only_the_named_pages_are_rewritten(site: SiteFolder) -> None:
    site.build()
    before = site.files()
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=1300)]))
    published = site.build(only=("result_card",))
    assert (published.written, published.removed) == ((CARD,), ())
    changed = {url for url, content in site.files().items() if content != before[url]}
    assert changed == {CARD, MANIFEST}


def test_each_part_by_itself_and_all_at_once_give_the_same_site(site: SiteFolder) -> None:
    site.build()
    whole = site.files()
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=1300)]))
    site.build()
    assert site.files() != whole
    site.write("results/acme/rocket.json", an_entry())
    for name in (*USUAL_TYPES, *NAMED_EXPORTS):
        site.build(only=(name,))
    assert site.files() == whole


def test_a_site_that_is_not_there_yet_gets_these_pages_and_their_assets(site: SiteFolder) -> None:
    published = site.build(only=("result_card", "round"))
    pages = {url for url in published.written if not url.startswith("assets/")}
    assert pages == {CARD, *ROUND}
    assert "assets/site.css" in published.written


def test_a_file_that_is_not_there_stays_in_the_manifest(site: SiteFolder) -> None:
    site.build()
    listed = json.loads(site.page(MANIFEST))
    (site.output / "compare/index.html").unlink()
    site.build(only=("home",))
    assert json.loads(site.page(MANIFEST)) == listed
    assert "compare/index.html" in site.build().written


def test_what_somebody_edited_in_the_rest_stays(site: SiteFolder) -> None:
    site.build()
    (site.output / CARD).write_text("mine")
    site.build(only=("home",))
    assert site.page(CARD) == "mine"


def test_an_old_page_gives_way_to_the_folder_of_a_new_one(site: SiteFolder) -> None:
    page = "accelerators/T1000/index.html"
    site.build()
    listed = json.loads(site.page(MANIFEST))
    (site.output / page).unlink()
    (site.output / page).parent.rmdir()
    (site.output / page).parent.write_text("a file where a folder is needed")
    listed["files"][page.removesuffix("/index.html")] = listed["files"].pop(page)
    (site.output / MANIFEST).write_text(json.dumps(listed))
    published = site.build(only=("accelerator",))
    assert (published.written, published.removed) == ((page,), (page.removesuffix("/index.html"),))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("result_cards", 'there is no page type "result_cards"\n    fix: write "result_card"'),
        ("home,sonnets", 'there is no page type "sonnets"\n    fix: name one of home, round, result_card'),
        (" , ", "it names nothing"),
    ],
)
def test_an_unknown_name_is_wrong_usage(site: SiteFolder, said: str, told: str) -> None:
    done = ran(site.folder, "build", "--only", said)
    assert (done.code, told in done.err, site.output.exists()) == (2, True, False)


@pytest.mark.parametrize("first", [True, False])
def test_pages_of_a_draft_and_others_never_stand_in_one_site(site: SiteFolder, first: bool) -> None:
    site.build(draft=first)
    before = site.files()
    with pytest.raises(SiteBuilderError) as stopped:
        site.build(only=("home",), draft=not first)
    words = ("a draft", "be none", "with") if first else ("no draft", "be of one", "without")
    message = f"the site in {site.output} is {words[0]}, and these pages would {words[1]}"
    assert (stopped.value.message, stopped.value.fix) == (
        message,
        f"build {words[2]} --draft, or the whole site, without --only",
    )
    assert site.files() == before
    assert site.build(only=("home",), draft=first).written == ()


def test_a_draft_of_some_pages_alone_may_be_made_and_made_whole_of_another_kind(site: SiteFolder) -> None:
    site.build(only=("home",), draft=True)
    site.build(only=("home",), draft=False)  # all that is there is made anew
    assert b'class="draft"' not in site.files()["index.html"]
    site.build(draft=True)
    assert b'class="draft"' in site.files()[CARD]


def test_a_page_that_was_not_asked_for_is_not_called_up_to_date(site: SiteFolder) -> None:
    site.build()
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=1300)]))
    places = ("--data", str(site.data), "--output", str(site.output), "--cache", str(site.folder / "cache"))
    for _ in ("an edit", "nothing"):
        code, told, _ = ran(site.folder, "build", *places, "--quiet", "--only", "home", "--why", CARD)
        assert (code, told) == (0, f"{CARD}: kept: --only home does not make it; it may be older than the data\n")
    style = "assets/site.css"
    told = ran(site.folder, "build", *places, "--quiet", "--only", "home", "--why", style)[1]
    assert told == f"{style}: kept: nothing that it is made of changed\n"
    card = ("--only", "result_card", "--why", CARD)
    assert ran(site.folder, "build", *places, "--quiet", *card)[1].startswith(f"{CARD}: written: ")
    told = ran(site.folder, "build", *places, "--quiet", *card)[1]
    assert told == f"{CARD}: kept: nothing that it is made of changed\n"


def test_the_full_text_index_is_made_with_the_search_page_alone(site: SiteFolder) -> None:
    site.build(search=True)
    places = ("--data", str(site.data), "--output", str(site.output), "--cache", str(site.folder / "cache"))
    index = "pagefind/pagefind.js"
    for only, told in (
        ("search", "nothing that it is made of changed"),
        ("home", "--only home does not make it; it may be older than the data"),
    ):
        said = ran(site.folder, "build", *places, "--quiet", "--only", only, "--why", index)
        assert (said.code, said.out) == (0, f"{index}: kept: {told}\n")
