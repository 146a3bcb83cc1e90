"""qualcode: qualitative coding and case analysis, from transcripts to a checked report.

The public library: what the commands call. A name is imported when it is first used, so that a program pays only for what
it takes.

>>> import qualcode
>>> "Study" in qualcode.__all__
True
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from qualcode.agreement.assess import assess
    from qualcode.agreement.disagreements import disagreements
    from qualcode.analysis.matrix import matrix
    from qualcode.coding.acts import CodeRequest, apply_codes
    from qualcode.coding.batch import apply_batch
    from qualcode.coding.check import check
    from qualcode.coding.concordance import find_words
    from qualcode.coding.marks import done, memo, paraphrase, rate, void
    from qualcode.coding.places import resolve
    from qualcode.coding.quotes import QuoteFilter, select
    from qualcode.coding.retrieve import document_codings, evidence
    from qualcode.coding.status import status
    from qualcode.coding.undo import redo, undo
    from qualcode.coding.units import Comparison, reliability
    from qualcode.errors import QualcodeError
    from qualcode.model.address import parse_address
    from qualcode.report.frames import frame, passages_frame
    from qualcode.report.run import run
    from qualcode.report.write import save_display, write_display
    from qualcode.study.create import add_coder, create_study, rename_coder, rename_document
    from qualcode.study.paths import find_root
    from qualcode.study.study import Study
    from qualcode.suggest.request import SuggestRequest
    from qualcode.suggest.run import suggestions
    from qualcode.text.read import read_document
    from qualcode.text.segments import segment

_WHERE = {
    "agreement.assess": ("assess",),
    "agreement.disagreements": ("disagreements",),
    "analysis.matrix": ("matrix",),
    "coding.acts": ("CodeRequest", "apply_codes"),
    "coding.batch": ("apply_batch",),
    "coding.check": ("check",),
    "coding.concordance": ("find_words",),
    "coding.marks": ("done", "memo", "paraphrase", "rate", "void"),
    "coding.places": ("resolve",),
    "coding.quotes": ("QuoteFilter", "select"),
    "coding.retrieve": ("document_codings", "evidence"),
    "coding.status": ("status",),
    "coding.undo": ("redo", "undo"),
    "coding.units": ("Comparison", "reliability"),
    "errors": ("QualcodeError",),
    "model.address": ("parse_address",),
    "report.frames": ("frame", "passages_frame"),
    "report.run": ("run",),
    "report.write": ("save_display", "write_display"),
    "study.create": ("add_coder", "create_study", "rename_coder", "rename_document"),
    "study.paths": ("find_root",),
    "study.study": ("Study",),
    "suggest.request": ("SuggestRequest",),
    "suggest.run": ("suggestions",),
    "text.read": ("read_document",),
    "text.segments": ("segment",),
}
_MODULES = {name: module for module, names in _WHERE.items() for name in names}
__all__ = sorted(_MODULES)


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module 'qualcode' has no attribute {name!r}")
    return getattr(importlib.import_module(f"qualcode.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
