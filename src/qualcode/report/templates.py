"""Templates by name: the study's own, else the package's; a fault in one is told with file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

from qualcode.errors import StudyError

_PACKAGE = Path(__file__).resolve().parent.parent
_LINE = re.compile(r"\(at line (\d+)")
_MARKUP = ("html", "htm", "xml", "html.j2", "htm.j2", "xml.j2")


def find_template(name: str, study_root: Path | None = None) -> Path:
    """Return where a template lies: in the study's `templates/`, else in the package, else in the repository.

    Raise `StudyError` naming the places looked in when there is none.
    """
    folders = list(_folders(study_root))
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    places = ", ".join(folder.as_posix() for folder in folders)
    raise StudyError(f'There is no template "{name}" in {places}.', remedy="Install qualcode anew, or add the file.")


def render(name: str, study_root: Path | None = None, **values: object) -> str:
    """Return a template filled in with values; a name it uses and is not given is a fault, never an empty text.

    HTML is escaped, plain text is not. A template can only look at what it is given: it is as safe to open as a text.
    Raise `StudyError` with the template's path and line when it cannot be filled in.
    """
    path = find_template(name, study_root)
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([path.parent, *_folders(study_root)]),
        undefined=StrictUndefined,
        autoescape=select_autoescape(_MARKUP, default_for_string=False),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        return environment.get_template(name).render(values)
    except TemplateSyntaxError as fault:
        raise _fault(fault.filename or str(path), fault.lineno, fault.message or str(fault)) from fault
    except UnicodeDecodeError as fault:
        raise _fault(str(path), None, "it is not UTF-8") from fault
    except OSError as fault:
        raise _fault(str(path), None, f"it cannot be read ({fault.strerror})") from fault
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as fault:
        file, line = _place(fault, path, study_root)
        raise _fault(file, line, getattr(fault, "message", None) or str(fault)) from fault


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a template written in TOML holds; raise `StudyError` with its path and line when it is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(text)
    except UnicodeDecodeError as fault:
        raise _fault(str(path), None, "it is not UTF-8") from fault
    except OSError as fault:
        raise _fault(str(path), None, f"it cannot be read ({fault.strerror})") from fault
    except tomllib.TOMLDecodeError as fault:
        place = _LINE.search(str(fault))
        line = int(place[1]) if place else text.rstrip("\n").count("\n") + 1  # else it is the document's end
        raise _fault(str(path), line, f"it is not TOML: {fault}") from fault


def names_of(folder: str, suffix: str, study_root: Path | None = None) -> tuple[str, ...]:
    """Return the names, without suffix, of the templates in a folder: the study's and the package's, sorted."""
    found = {file.stem for root in _folders(study_root) for file in (root / folder).glob(f"*{suffix}")}
    return tuple(sorted(found))


def _folders(study_root: Path | None) -> Iterator[Path]:
    if study_root is not None:
        yield study_root / "templates"
    yield _PACKAGE / "templates"
    yield _PACKAGE.parent.parent / "templates"


def _place(fault: Exception, path: Path, study_root: Path | None) -> tuple[str, int | None]:
    """Return the deepest line of a template in a traceback: Jinja2 puts the template's own lines there."""
    roots = (path.parent, *_folders(study_root))
    lines = [(frame.filename, frame.lineno) for frame in extract_tb(fault.__traceback__)]
    inside = [(file, line) for file, line in lines if any(Path(file).is_relative_to(root) for root in roots)]
    return inside[-1] if inside else (str(path), None)


def _fault(file: str, line: int | None, message: str) -> StudyError:
    return StudyError(
        f"The template cannot be filled in: {message.rstrip('.')}.",
        remedy="Mend it, or delete it from the study to use the one that comes with qualcode.",
        path=Path(file).as_posix(),
        line=line,
    )
