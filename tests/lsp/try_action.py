"""Runs the steps of action.yml as GitHub does, as far as they use its environment: in a repository with a good and a bad query."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def run(folder: Path, inputs: dict[str, str]) -> tuple[int, dict[str, str]]:
    """The exit code of the last step, and the outputs."""
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    given = {name: about["default"] for name, about in action["inputs"].items()} | inputs
    output = folder / ".output"
    output.write_text("")
    code = 0
    for step in action["runs"]["steps"]:
        assert step["shell"] == "bash"
        values = {}
        for name, value in step.get("env", {}).items():
            value = value.replace("${{ github.action_path }}", str(ROOT))
            for key, text in given.items():
                value = value.replace("${{ inputs.%s }}" % key, text)
            assert "${{" not in value, value
            values[name] = value
        environment = os.environ | values | {"GITHUB_OUTPUT": str(output)}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        code = subprocess.run(command, cwd=folder, env=environment, check=False).returncode
        if code:
            break
    return code, dict(line.split("=", 1) for line in output.read_text().splitlines())


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(["git", "init", "-q", "."], cwd=folder, check=True)
        (folder / "a good one.nse").write_text("tag = vip\n")
        subprocess.run(["git", "add", "."], cwd=folder, check=True)
        assert run(folder, {}) == (0, {"sarif": "nse.sarif"})
        (folder / "bad.nse.json").write_text('{"tga": {"is": "vip"}}')
        subprocess.run(["git", "add", "."], cwd=folder, check=True)
        assert run(folder, {"sarif": "out.sarif"}) == (1, {"sarif": "out.sarif"})
        results = json.loads((folder / "out.sarif").read_text())["runs"][0]["results"]
        assert [result["ruleId"] for result in results] == ["E0201"], results
        assert run(folder, {"files": "*.nse"})[0] == 0
        assert run(folder, {"files": "*.none"})[0] == 2
    print("action.yml: ok")


if __name__ == "__main__":
    sys.exit(main())
