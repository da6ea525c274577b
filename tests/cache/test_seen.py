"""Files as they look: every file that a build may read is looked at, and none twice."""

import os
from pathlib import Path

from site_builder import build as building
from site_builder.cache.seen import everything_in
from site_builder.render import forget_templates
from tests.builders import a_result, a_round, a_site, an_entry
from tests.conftest import ROOT, SiteFolder
from tests.disks import small_disk

CARD = "sprint-v1/closed/Acme/rocket/index.html"


def options(site: SiteFolder, **more: object) -> building.Options:
    return building.Options(str(site.data), str(site.output), search=False, **more)  # type: ignore[arg-type]


def test_an_edit_in_a_linked_folder_of_templates_is_seen(site: SiteFolder, tmp_path: Path) -> None:
    brand, templates = tmp_path / "brand", tmp_path / "templates"
    brand.mkdir()
    (templates / "pages").mkdir(parents=True)
    (templates / "own").symlink_to(brand)
    note, packaged = brand / "note.html", (ROOT / "templates/pages/not_found.html").read_text("utf-8")
    included = packaged.replace("{% endblock %}", "{% include 'own/note.html' %}{% endblock %}")
    (templates / "pages/not_found.html").write_text(included, "utf-8")
    given = options(site, templates=str(templates), cache=str(tmp_path / "cache"))
    for text in ("<p>one</p>", "<p>two</p>"):
        note.write_text(text)
        forget_templates()
        building.build(given)
        assert text in site.page("404.html")


def test_links_that_lead_in_circles_are_followed_once(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, target in ((one, other), (other, one)):
        folder.mkdir()
        (folder / "a.html").write_text("a")
        for name in ("there", "there-too"):
            (folder / name).symlink_to(target)
    (one / "nowhere").symlink_to(tmp_path / "nothing")
    found = everything_in([], [str(one)], apart=str(tmp_path / "cache"))
    files = sorted(os.path.realpath(path) for path in found if path.endswith(".html"))
    assert files == [f"{one}/a.html", f"{other}/a.html"]
    assert f"{one}/nowhere" in found


def test_links_in_data_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/far").symlink_to(tmp_path)
    assert set(everything_in([str(tmp_path / "data")], [], apart="")) == {f"{tmp_path}/data/far"}


def test_a_folder_of_another_disk_is_not_taken_for_the_cache(tmp_path: Path) -> None:
    with small_disk(tmp_path / "one", "8m") as one, small_disk(tmp_path / "other", "8m") as other:
        site = SiteFolder(one)
        site.output = tmp_path / "output"
        site.write("site.json", a_site())
        site.write("rounds/sprint-v1.json", a_round())
        site.write("results/acme/rocket.json", an_entry(results=[a_result(value=1111)]))
        wanted = (site.data / "results").stat().st_ino
        cache = other / "1"
        for number in range(wanted + 1):  # a fresh disk counts its inodes from the first
            cache = other / str(number)
            cache.mkdir()
            if cache.stat().st_ino == wanted:
                break
        assert cache.stat().st_ino == wanted
        building.build(options(site, cache=str(cache)))
        site.write("results/acme/rocket.json", an_entry(results=[a_result(value=2222)]))
        building.build(options(site, cache=str(cache)))
        assert ">2222<" in site.page(CARD)
