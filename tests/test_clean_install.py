"""The wheel alone is enough: installed into an environment of its own, it makes, codes and reports a study."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from check_wheel import build_wheel

SCRIPT = Path(__file__).with_name("wheel") / "check_wheel.py"


def test_wheel_works_where_nothing_of_the_checkout_is_seen() -> None:
    done = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_wheel_holds_the_package_its_templates_and_its_licence_and_no_more(tmp_path: Path) -> None:
    with zipfile.ZipFile(build_wheel(tmp_path)) as wheel:
        names = wheel.namelist()
    root = SCRIPT.parents[2]
    files = (path for path in (root / "templates").rglob("*") if path.is_file())
    templates = {f"qualcode/{path.relative_to(root).as_posix()}" for path in files}
    assert templates <= set(names)
    assert "qualcode/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"qualcode"}
    unexpected = [n for n in names if not n.endswith((".py", "py.typed")) and "dist-info" not in n]
    assert set(unexpected) == templates
