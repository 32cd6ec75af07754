"""Remarks become comments on the words that they are about, and nothing else of the file changes."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.comments import Comment
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]
from word_files import cell, para, run, table, word, word_parts, zipped

from playbook.documents.annotate import Remark, annotated
from playbook.documents.blocks import Unreadable
from playbook.documents.word import word_blocks

BOX = "<w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>"


class Marked:
    """An annotated file: its comments, and the text that each is on; the marks are checked when it is opened."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as file:
            assert file.testzip() is None
            self.parts = {name: file.read(name) for name in file.namelist()}
        self.document = docx.Document(BytesIO(data))
        self.comments: list[Comment] = list(self.document.comments)
        self.root: Any = self.document.element
        ids = [comment.comment_id for comment in self.comments]
        assert len(ids) == len(set(ids))
        for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            assert sorted(int(one.get(qn("w:id"))) for one in self.root.iter(qn(f"w:{kind}"))) == sorted(ids), kind

    def words(self) -> dict[str, str]:
        """What each comment says, and the text that it is on."""
        return {comment.text: self._between(str(comment.comment_id)) for comment in self.comments}

    def _between(self, id_: str) -> str:
        text, is_inside = "", False
        for element in self.root.iter():
            if element.tag == qn("w:commentRangeStart") and element.get(qn("w:id")) == id_:
                is_inside = True
            elif element.tag == qn("w:commentRangeEnd") and element.get(qn("w:id")) == id_:
                assert is_inside
                return text
            elif element.tag == qn("w:t") and is_inside:
                text += element.text or ""
        raise AssertionError(id_)


def marked(body: str, *remarks: Remark, **others: str) -> Marked:
    data = word(body, **others)
    made = annotated(data, remarks)
    assert word_blocks(made) == word_blocks(data)
    return Marked(made)


def test_a_remark_is_a_comment_on_its_words() -> None:
    made = marked(para("One") + para("The chief digital officer leads."), Remark(2, "digital officer", "Which?"))
    assert made.words() == {"Which?": "digital officer"}
    (comment,) = made.comments
    assert (comment.author, comment.initials, comment.timestamp) == ("Board CIO Playbook", "BCP", None)


def test_runs_are_split_with_their_look() -> None:
    body = para(run("The chief ", "<w:b/>") + run("digital officer leads", '<w:i/><w:color w:val="FF0000"/>'))
    made = marked(body, Remark(1, "chief digital", "!"))
    assert made.words() == {"!": "chief digital"}
    runs = [(one.text, one.bold, one.italic) for one in made.document.paragraphs[0].runs if one.text]
    assert runs == [
        ("The ", True, None),
        ("chief ", True, None),
        ("digital", None, True),
        (" officer leads", None, True),
    ]


def test_words_are_compared_as_they_are_read() -> None:
    body = para("The trust\u2019s \u201cboard\u201d \u2013  the\u00a0one\u2026 and on")
    made = marked(body, Remark(1, 'trust\'s "board" - the one...', "!"))
    assert made.words() == {"!": "trust\u2019s \u201cboard\u201d \u2013  the\u00a0one\u2026"}


def test_tabs_breaks_and_signs_in_a_run_are_no_hindrance() -> None:
    inside = "<w:t>a lead</w:t><w:tab/><w:t>of co</w:t><w:noBreakHyphen/><w:t>opted staff</w:t><w:br/><w:t>on</w:t>"
    made = marked(para(f"<w:r>{inside}</w:r>"), Remark(1, "lead of co-opted", "1"), Remark(1, "staff on", "2"))
    assert made.words() == {"1": "leadof coopted", "2": "staffon"}


def test_whole_words_come_before_parts_of_words() -> None:
    body = para("other he HE")
    made = marked(body, Remark(1, "he", "1"), Remark(1, "the", "2"), Remark(1, "OTHER", "3"))
    assert made.words() == {"1": "he", "2": "the", "3": "other"}


@pytest.mark.parametrize("words", ["", "  ", "not there"])
def test_words_that_are_not_found_are_the_whole_paragraph(words: str) -> None:
    assert marked(para("One") + para("Two"), Remark(2, words, "!")).words() == {"!": "Two"}


@pytest.mark.parametrize("anchor", [0, -1, 99])
def test_a_place_outside_the_body_is_the_first_paragraph_with_text(anchor: int) -> None:
    body = para("") + para("First") + para("Second")
    assert marked(body, Remark(anchor, "", "!"), header=para("Head")).words() == {"!": "First"}


def test_overlapping_words_and_the_same_words_twice() -> None:
    remarks = (
        Remark(1, "chief digital", "1"),
        Remark(1, "digital officer", "2"),
        Remark(1, "digital", "3"),
        Remark(1, "digital", "4"),
        Remark(1, "", "5"),
    )
    made = marked(para("The chief digital officer, a digital lead"), *remarks)
    assert made.words() == {
        "1": "chief digital",
        "2": "digital officer",
        "3": "digital",
        "4": "digital",
        "5": "The chief digital officer, a digital lead",
    }


@pytest.mark.parametrize(
    "content",
    [
        f'<w:ins w:id="1" w:author="A">{run("the chief officer leads")}</w:ins>',
        f'<w:hyperlink w:anchor="a">{run("the chief officer leads")}</w:hyperlink>',
        f"<w:sdt><w:sdtContent>{run('the chief officer leads')}</w:sdtContent></w:sdt>",
        f"{run('the chi')}<w:del w:id='1' w:author='A'><w:r><w:delText>x</w:delText></w:r></w:del>"
        f'<w:ins w:id="2" w:author="A">{run("ef off")}</w:ins>{run("icer leads")}',
        "<w:m/><w:r><w:t>the chief officer leads</w:t></w:r>",
    ],
)
def test_words_inside_changes_links_and_controls(content: str) -> None:
    made = marked(para(content), Remark(1, "chief officer", "!"))
    assert made.words() == {"!": "chief officer"}


def test_tracked_changes_stay() -> None:
    deleted = '<w:del w:id="1" w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    made = marked(para(run("one ") + deleted + run("two")), Remark(1, "one two", "!"))
    assert b"<w:delText>gone</w:delText>" in made.parts["word/document.xml"]


def test_paragraphs_in_tables_are_counted() -> None:
    body = para("A") + table(cell("B") + cell("the same"), cell("the same"))
    made = marked(body, Remark(4, "same", "!"))
    assert made.words() == {"!": "same"}
    assert made.document.tables[0].rows[1].cells[0].paragraphs[0]._p.find(qn("w:commentRangeStart")) is not None


def test_a_remark_on_a_text_box_is_on_the_paragraph_that_holds_it() -> None:
    inner = para(run("In it ") + BOX.format(para("deep")))
    made = marked(para("A") + para(run("Holder") + BOX.format(inner)), Remark(3, "In", "1"), Remark(4, "deep", "2"))
    marks = list(made.root.iter(qn("w:commentRangeStart")))
    assert len(marks) == 2
    assert all(mark.getparent() is made.document.paragraphs[1]._p for mark in marks)


def test_a_formula_can_have_a_remark() -> None:
    maths = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    made = marked(para(run("So ") + maths + run(" is")), Remark(1, "x+1", "!"))
    start = next(made.root.iter(qn("w:commentRangeStart")))
    assert start.getnext().tag.endswith("oMath")


def test_existing_comments_stay_and_ids_differ() -> None:
    comments = '<w:comment w:id="7" w:author="Ann" w:initials="A"><w:p><w:r><w:t>Mine</w:t></w:r></w:p></w:comment>'
    inside = f'<w:commentRangeStart w:id="7"/>{run("chief")}<w:commentRangeEnd w:id="7"/>'
    inside += f'<w:r><w:commentReference w:id="7"/></w:r>{run(" officer")}'
    made = marked(para(inside), Remark(1, "chief officer", "New"), comments=comments)
    assert made.words() == {"Mine": "chief", "New": "chief officer"}
    assert made.comments[0].author == "Ann"


def test_headers_pictures_and_styles_stay() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Aldermoor Trust"
    document.add_paragraph("A post", style="List Bullet")
    made = BytesIO()
    document.save(made)
    before = Marked(made.getvalue()).parts
    after = Marked(annotated(made.getvalue(), [Remark(1, "post", "!")])).parts
    assert set(before) - set(after) == set()
    for name in ("word/styles.xml", "word/header1.xml", "word/numbering.xml", "docProps/thumbnail.jpeg"):
        assert after[name] == before[name]


def test_prefixes_that_only_a_text_names_stay_declared() -> None:
    """Word calls a file damaged where mc:Ignorable names a prefix that is not declared."""
    parts = word_parts(para("A post & more".replace("&", "&amp;"), '<w:jc w:val="a&#10;&quot;b"/>'))
    extra = ' xmlns:w14="urn:w14" xmlns:wx="urn:x" mc:Ignorable="w14 wx"><w:background w14:id="1"/>'
    parts["word/document.xml"] = parts["word/document.xml"].replace("><w:body>", f"{extra}<w:body>", 1)
    made = Marked(annotated(zipped(parts), [])).parts["word/document.xml"]
    assert etree.tostring(etree.fromstring(made), method="c14n") == etree.tostring(
        etree.fromstring(parts["word/document.xml"].encode()), method="c14n"
    )


@pytest.mark.parametrize("part", ["[Content_Types].xml", "word/comments.xml", "word/_rels/document.xml.rels"])
def test_a_document_type_in_any_part_is_refused(part: str) -> None:
    parts = word_parts(para("A"), comments="")
    text = parts[part].partition("?>")[2] or parts[part]
    parts[part] = f'<!DOCTYPE x [<!ENTITY a "b">]>{text}'
    with pytest.raises(Unreadable):
        annotated(zipped(parts), [Remark(1, "A", "!")])


def test_comments_are_plain_text_and_safe() -> None:
    text = "First <b>&amp;\x00\x1b\ufffe\ud800 line\r\nSecond"
    assert [one.text for one in marked(para("A"), Remark(1, "A", text)).comments] == ["First <b>&amp; line\nSecond"]


def test_an_empty_document_can_have_a_remark() -> None:
    assert [one.text for one in Marked(annotated(word(""), [Remark(0, "", "No text")])).comments] == ["No text"]


def test_nothing_to_say_and_the_same_twice() -> None:
    assert marked(para("A post")).comments == []
    data, remarks = word(para("A post")), [Remark(1, "post", "!")]
    assert annotated(data, remarks) == annotated(data, remarks)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", word(para("A"))[:-30]])
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        annotated(data, [])


def test_a_template_is_refused_in_words() -> None:
    with ZipFile(BytesIO(word(para("A")))) as file:
        parts = {name: file.read(name).replace(b"document.main", b"template.main") for name in file.namelist()}
    made = BytesIO()
    with ZipFile(made, "w") as copy:
        for name, content in parts.items():
            copy.writestr(name, content)
    with pytest.raises(Unreadable) as raised:
        annotated(made.getvalue(), [])
    assert "kind of Word file" in raised.value.message
