"""Text that a spreadsheet shows and does not run, for the writers of sheets."""

from qualcode.study.formulas import defused as defused
from qualcode.study.formulas import restored as restored
