"""Which commands there are, where each lives, and the one line that `--help` says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Entry(NamedTuple):
    """A command: its module under `qualcode.cli`, the function in it, and its summary; or a group of `commands`."""

    module: str
    attribute: str
    summary: str
    commands: Mapping[str, Entry] = {}


CODER = {
    "add": Entry("study", "coder_add", "Register a coder in qualcode.toml."),
    "list": Entry("study", "coder_list", "List the registered coders."),
}
RENAME = {
    "document": Entry("study", "rename_document", "Rename a document's file and keep its codings with it."),
    "coder": Entry("study", "rename_coder", "Give a coder another handle and keep their codings with it."),
}
CODEBOOK = {
    "show": Entry("codebook", "show", "Show the codes as a tree, or one code with its rules."),
    "search": Entry("codebook", "search", "Find codes by any words of theirs."),
    "check": Entry("codebook", "check", "Find every fault of the codebook at once, each with its line."),
    "add": Entry("codebook_editing", "add", "Add a code."),
    "edit": Entry("codebook_editing", "edit", "Set the name, the definition or a rule of a code."),
    "rename": Entry("codebook_editing", "rename", "Give a code another id; no coding is touched."),
    "move": Entry("codebook_editing", "move", "Put a code below another."),
    "merge": Entry("codebook_editing", "merge", "Merge codes into another; no coding is touched."),
    "diff": Entry(
        "codebook_editing", "diff", "Say what changed between two versions, and how many codings it touches."
    ),
    "export": Entry("codebook_sheets", "export", "Write the codes as a sheet, as a table in Word, or as .qdc."),
    "import": Entry("codebook_sheets", "import_codes", "Add the codes of a sheet or of another program's codebook."),
}
ADJUDICATE = {
    "start": Entry("adjudicating", "start", "Begin or resume a consensus with what its coders share."),
    "next": Entry("adjudicating", "next_dispute", "Show an open dispute: both sides' codes, memos and the rules."),
    "take": Entry("adjudicating", "take", "Settle a dispute, with the reason."),
}
ROUND = {
    "close": Entry("rounds", "close", "Keep what coders have done up to now under a name."),
    "list": Entry("rounds", "listing", "List the closed rounds."),
    "reopen": Entry("rounds", "reopen", "Take back the closing of a round."),
}
PLAN = {
    "units": Entry("planning", "units", "How many units to code twice for an interval of a given width."),
    "themes": Entry("planning", "themes", "How likely a number of interviews is to meet a theme."),
}
STRUCTURE = {
    "show": Entry("structuring", "show", "Show open, axial, selective coding, the data structure, or relations."),
    "check": Entry("structuring", "check", "Find every fault of structure.yaml at once, each with its line."),
    "group": Entry("structuring", "group", "Make a concept of codes, a theme of concepts, a dimension of themes."),
    "relate": Entry("structuring", "relate", "Relate two groupings: condition, context, action, consequence."),
    "core": Entry("structuring", "core", "Name the core category."),
    "drop": Entry("structuring", "drop", "Take a grouping or a relation out."),
}
PANELS: dict[str, dict[str, Entry]] = {
    "The study": {
        "init": Entry("study", "init", "Make a study in a folder."),
        "status": Entry("study", "status", "Say what the study holds and how far its coders have come."),
        "check": Entry("study", "check", "Find every problem at once, each with its path, line and remedy."),
        "report": Entry("reporting", "report", "Write the report: a Word document, a web page, or a workbook."),
        "verify": Entry("verifying", "verify", "Prove that a report still holds: every quote, every number."),
        "run": Entry("run", "run", "Check, compare, count, and write the report into output/."),
        "anchor": Entry("anchoring", "anchor", "List codings whose text has changed: moved, or without a place."),
        "merge": Entry("merging", "merge", "Take in another copy of the study: every coder's work, nothing lost."),
        "coder": Entry("study", "", "Register coders.", CODER),
        "rename": Entry("study", "", "Give a document or a coder another name; no coding is touched.", RENAME),
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
            "disagreeing", "show_disagreements", "Show where coders differ, with both sides' codes and memos."
        ),
        "plan": Entry("planning", "", "How many units to code twice; how many interviews meet a theme.", PLAN),
        "sample": Entry("sampling", "sample", "Draw units for a second coder, blind to the first."),
        "round": Entry("rounds", "", "Close a round of coding, and look at it again later.", ROUND),
        "adjudicate": Entry("adjudicating", "", "Settle disagreements into a consensus, one by one.", ADJUDICATE),
    },
    "Codes": {
        "codebook": Entry("codebook", "", "Show, search and check the codebook.", CODEBOOK),
    },
    "Across cases": {
        "matrix": Entry("cases", "matrix", "Lay codes against cases, roles or any attribute."),
        "summarise": Entry("cases", "summarise", "Write what a case comes to under a code."),
        "contrast": Entry("contrasting", "contrast", "Say what is in all, some, one or none of chosen cases or roles."),
        "structure": Entry("structuring", "", "Build concepts, themes and relations from codes.", STRUCTURE),
        "triangulate": Entry("triangulating", "triangulate", "Lay sources against each other, feature by feature."),
        "trace": Entry("tracing", "trace", "Test hypotheses by single passages, case by case."),
        "features": Entry("features", "features", "List the key features by the rules in qualcode.toml."),
        "qca": Entry("qca", "qca", "Say which combinations of conditions go with an outcome (QCA)."),
        "cooccur": Entry("cooccurring", "cooccur", "Say which codes stand together, and which comes first."),
        "saturation": Entry("saturating", "saturation", "Say when documents stopped bringing new codes."),
    },
    "Other programs": {
        "import": Entry(
            "exchanging", "import_file", "Bring another program's project in, and say what could not come."
        ),
        "export": Entry("exchanging", "export", "Write the study for another program, and say what it cannot hold."),
        "anonymise": Entry("anonymising", "anonymise", "Write a copy of the study in which names are replaced."),
        "withdraw": Entry("withdrawing", "withdraw", "Erase a participant's words: consent was taken back."),
    },
}
COMMANDS: dict[str, Entry] = {name: entry for panel in PANELS.values() for name, entry in panel.items()}
