"""Every figure that a report's sentences name follows from its own tables, in both languages; none is left unexplained."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest
from studies import code, make_study, reopened

from qualcode.coding.marks import done
from qualcode.model.display import Display, Value
from qualcode.report.options import Language
from qualcode.report.study_report import StudyReport, study_report
from qualcode.text.segments import segment

SETTINGS = """
[features]
cases = 1
roles = 1
quotes = 1

[[features.rules]]
id = "policy"
name = {en = "Policy", zh = "政策"}
codes = ["BOT-POL"]
counter = ["BOT-MOT"]
"""
SHEETS = {
    "interviews/attributes.csv": "document,case,date,mode,duration\nINT01,zj-auto,2025-10-14,online,41\nINT02,zj-auto,2025-10-15,online,26\n",
    "interviews/participants.csv": "participant,document,speaker,role\nP1,INT01,Respondent,enterprise\nP2,INT02,受访者,college\n",
    "cases/attributes.csv": "case,name\nzj-auto,Auto\n",
}
CODINGS = (
    ("c1", "INT01", "The subsidy never arrived", "BOT-POL", None),
    ("c1", "INT01", "The subsidy never arrived", "BOT-MOT", "denies"),
    ("c1", "INT01", "The council never met", "GOV", "denies"),
    ("c1", "INT02", "补贴没到位", "BOT-POL", "affirms"),
    ("c1", "INT02", "后来成立了理事会", "GOV", "mixed"),
    ("c1", "INT02", "企业的积极性不高", "BOT-MOT", None),
    ("c1", "zj-auto/agreement", "双方共建产业学院", "GOV", "planned"),
    ("c2", "INT01", "The subsidy never arrived", "BOT-POL", None),
    ("c2", "INT02", "积极性不高", "BOT-MOT", None),
    ("c2", "zj-auto/agreement", "双方共建产业学院", "GOV", "planned"),
)
LANGUAGES: tuple[Language, ...] = ("en", "zh")

CONSTANTS = (
    r"0\.1\.0|1\.0\)|version 1\.0|版本1\.0|编码手册版本：1\.0|codebook: 1\.0",  # of the program and of the codebook
    r"\((?:19|20)\d\d\)|(?:[A-Z][\w’'-]+|et al\.|Cook|等)[ ,（(]*(?:19|20)\d\d",  # sources
    r"\.667|\.800|0\.05|95 ?%|BCa|AC1|c[12](?!\d)",
    r"1000 (?:replicates|random orders)|1000 次|随机排序 1000 次|seed 1|种子 1",
)
"""What is no figure of the study: versions, years of sources, customary bounds, names, settings of the bootstrap."""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Tables]:
    made = make_study(tmp_path_factory.mktemp("prose"), settings=SETTINGS, sheets=SHEETS)
    for coder, document, words, name, stance in CODINGS:
        code(made, coder, document, words, name, stance=stance)  # type: ignore[arg-type]  # a stance by name
    for coder in ("c1", "c2"):
        for document in made.document_ids:
            done(made, made.coder(coder), document)
    study = reopened(made)
    segments = sum(len(segment(study.document(id), study.settings.unit)) for id in study.document_ids)
    return {language: Tables(study_report(study, language, ["c1"]), segments) for language in LANGUAGES}


class Tables:
    """The figures of a report's tables, counted from their rows and cells alone; no table holds the number of segments."""

    def __init__(self, report: StudyReport, segments: int) -> None:
        self.report, self.segments = report, segments
        self.held: Mapping[str, Display] = dict(report.displays)
        documents = self.held["documents"]
        kinds = [str(row.cells[0].value).lower() for row in documents.rows]
        self.interviews = sum(kind in ("interview", "访谈") for kind in kinds)
        self.case_documents = len(kinds) - self.interviews
        self.participants = len(self.held["participants"].rows)
        self.cases = len(self.held["cases"].rows)
        self.references = sum(int(str(value)) for value in self.column("documents", "passages"))
        self.codings = len(ids_of(documents))
        self.codes = sum(row.key != "BOT" for row in self.held["codebook"].rows)
        self.set_aside = sum(documents.set_aside.values())

    def column(self, name: str, key: str) -> list[Value]:
        display = self.held[name]
        at = [each.key for each in display.columns].index(key)
        return [row.cells[at].value for row in display.rows]

    def pooled(self, key: str) -> str:
        at = [row.key for row in self.held["agreement"].rows].index("pooled")
        return re.sub(r"^(-?)0\.", r"\1.", f"{float(str(self.column('agreement', key)[at])):.3f}")

    @property
    def affirming(self) -> tuple[int, int]:
        """The passages for all features, and how many of them have no stance, as the list's cells give them."""
        counts = [re.findall(r"\d+", str(value)) for value in self.column("features", "passages") if value]
        return sum(int(each[0]) for each in counts), sum(int(each[1]) for each in counts)

    @property
    def compared(self) -> int:
        at = [row.key for row in self.held["agreement"].rows].index("pooled")
        decisions = int(str(self.column("agreement", "units")[at]))
        return decisions // (len(self.held["agreement"].rows) - 2)


def ids_of(display: Display) -> set[str]:
    return {id for row in display.rows for cell in row.cells for id in cell.codings}


Rule = tuple[str, Callable[[Tables], tuple[object, ...]]]

RULES: tuple[Rule, ...] = (
    (
        r"(\d+) interviews? with (\d+) participants? and (\d+) case documents?, on (\d+) cases?"
        r"|(\d+)份访谈（受访者(\d+)人）和(\d+)份案例文件，涉及(\d+)个案例",
        lambda t: (t.interviews, t.participants, t.case_documents, t.cases),
    ),
    (
        r"(\d+) interviews? and (\d+) case documents?|(\d+)份访谈和(\d+)份案例文件",
        lambda t: (t.interviews, t.case_documents),
    ),
    (
        r"over (\d+) turns of (\d+) documents|(?<=完成的)(?P<d>\d+)份资料、(?P<u>\d+)个话轮",
        lambda t: (t.compared, t.interviews + t.case_documents),
    ),
    (r"(?:over|合计) (\d+) (?:units|个单位)", lambda t: (t.compared,)),
    (r"divided into (\d+) turns|切分为(\d+)个话轮|; (\d+) of them|话轮，共 (\d+) 个", lambda t: (t.segments,)),
    (r"There (?:is|are) (\d+) case|案例为(\d+)个", lambda t: (t.cases,)),
    (r"(\d+) codes? that may be applied|(\d+)个可用编码|可用编码 (\d+) 个", lambda t: (t.codes,)),
    (
        r"(\d+) codings? of (\d+) distinct|report: (\d+), of (\d+) distinct|编码 ?(\d+) ?次，涉及参考点（不同段落） ?(\d+) ?个",
        lambda t: (t.codings, t.references),
    ),
    (r"(\d+) codings are counted|共计入编码(\d+)次", lambda t: (t.codings,)),
    (
        r"Participants: (\d+); interviews: (\d+)|受访者 (\d+) 人，访谈 (\d+) 份",
        lambda t: (t.participants, t.interviews),
    ),
    (
        r"Documents of cases: (\d+); cases: (\d+)|案例文件 (\d+) 份，案例 (\d+) 个",
        lambda t: (t.case_documents, t.cases),
    ),
    (
        r"enterprise (\d+)(?:, |、)college (\d+)",
        lambda t: tuple(t.column("participants", "role").count(role) for role in ("enterprise", "college")),
    ),
    (r"online (\d+)", lambda t: (t.column("participants", "mode").count("online"),)),
    (
        r"from (\S+) to (\S+)\.|访谈时间：(\S+) 至 (\S+)。",
        lambda t: (min(map(str, t.column("participants", "date"))), max(map(str, t.column("participants", "date")))),
    ),
    (
        r"(\d+)(?: to |—)(\d+)(?: minutes, | 分钟，平均 )(\d+)(?: on average \(| 分钟（)(\d+)",
        lambda t: (*_minutes(t), t.interviews),
    ),
    (r"which no table counts: (\d+)|未计入各表的编码：(\d+) 个", lambda t: (t.set_aside,)),
    (r"(\d+) codes were set beforehand, (\d+) came up|(\d+) 个编码事先设定，(\d+) 个", lambda t: (t.codes, 0)),
    (r"(\d+) coded:|编码者 (\d+) 名", lambda t: (len(t.held["audit-events"].rows),)),
    (r"κ(?: is| 为|为)? ?(-?\d?\.\d{3})", lambda t: (t.pooled("cohen_kappa"),)),
    (r"Krippendorff(?:'s)? α(?: is| 为|为)? ?(-?\d?\.\d{3})", lambda t: (t.pooled("alpha_nominal"),)),
    (r"(?:Agreement(?: is)?|一致率为?) ?(\d?\.\d{3})", lambda t: (t.pooled("percent_agreement"),)),
    (
        r"Of the (\d+) passages that count for a key feature, for (\d+)|肯定关键特征的 (\d+) 个参考点中，(\d+) 个",
        lambda t: t.affirming,
    ),
    (r"printed with that list: (\d+)|随该清单列出，共 (\d+) 份", lambda t: (len(t.held["features-notes"].rows),)),
    (r"(\d+) rules? for key|关键特征规则 (\d+) 条", lambda t: (sum(r.level == 0 for r in t.held["features"].rows),)),
    (r"Each of (\d+) acts|全部 (\d+) 条操作", lambda t: (_entries(t),)),
)


def _minutes(tables: Tables) -> tuple[int, int, int]:
    minutes = [int(str(value)) for value in tables.column("participants", "duration")]
    return min(minutes), max(minutes), round(sum(minutes) / len(minutes))


def _entries(tables: Tables) -> int:
    events = tables.held["audit-events"]
    counts = [
        at for at, column in enumerate(events.columns) if column.type == "count" and not column.key.endswith(" now")
    ]
    return sum(int(str(row.cells[at].value)) for row in events.rows for at in counts)


def figures(match: re.Match[str]) -> tuple[str, ...]:
    named = match.groupdict()
    if named.get("u") is not None:  # Chinese names the documents first
        return named["u"], named["d"]
    return tuple(group for group in match.groups() if group is not None)


def unexplained(text: str, tables: Tables) -> list[str]:
    """Return the figures of a text that no rule explains, after holding all others against the tables."""
    for pattern, of in RULES:
        for match in re.finditer(pattern, text):
            assert figures(match) == tuple(map(str, of(tables))), (match[0], text)
        text = re.sub(pattern, "", text)
    for constant in CONSTANTS:
        text = re.sub(constant, "", text)
    return re.findall(r"\d+", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_methods_and_limitations_name_no_figure_that_their_tables_do_not_hold(
    tables: Mapping[str, Tables], language: str
) -> None:
    report = tables[language].report
    texts = [
        text
        for part in report.contents.parts
        if part.name in ("methods", "limitations")
        for text in (*part.before, *part.after)
    ]
    assert len(texts) > 6
    for text in texts:
        if "@" not in text:  # how a reference is read, with one of the study's own as the example
            assert unexplained(text, tables[language]) == [], text


@pytest.mark.parametrize("language", LANGUAGES)
def test_checklists_name_no_figure_that_the_tables_do_not_hold(tables: Mapping[str, Tables], language: str) -> None:
    answers = [str(value) for name in ("coreq", "srqr") for value in tables[language].column(name, "answer")]
    assert sum(any(map(str.isdecimal, answer)) for answer in answers) > 10
    for answer in answers:
        assert unexplained(answer, tables[language]) == [], answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paragraph_on_agreement_says_what_its_table_says(tables: Mapping[str, Tables], language: str) -> None:
    held = tables[language]
    part = held.report.contents.part("agreement")
    assert part is not None
    text = part.before[0]
    values = re.findall(r"(?:was|=) (-?[\d.]+%?)", text)[:3]
    shown = [held.pooled(key) for key in ("percent_agreement", "cohen_kappa", "alpha_nominal")]
    assert values == [f"{float(shown[0]):.1%}", *shown[1:]]
    units = re.findall(r"on (\d+) units|的 (\d+) 个单元", text)[0]
    assert str(held.compared) in units


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stances_in_a_note_add_up_to_the_codings_of_the_table(tables: Mapping[str, Tables], language: str) -> None:
    pattern = (
        r"of the (\d+) codings shown: affirms (\d+), denies (\d+), mixed (\d+), planned (\d+), without stance (\d+)"
        r"|所列 (\d+) 次编码中：肯定 (\d+)，否定 (\d+)，兼有 (\d+)，仅为计划 (\d+)，未标立场 (\d+)"
    )
    seen = 0
    for display in tables[language].held.values():
        for match in re.finditer(pattern, " ".join(display.notes)):
            shown, *stances = map(int, figures(match))
            assert shown == sum(stances) == len(ids_of(display)), display.title
            seen += 1
    assert seen >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_on_key_features_follow_from_their_cells(tables: Mapping[str, Tables], language: str) -> None:
    held = tables[language]
    (support,), (passages,) = held.column("features", "support"), held.column("features", "passages")
    states = [str(cell.value) for row in held.held["features-cases"].rows for cell in row.cells]
    supported = sum(state.startswith(("supported", "落实")) for state in states)
    assert re.findall(r"\d+", str(support).partition(":")[0]) == [str(supported), str(held.cases)]
    ids = {id for row in held.held["features"].rows for cell in row.cells for id in cell.codings}
    affirming, unsaid, mixed, denying, planned = map(int, re.findall(r"\d+", str(passages)))
    assert affirming + mixed + denying + planned == len(ids) and unsaid <= affirming
    assert denying == len(ids_of(held.held["negative-cases"])) - mixed
    note = " ".join(held.held["features"].notes)
    without, of = next(
        tuple(map(int, figures(m)))
        for m in re.finditer(r"(\d+) of the (\d+) codings|此处 (?P<u>\d+) 次编码中有 (?P<d>\d+) 次", note)
    )[:: 1 if language == "en" else -1]
    assert of == len(ids) and without <= of


def test_a_figure_that_no_table_holds_would_be_found(tables: Mapping[str, Tables]) -> None:
    assert unexplained("There are 17 of something.", tables["en"]) == ["17"]
    with pytest.raises(AssertionError):
        unexplained("The material consists of 99 interviews and 1 case document.", tables["en"])
