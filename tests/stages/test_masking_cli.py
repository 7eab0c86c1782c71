"""`svidok mask` as people and programs call it."""

import json
from pathlib import Path

from typer.testing import CliRunner

from svidok.cli.mask import app

TEXT = "Галину Коваленко з Токмака не прийняли. 🙂 Тел. 050 123 45 67.\n"


def test_the_text_is_printed_masked_and_details_are_named(tmp_path: Path) -> None:
    path = tmp_path / "account.txt"
    path.write_text(TEXT, encoding="utf-8")
    done = CliRunner().invoke(app, [str(path)])
    assert done.exit_code == 0
    assert "[ОСОБА-1] з [місто в Запорізькій області] не прийняли." in done.stdout
    assert not any(secret in done.output for secret in ("Галин", "Коваленк", "Токмак", "050"))
    assert "a person must look" in done.stderr


def test_json_has_exact_spans(tmp_path: Path) -> None:
    path = tmp_path / "account.txt"
    path.write_text(TEXT, encoding="utf-8")
    done = CliRunner().invoke(app, ["--json", str(path)])
    masks = [json.loads(line) for line in done.stdout.splitlines()]
    assert [set(one) for one in masks] == [{"source", "start", "end", "kind", "reason", "replacement"}] * 3
    assert [TEXT[one["start"] : one["end"]] for one in masks] == ["Галину Коваленко", "Токмака", "050 123 45 67"]
    assert {one["source"] for one in masks} == {"account.txt"}


def test_a_file_that_is_not_there_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    path = tmp_path / "account.txt"
    path.write_text(TEXT, encoding="utf-8")
    done = CliRunner().invoke(app, [str(tmp_path / "none.txt"), str(path)])
    assert done.exit_code == 1
    assert "[ОСОБА-1]" in done.stdout
