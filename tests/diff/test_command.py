"""The command: its exit codes, and what it says to whom."""

from pathlib import Path

import pytest

from site_builder.cli import main
from tests.diff.sites import RIVAL, built, edited
from tests.diff.test_history import before

__all__ = ["before"]


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command."""
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def test_exit_codes_tell_same_different_and_wrong(
    before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    after = built(tmp_path, edited(lambda files: files[RIVAL]["results"][0].update(value=1300.75)))
    code, out, err = run(capsys, "diff", str(before), str(before))
    assert (code, err) == (0, "")
    assert out.endswith(": no differences\n")
    code, out, err = run(capsys, "diff", str(before), str(after))
    assert (code, err) == (1, "")
    assert "+18.2 %, better" in out
    code, out, err = run(capsys, "diff", str(before), str(tmp_path / "nowhere"))
    assert (code, out) == (2, "")
    assert "there is no folder" in err
    code, out, err = run(capsys, "diff", str(before), str(tmp_path / "data"))
    assert (code, out) == (2, "")
    assert "there is no page in" in err


def test_the_policy_fails_on_what_it_forbids_alone(
    before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fact = built(tmp_path / "fact", edited(lambda files: files[RIVAL]["system"].update(cooling="Water")))
    assert run(capsys, "diff", str(before), str(fact), "--policy", "published")[0] == 0
    value = built(tmp_path / "value", edited(lambda files: files[RIVAL]["results"][0].update(value=7)))
    assert run(capsys, "diff", str(before), str(value), "--policy", "published")[0] == 1


def test_plain_text_of_a_page_holds_its_facts(before: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "textconv", str(before / "sprint-v1/closed/Rival/box/index.html"))
    assert code == 0
    assert "Results: resnet Offline: Value: 1100.25\n" in out
    assert "cooling: Air\n" in out
    assert run(capsys, "textconv", str(before / "nothing.html"))[0] == 2
