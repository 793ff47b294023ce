"""What code hosts run: the workflows call commands that exist, and the hooks too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tukipakki.__main__ import parser

FILES = (".github/workflows/sivusto.yml", ".gitlab-ci.yml")
TARGETS = frozenset(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def commands(value: Any) -> list[str]:
    """Every command line of a workflow."""
    if isinstance(value, dict):
        own = [value["run"]] if isinstance(value.get("run"), str) else []
        own += value["script"] if isinstance(value.get("script"), list) else []
        return own + [line for part in value.values() for line in commands(part)]
    return [line for part in value for line in commands(part)] if isinstance(value, list) else []


@pytest.mark.parametrize("path", FILES)
def test_workflows_check_test_build_and_ask_outside_links(path: str) -> None:
    lines = commands(yaml.safe_load((ROOT / path).read_text(encoding="utf-8")))
    made = [line.split() for line in lines if line.startswith("make ")]
    assert {words[1] for words in made} >= {"check", "test", "build"}
    assert {words[1] for words in made} <= TARGETS
    assert any("--ulkoiset" in line for line in lines)
    for line in lines:
        arguments = re.search(r'ARGS="?([^"]+)"?$', line)
        if arguments:
            command = line.rpartition("make ")[2].split()[0]
            parser().parse_args([command, *arguments[1].split()])


def test_github_runs_on_changes_on_main_and_weekly() -> None:
    text = (ROOT / FILES[0]).read_text(encoding="utf-8")
    flow = yaml.safe_load(text.replace("\non:", "\nwhen:"))
    assert set(flow["when"]) == {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert flow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in text


def test_hooks_call_commands_that_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        name, *arguments = hook["entry"].split()
        assert (name, hook["language"], hook["pass_filenames"]) == ("tukipakki", "python", False)
        parser().parse_args(arguments)
        assert re.search(hook["files"], "docs/laki/maaraajat.md")
        assert not re.search(hook["files"], str(Path("README.md")))
