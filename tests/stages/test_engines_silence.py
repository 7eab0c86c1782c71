"""What the reader runs on reports to nobody and keeps nothing: it is told so before it loads."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.stages.cli_samples import TALK, environment

QUIET_ELSEWHERE = ("CI", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS")


def test_reading_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    """From 1.29 on onnxruntime keeps an id of the device and a queue of events to send below the home folder."""
    pytest.importorskip("onnxruntime")
    home = tmp_path / "home"
    home.mkdir()
    clean = {name: value for name, value in environment().items() if name not in QUIET_ELSEWHERE}
    places = {"HOME": str(home), "XDG_CACHE_HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_STATE_HOME": str(home)}
    ended = subprocess.run(
        [sys.executable, "-B", "-m", "svidok.cli", "read", "--json", str(TALK)],
        env=clean | places,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 0
    assert ended.stdout
    assert not list(home.rglob("*"))
