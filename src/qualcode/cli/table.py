"""Which commands there are, where each lives, and the one line that `--help` says of it."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A command: its module under `qualcode.cli`, the function or Typer app in it, and its summary."""

    module: str
    attribute: str
    summary: str


PANELS: dict[str, dict[str, Entry]] = {
    "The study": {
        "init": Entry("study", "init", "Make a study in a folder."),
        "status": Entry("study", "status", "Say what the study holds and how far its coders have come."),
        "check": Entry("study", "check", "Find every problem at once, each with its path, line and remedy."),
        "run": Entry("run", "run", "Check, compare, count, and write the report into output/."),
        "coder": Entry("study", "coder", "Register coders."),
        "rename": Entry("study", "rename", "Give a document or a coder another name; no coding is touched."),
    },
    "Read": {
        "show": Entry("reading", "show", "Show a document with its segment numbers, speakers and codings."),
        "find": Entry("reading", "find", "Find words in their context."),
        "quotes": Entry("quotes", "quotes", "Show coded passages, by code, case, role, coder or stance."),
    },
    "Code": {
        "code": Entry("coding", "code", "Apply codes to a passage, or to many from a file."),
        "rate": Entry("marks", "rate", "Change the stance, weight or case of a coding."),
        "memo": Entry("marks", "memo", "Write a memo on a coding, document, code or case."),
        "paraphrase": Entry("marks", "paraphrase", "Say in other words what a passage says."),
        "void": Entry("marks", "void", "Take a coding, a memo or a done back."),
        "done": Entry("marks", "done", "Say that you have finished a document."),
        "undo": Entry("history", "undo", "Take your latest act back."),
        "redo": Entry("history", "redo", "Bring back what the latest undo took."),
        "log": Entry("history", "log", "Say who did what and when."),
    },
    "Machine help": {
        "suggest": Entry("suggesting", "suggest", "List passages in which a cue of the codebook speaks."),
        "accept": Entry("suggesting", "accept", "Make codings of suggestions."),
        "reject": Entry("suggesting", "reject", "Turn suggestions down; they are not offered again."),
    },
    "Coders against each other": {
        "agree": Entry("agreement", "agree", "Say how far coders agree, per code and pooled."),
        "disagreements": Entry(
            "agreement", "show_disagreements", "Show where coders differ, with both sides' codes and memos."
        ),
    },
    "Codes": {
        "codebook": Entry("codebook", "codebook", "Show, search and check the codebook."),
    },
    "Across cases": {
        "matrix": Entry("cases", "matrix", "Lay codes against cases, roles or any attribute."),
    },
}
COMMANDS: dict[str, Entry] = {name: entry for panel in PANELS.values() for name, entry in panel.items()}
