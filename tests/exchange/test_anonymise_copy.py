"""An anonymised copy: the same codings on the same words, and no name left in any byte."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from studies import CODEBOOK, code, coder_of, make_study, reopened

from qualcode.coding.check import check
from qualcode.coding.marks import done, memo
from qualcode.coding.retrieve import evidence
from qualcode.errors import StudyError, UsageError
from qualcode.exchange.anonymise.anonymise import anonymise
from qualcode.exchange.anonymise.names import read_names
from qualcode.exchange.anonymise.report import Anonymised
from qualcode.exchange.anonymise.search import Search
from qualcode.model.events import About
from qualcode.study.study import Study

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TABLE = "name,pseudonym\n张三,陈某\n张三丰,[老师A]\nMary Smith,Ms X\n华兴公司,企业一\nzhangsan@a.cn,email1\n"
NAMES = ("张三", "Mary Smith", "mary smith", "华兴公司", "zhangsan@a.cn")
TXT = "访谈者：张三丰老师，您好？\r\n张三：我 叫 张 三，在华兴公司。政策不配套。\r\n访谈者：补贴呢？\r\n张三：没到位，张三丰知道。\r\n"
MD = "# 访谈\n\n**访谈者：**您好，**张**三。\n\n**受访者：**我在_华兴公司_，见 [张三](mailto:zhangsan@a.cn)。<!-- 张三 -->\n\n- Mary\n  Smith came\n"
SHEETS = {
    "interviews/attributes.csv": "document,case,place\nINT01,华兴公司,华兴公司\n访谈张三,华兴公司,\n",
    "interviews/participants.csv": "participant,document,speaker,role\n张三,INT01,张三,enterprise\n",
    "cases/attributes.csv": "case,name\n华兴公司,华兴公司与学校\n",
}


def word() -> bytes:
    """Return a transcript in Word with names split over runs, in its header, properties, a comment, and tracked changes."""
    made = docx.Document()
    made.core_properties.author = "张三"
    made.core_properties.title = "Mary Smith 访谈"
    made.sections[0].header.paragraphs[0].text = "张三丰 的访谈"
    first = made.add_paragraph()
    first.add_run("访谈者：").bold = True
    first.add_run("您好，张")
    first.add_run("三")
    first.add_run("。")
    second = made.add_paragraph()
    second.add_run("受访者：").bold = True
    second.add_run("我同")
    second.add_run("Mary")
    second.add_run(" ")
    second.add_run("Smith").italic = True
    second.add_run("去华兴公司，政策不配套。")
    second._p.append(
        parse_xml(f'<w:del {W} w:id="1" w:author="张三"><w:r><w:delText>张三删了</w:delText></w:r></w:del>')
    )
    second._p.append(parse_xml(f'<w:ins {W} w:id="2" w:author="张三"><w:r><w:t>张三加的。</w:t></w:r></w:ins>'))
    second._p.append(parse_xml(f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>暗语张</w:t></w:r>"))
    second._p.append(parse_xml(f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>三</w:t></w:r>"))
    made.settings.element.append(parse_xml(f'<w:docVars {W}><w:docVar w:name="a" w:val="张三"/></w:docVars>'))
    buffer = io.BytesIO()
    made.save(buffer)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(
            "word/comments.xml", f'<w:comments {W}><w:comment w:author="张三">张三</w:comment></w:comments>'
        )
        archive.writestr("docProps/thumbnail2.jpeg", "张三".encode("utf-16-le"))
        archive.writestr("customXml/item9.xml", "<a>张三</a>")
    return buffer.getvalue()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Study, Study, Anonymised, Path]:
    """A coded study, its anonymised copy, the account of it, and the key."""
    root = tmp_path_factory.mktemp("anonymise")
    documents: dict[str, str | bytes] = {
        "INT01": TXT.encode("gb18030"),
        "interviews/访谈张三.docx": word(),
        "interviews/INT03.md": MD,
        "cases/华兴公司/agreement.txt": "华兴公司与学校共建。\n\n负责人：张三。\n",
    }
    book = CODEBOOK.replace(
        "cues: {en: [subsidy", "examples: ['张三：不配套', \"Mary Smith's\"] # 张三\n        cues: {en: [subsidy"
    )
    study = make_study(
        root / "study",
        documents=documents,
        codes=book,
        sheets=SHEETS,
        settings='[layout."访谈张三"]\nrespondent = ["张三"]',
    )
    (root / "study/interviews/README.md").write_text("由 Mary Smith 整理", encoding="utf-8")
    (root / "study/recording.txt").write_text("张三", encoding="utf-8")
    code(study, "c1", "INT01", "张 三，在华兴公司", "BOT-POL", stance="affirms", memo="张三说的")
    code(study, "c1", "INT01", "三，在华", "BOT-MOT")
    code(study, "c1", "INT01", "没到位，张三丰知道", "GOV")
    code(study, "c2", "访谈张三", "Mary Smith去华兴公司", "BOT-POL")
    code(study, "c2", "访谈张三", "张三加的", "GOV")
    code(study, "c2", "INT03", "您好，张三。", "GOV")
    code(study, "c1", "华兴公司/agreement", "负责人：张三", "GOV", case="华兴公司")
    done(study, coder_of(study, "c1"), "INT01")
    memo(
        reopened(study),
        coder_of(study, "c2"),
        "Mary Smith 与张三",
        About(document="访谈张三"),
        kind="reflexive",
        data={"谁": ["张三"]},
    )
    study = reopened(study)
    names, _ = read_names(TABLE.encode(), "names.csv", study.document_ids)
    account = anonymise(study, root / "copy", names, root / "key.csv")
    return study, Study(root / "copy"), account, root / "key.csv"


def test_every_byte_of_the_copy_is_free_of_names(made: tuple[Study, Study, Anonymised, Path]) -> None:
    _, copy, account, _ = made
    looked = 0
    for path in (each for each in copy.root.rglob("*") if each.is_file() and ".qualcode" not in each.parts):
        blobs = [path.read_bytes(), str(path.relative_to(copy.root)).encode()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                blobs += [archive.read(name) for name in archive.namelist()]
        for name in NAMES:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
                assert not [path for blob in blobs if name.encode(encoding) in blob], (name, path)
        looked += 1
    assert looked == account.files == 14


def test_codings_stand_on_their_words(made: tuple[Study, Study, Anonymised, Path]) -> None:
    _, copy, account, _ = made
    found = {
        (each.coding.document, each.coding.quote, each.coding.state) for each in evidence(copy, ["c1", "c2"]).passages
    }
    assert found == {
        ("INT01", "陈某，在企业一", "exact"),
        ("INT01", "没到位，[老师A]知道", "exact"),
        ("访谈陈某", "Ms X去企业一", "exact"),
        ("访谈陈某", "陈某加的", "exact"),
        ("INT03", "您好，陈某。", "exact"),
        ("企业一/agreement", "负责人：陈某", "exact"),
    }
    assert account.codings == 7


def test_copy_has_no_faults_and_the_same_structure(made: tuple[Study, Study, Anonymised, Path]) -> None:
    study, copy, _, _ = made
    assert [each for each in check(copy) if each.severity == "error"] == []
    assert copy.state("c1", "INT01").done is not None
    old, new = evidence(study, ["c1", "c2"]), evidence(copy, ["c1", "c2"])
    assert Counter((p.coding.code, p.role) for p in old.passages) == Counter(
        (p.coding.code, p.role) for p in new.passages
    )
    assert [p.role for p in new.passages if p.coding.document == "INT01"] == ["enterprise"] * 3
    assert [case.id for case in copy.cases] == ["企业一"] and copy.cases[0].name == "企业一与学校"


def test_formats_keep_their_look(made: tuple[Study, Study, Anonymised, Path]) -> None:
    _, copy, _, _ = made
    shown = docx.Document(str(copy.root / "interviews/访谈陈某.docx"))
    runs = [(run.text, run.bold, run.italic) for run in shown.paragraphs[1].runs]
    assert runs[0] == ("受访者：", True, None) and ("Ms X", None, None) in runs
    assert shown.sections[0].header.paragraphs[0].text == "[老师A] 的访谈"
    assert shown.core_properties.author == "" or shown.core_properties.author == "python-docx"
    assert (copy.root / "interviews/INT03.md").read_text("utf-8").startswith("# 访谈\n\n**访谈者：**您好，**陈某**。")
    assert b"\r\n" in (copy.root / "interviews/INT01.txt").read_bytes()


def test_nothing_else_comes_along_and_the_key_stays_outside(made: tuple[Study, Study, Anonymised, Path]) -> None:
    study, copy, account, key = made
    assert not (copy.root / "recording.txt").exists() and (study.root / "recording.txt").exists()
    assert sorted(path.name for path in copy.root.iterdir() if path.name != ".qualcode") == [
        *("cases", "codebook.yaml", "codings", "interviews", "qualcode.toml")
    ]
    rows = key.read_text("utf-8-sig").splitlines()
    assert rows[0] == "place,name,pseudonym,times"
    assert "interviews/INT01.txt,张三,陈某,3" in rows
    assert not any(name in str(account.display()) for name in NAMES)
    assert any("Left behind" in note for note in account.notes)


def test_search_sees_a_name_in_any_dress() -> None:
    names, _ = read_names("name,pseudonym\n张三,P1\nAnn Lee,P2\n".encode(), "t.csv", ())
    search = Search(names.everywhere())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", "<w:p><w:t>张</w:t></w:r><w:r><w:t>三</w:t></w:p>")
    for data in (
        *("x张三x".encode(each) for each in ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "utf-16")),
        *("x ANN LEE x".encode(each) for each in ("utf-8", "utf-16-le")),
        *(b"a%E5%BC%A0%E4%B8%89", b"&#x5F20;&#19977;", rb'"\u5f20\u4e09"', packed.getvalue()),
    ):
        assert search.in_bytes(data), data
    assert not search.in_bytes("Joann Leeds 张和三".encode())


REFUSALS = {
    "not empty": ("full", "key.csv", "not empty"),
    "within the study": ("study/copy", "key.csv", "lies in the study"),
    "the key within": ("copy", "copy/key.csv", "would lie in the copy"),
    "the key is there": ("copy", "full/x", "is there already"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_places_that_cannot_be(case: str, tmp_path: Path) -> None:
    study = make_study(tmp_path / "study")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/x").write_text("x")
    names, _ = read_names(b"name,pseudonym\nAnn,P1\n", "t.csv", study.document_ids)
    target, key, said = REFUSALS[case]
    with pytest.raises(UsageError, match=said):
        anonymise(study, tmp_path / target, names, tmp_path / key)


def test_copy_that_would_still_name_somebody_is_not_kept(tmp_path: Path) -> None:
    study = make_study(tmp_path / "study", documents={"INT01": "R: 王小小三来了。\n"}, coders=())
    before = sorted(tmp_path.iterdir())
    names, _ = read_names("name,pseudonym\n王小,大\n大小三,P1\n".encode(), "t.csv", study.document_ids)
    with pytest.raises(StudyError, match="would still hold 大小三"):
        anonymise(study, tmp_path / "copy", names, tmp_path / "key.csv")
    assert sorted(tmp_path.iterdir()) == before


def test_two_documents_that_would_become_one_are_refused(tmp_path: Path) -> None:
    study = make_study(tmp_path / "study", documents={"张三": "A: 一\n", "李四": "A: 二\n"})
    names, _ = read_names("name,pseudonym\n张三,P\n李四,P\n".encode(), "t.csv", study.document_ids)
    with pytest.raises(StudyError, match='would both be "P"'):
        anonymise(study, tmp_path / "copy", names, tmp_path / "key.csv")


def test_name_of_one_document_stays_in_others_and_is_said(tmp_path: Path) -> None:
    study = make_study(tmp_path / "study", documents={"INT01": "R: 李四来了。\n", "INT02": "R: 李四走了。\n"})
    names, _ = read_names("name,pseudonym,document\n李四,P1,INT01\n".encode(), "t.csv", study.document_ids)
    account = anonymise(study, tmp_path / "copy", names, tmp_path / "key.csv")
    assert "P1来了" in Study(tmp_path / "copy").document("INT01").text
    assert "李四走了" in Study(tmp_path / "copy").document("INT02").text
    assert any("INT02.txt holds names" in note for note in account.notes)


def test_label_that_no_longer_says_the_role_is_given_it_in_the_settings(tmp_path: Path) -> None:
    words = "张三（访谈者）：好吗？\n李四：政策不配套。\n张三（访谈者）：还有呢？\n李四：没有。\n"
    study = make_study(tmp_path / "study", documents={"INT01": words})
    code(study, "c1", "INT01", "政策不配套", "BOT-POL")
    names, _ = read_names("name,pseudonym\n张三(访谈者),P9\n李四,P8\n".encode(), "t.csv", study.document_ids)
    account = anonymise(study, tmp_path / "copy", names, tmp_path / "key.csv")
    turns = Study(tmp_path / "copy").document("INT01").turns
    assert [turn.turn_role for turn in turns] == [turn.turn_role for turn in study.document("INT01").turns]
    assert [turn.speaker for turn in turns] == ["P9", "P8", "P9", "P8"]
    assert not any("otherwise" in note for note in account.notes)


def test_other_formats_become_plain_text_and_say_so(tmp_path: Path) -> None:
    rtf = r"{\rtf1\ansi {\b Interviewer:} Hello Ann Lee.\par {\b Ann Lee:} The subsidy never arrived.\par}"
    study = make_study(tmp_path / "study", documents={"interviews/INT01.rtf": rtf})
    code(study, "c1", "INT01", "The subsidy never arrived", "BOT-POL")
    names, _ = read_names(b"name,pseudonym\nAnn Lee,P1\n", "t.csv", study.document_ids)
    account = anonymise(study, tmp_path / "copy", names, tmp_path / "key.csv")
    copied = Study(tmp_path / "copy")
    assert copied.find_document("INT01").path == "interviews/INT01.txt"
    assert "P1: The subsidy" in copied.document("INT01").text
    assert any("plain text now" in note for note in account.notes)
    assert [each.coding.quote for each in evidence(copied, ["c1"]).passages] == ["The subsidy never arrived"]
