"""Small studies for tests: a real folder with settings, codebook, documents, sheets and coders.

    study = make_study(tmp_path)                                   # INT01, INT02, a case document; codes BOT-…; c1, c2
    study = make_study(tmp_path, documents={"INT01": "R: 一二三。\\n"}, codes=("A", "B"), coders=("c1",))
    applied = code(study, "c1", "INT01", "一二三", "A")            # one act through the library
    again = reopened(study)                                        # as a fresh process would read it

Every helper writes what the commands would write: nothing here knows how a ledger is laid out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from qualcode.coding.acts import Applied, CodeRequest, apply_codes
from qualcode.coding.places import resolve
from qualcode.model.address import Address, parse_address
from qualcode.model.coding import Coder, Stance
from qualcode.study.create import add_coder, create_study
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now

INTERVIEW_EN = """\
Interviewer: What held the cooperation back?
Respondent: The subsidy never arrived. Two departments passed the matter on to each other.
Interviewer: And the firms?
Respondent: For us it was too costly. The council never met.
"""

INTERVIEW_ZH = """\
访谈者：合作遇到了什么困难？
受访者：政策不配套，补贴没到位。企业的积极性不高。
访谈者：后来呢？
受访者：后来成立了理事会，情况好了一些。
"""

CASE_ZH = """\
第一条 双方共建产业学院。

第二条 甲方提供设备，乙方提供师资。
"""

DOCUMENTS: Mapping[str, str | bytes] = {
    "INT01": INTERVIEW_EN,
    "INT02": INTERVIEW_ZH,
    "cases/zj-auto/agreement.txt": CASE_ZH,
}

CODEBOOK = """\
title: Test
version: "1.0"
codes:
  - id: BOT
    name: {en: Bottlenecks, zh: 瓶颈}
    codable: false
    children:
      - id: BOT-POL
        name: {en: Fragmented policy, zh: 政策碎片化}
        cues: {en: [subsidy never arrived], zh: [政策不配套]}
      - id: BOT-MOT
        name: {en: Weak motivation, zh: 动力不足}
        scale: [1, 2, 3]
  - id: GOV
    name: {en: Governance, zh: 治理}
    was: [GOV-OLD]
"""


def make_study(
    root: Path,
    *,
    documents: Mapping[str, str | bytes] | None = None,
    codes: str | Iterable[str] = CODEBOOK,
    coders: Iterable[str] = ("c1", "c2"),
    settings: str = "",
    sheets: Mapping[str, str] | None = None,
) -> Study:
    """Make a study in a folder, as `qualcode init` and `coder add` do, and return it freshly opened.

    `documents` maps an id to its text (`INT01` → `interviews/INT01.txt`), or a path below the study's root to text or
    bytes (`cases/zj-auto/agreement.txt`, `interviews/INT03.docx`); default: `DOCUMENTS`. `codes` is the codebook as
    YAML, or ids of plain codes. `coders` are handles; one that begins with `consensus` or `machine` is of that kind, and
    `c1@2` is a round. `settings` goes to the end of `qualcode.toml`; `sheets` maps paths (`interviews/attributes.csv`)
    to CSV text.
    """
    create_study(root, "Test", "en")
    (root / "codebook.yaml").write_text(codes if isinstance(codes, str) else codebook_of(codes), encoding="utf-8")
    for name, content in (DOCUMENTS if documents is None else documents).items():
        write_document(root, name, content)
    for path, text in (sheets or {}).items():
        write_document(root, path, text)
    for handle in coders:
        kind = next((kind for kind in ("consensus", "machine") if handle.startswith(kind)), "human")
        add_coder(Study(root), handle, kind=kind)
    if settings:
        toml = root / "qualcode.toml"
        toml.write_text(f"{toml.read_text('utf-8')}\n{settings}\n", encoding="utf-8")
    return Study(root)


def codebook_of(ids: Iterable[str]) -> str:
    """Return a codebook in YAML with these ids as plain codes side by side."""
    return "codes:\n" + "".join(f"  - {{id: {id}, name: Name of {id}}}\n" for id in ids)


def write_document(root: Path, name: str, content: str | bytes) -> Path:
    """Write a document (an id, or a path below the root) as UTF-8 text or bytes, line ends as they are given; return its path."""
    path = root / (name if name.startswith(("interviews/", "cases/")) else f"interviews/{name}.txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def reopened(study: Study) -> Study:
    """Return the study as a fresh process would see it: nothing remembered, everything read from its folder."""
    return Study(study.root)


def request(
    study: Study,
    place: str,
    code: str,
    quote: str | None = None,
    *,
    stance: Stance | None = None,
    weight: float | None = None,
    case: str | None = None,
    memo: str | None = None,
) -> CodeRequest:
    """Return the request to apply a code to the place that an address (`INT01:2`, `INT01#3-9`, `INT01` with a quote) means."""
    address = parse_address(place)
    found = resolve(study, Address(address.document) if quote and address.first is None else address, quote)
    return CodeRequest(found.document, found.span, study.codebook.lookup(code), stance, weight, case, memo)


def code(
    study: Study,
    coder: str,
    place: str,
    quote: str | None,
    *codes: str,
    stance: Stance | None = None,
    weight: float | None = None,
    case: str | None = None,
    memo: str | None = None,
    clock: Clock = utc_now,
) -> tuple[Applied, ...]:
    """Apply codes to one passage as one act, and return what became of each."""
    requests = [
        request(study, place, each, quote, stance=stance, weight=weight, case=case, memo=memo) for each in codes
    ]
    return apply_codes(study, coder_of(study, coder), requests, clock)


def coder_of(study: Study, handle: str) -> Coder:
    """Return the registered coder of that handle."""
    return study.coder(handle)


def codings_of(study: Study, coder: str, document: str) -> set[tuple[str, str]]:
    """Return (code, quote) of every coding in force in a ledger, as a fresh process reads it."""
    state = reopened(study).state(coder, document)
    return {(coding.code, coding.place.quote) for coding in state.codings}


def ticking(start: datetime = datetime(2026, 3, 1, 9, 30, tzinfo=UTC), step: float = 1.0) -> Callable[[], datetime]:
    """Return a clock that stands at `start` when first asked and then goes on by `step` seconds each time (0: it stands still)."""
    asked = -1

    def clock() -> datetime:
        nonlocal asked
        asked += 1
        return start + timedelta(seconds=step * asked)

    return clock
