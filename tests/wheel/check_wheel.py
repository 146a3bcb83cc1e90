"""Build the wheel, install it into an environment of its own, and make, code and run a study with what was installed.

The environment sees the dependencies of the one that runs this script and nothing of the checkout: its site-packages
stand on the path as a plain folder, so that an editable install in there is not followed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TRANSCRIPT = "访谈者：补贴到位了吗？\n受访者：政策不配套，补贴没到位。\n访谈者：企业呢？\n受访者：积极性不高。\n"
LOOK = """
import json, qualcode.report.templates as templates
print(json.dumps([templates.__file__, str(templates.find_template("methods_en.md.j2")), str(templates.find_template("methods_zh.md.j2"))]))
"""
COMMANDS = (
    ("status",),
    ("coder", "add", "c1"),
    ("coder", "add", "c2"),
    ("code", "INT01:2", "BOT-POL", "--quote", "政策不配套", "--coder", "c1"),
    ("code", "INT01:4", "BOT-MOT", "--coder", "c1"),
    ("code", "INT01:2", "BOT-POL", "--coder", "c2"),
    ("done", "INT01", "--coder", "c1"),
    ("done", "INT01", "--coder", "c2"),
    ("suggest", "INT01", "--coder", "c2"),
    ("agree",),
    ("matrix", "--columns", "document", "--coders", "c1"),
    ("run", "--coders", "c1"),
    ("check",),
)
WRITTEN = ("report.docx", "manifest.json", "agreement.json", "tables/codebook.csv", "tables/quotes.json")


def build_wheel(folder: Path) -> Path:
    """Return the wheel of this checkout, built into a folder with the build backend of the present environment."""
    _call(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    (wheel,) = folder.glob("qualcode-*.whl")
    return wheel


def make_environment(folder: Path) -> Path:
    """Return the Python of a new environment that finds the present one's packages, but not its editable installs."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = Path(_call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    packages = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    (site / "dependencies.pth").write_text("\n".join(packages) + "\n", encoding="utf-8")
    return python


def use(python: Path, folder: Path) -> None:
    """Make a study with the installed command, code it as two coders, report it, and look where its parts came from."""
    command = python.with_name("qualcode.exe" if os.name == "nt" else "qualcode")
    _call(command, "init", "coop", cwd=folder)
    study = folder / "coop"
    (study / "interviews" / "INT01.txt").write_text(TRANSCRIPT, encoding="utf-8")
    for words in COMMANDS:
        _call(command, *words, cwd=study)
    for name in WRITTEN:
        if not (study / "output" / name).stat().st_size:
            raise SystemExit(f"`qualcode run` wrote an empty {name}.")
    places = _call(python, "-c", LOOK, cwd=folder)
    if str(ROOT) in places or places.count("site-packages") != 3:
        raise SystemExit(f"Not everything came from the wheel: {places}")


def _call(*words: str | Path, cwd: Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QUALCODE"))}
    environment |= {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run([str(word) for word in words], cwd=cwd, env=environment, capture_output=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        raise SystemExit(f"{' '.join(map(str, words))} ended with {done.returncode}:\n{said}")
    return done.stdout.decode("utf-8")


def main() -> None:
    """Check the wheel and say how long it took; leave with a sentence when anything is wrong."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="wheel-") as name:
        folder = Path(name).resolve()
        wheel = build_wheel(folder)
        python = make_environment(folder / "environment")
        _call(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)
        use(python, folder)
        print(f"{wheel.name}: installed, made a study, ran it. {time.monotonic() - start:.1f} s")


if __name__ == "__main__":
    main()
