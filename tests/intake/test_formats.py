"""Files that are no plain text become drafts as plain text does."""

from pathlib import Path

import pytest

from app.confined.forms import FileFormat
from app.confined.worker import Worker
from app.intake.draft import Certainty, Draft, LeftOut, LineRole
from app.intake.formats import format_of, media_type_of
from app.intake.reading import drafts_from, source_of
from app.intake.review import cut_before
from app.intake.segments import segments
from app.records.vocabularies import Kind, SegmentRole
from tests.confined import made_files
from tests.confined.made_files import paragraph

LETTER = (
    "Received: from a\r\nFrom: Ada Example <ada@example.org>\r\n"
    "Date: Fri, 5 Jan 2024 10:30:00 +0900\r\nSubject: About the camp\r\n"
    "Message-ID: <1@example.org>\r\n\r\nThe guards left at night.\r\nNobody knew why.\r\n"
)


def draft(name: str, data: bytes) -> Draft:
    """The only draft of a file."""
    (made,) = drafts_from(source_of(name, data))
    return made


def test_formats_are_told_by_their_bytes() -> None:
    """A name may lie; the bytes decide."""
    assert format_of("x.txt", made_files.word(paragraph("a"))) is FileFormat.WORD
    assert format_of("x.doc", made_files.open_document("")) is FileFormat.OPEN_DOCUMENT
    assert format_of("x", made_files.pdf("a")) is FileFormat.PDF
    assert format_of("x.txt", b"{\\rtf1 a}") is FileFormat.RICH_TEXT
    assert format_of("x.txt", LETTER.encode()) is FileFormat.MAIL
    assert format_of("x.docx", b"Only text.\n") is None
    assert format_of("x.txt", b"<!doctype html><p>a") is FileFormat.WEB_PAGE
    assert format_of("x.html", b"<p>Only a piece.</p>") is FileFormat.WEB_PAGE
    assert format_of("x.txt", b"<p>in a text file</p>") is None
    assert format_of("x.txt", b"From: here\nTo: there\nWe walked.\n") is None
    assert media_type_of("x", made_files.pdf("a")) == "application/pdf"
    assert media_type_of("x.txt", b"text") == "text/plain"


def test_a_word_document_is_kept_whole() -> None:
    """Its heading is the title, and no paragraph is taken for a menu, however short."""
    body = paragraph("The night at the river", "H1") + "".join(
        paragraph(text) for text in ("Home", "Contact", "We crossed at night.", "Share")
    )
    made = draft("a.docx", made_files.word(body, word__styles_DOT_xml=made_files.STYLES))
    assert made.title.value == "The night at the river"
    assert [each.text for each in segments(made)] == [
        "Home", "Contact", "We crossed at night.", "Share"
    ]  # fmt: skip


NOTES = (
    "Notes of the visit to the camp",
    "She told us that the guards came at night and took her brother with them.",
    "The second woman said that nobody was told where the lorries went that week.",
    "Both asked that their village is not named, and that nobody calls them again.",
    "The interpreter was sent away by the guards after the second conversation.",
)


def test_a_paper_of_ones_own_does_not_count_as_public() -> None:
    """Notes in the third person are no article: an article may leave without anybody's consent."""
    made = draft("a.docx", made_files.word("".join(map(paragraph, NOTES))))
    assert made.kind.value is Kind.TESTIMONY
    assert made.kind.certainty is Certainty.GUESS
    page = "\n\n".join(NOTES).encode()
    assert draft("a.txt", page).kind.value is Kind.ARTICLE


def test_what_a_file_says_of_its_parts_stays() -> None:
    """Items, headings and rows keep their roles, also where a person cuts the draft anew."""
    body = (
        paragraph("Report", "H1")
        + paragraph("A first part of some length, with a sentence.")
        + paragraph("Numbers", "H1")
        + f"<w:tbl><w:tr><w:tc>{paragraph('2019')}</w:tc><w:tc>{paragraph('12')}</w:tc></w:tr>"
        "</w:tbl>"
    )
    made = draft("a.docx", made_files.word(body, word__styles_DOT_xml=made_files.STYLES))
    roles = [(each.role, each.text) for each in segments(made)]
    assert (SegmentRole.HEADING, "Numbers") in roles
    assert (SegmentRole.TABLE, "2019\t12") in roles
    second = next(line.number for line in made.lines if line.text == "Numbers")
    _, after = cut_before((made,), second)
    assert (SegmentRole.TABLE, "2019\t12") in [(each.role, each.text) for each in segments(after)]
    assert after.as_written


def test_a_letter_is_private_and_names_nobody() -> None:
    """It needs consent like every testimony; sender and subject, which often names the sender,
    are no author and no title, and its day is only a suggestion.
    """
    made = draft("a.eml", LETTER.encode())
    assert made.kind.value is Kind.TESTIMONY
    assert made.title.value == "The guards left at night."
    assert made.authors.value == ()
    assert made.published.value is None
    assert made.suggested_published.value is not None
    assert made.suggested_published.value.edtf == "2024-01-05T10:30"
    assert [each.text for each in segments(made)] == [
        "The guards left at night.", "Nobody knew why."
    ]  # fmt: skip


def test_somebodys_own_story_is_a_testimony_in_every_format() -> None:
    """A story told in the first person is not published by being a Word document."""
    story = "I was eleven when they took my father. My mother and I hid in the barn for a week."
    for name, data in (
        ("a.docx", made_files.word(paragraph(story) * 5)),
        ("a.odt", made_files.open_document(f"<t:p>{story}</t:p>" * 5)),
        ("a.rtf", b"{\\rtf1 " + f"{story}\\par ".encode() * 5 + b"}"),
    ):
        assert draft(name, data).kind.value is Kind.TESTIMONY, name


HIDDEN = {
    "a.docx": made_files.word(
        paragraph("Seen text that stands in the open.")
        + "<w:p><w:r><w:t>Seen </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr>"
        "<w:t>TRUE NAME</w:t></w:r><w:r><w:t>too.</w:t></w:r></w:p>"
    ),
    "a.rtf": rb"{\rtf1 Seen text that stands in the open.\par Seen {\v TRUE NAME}too.\par}",
    "b.rtf": rb"{\rtf1 Seen text that stands in the open.\par Seen \v TRUE NAME\v0 too.\par}",
    "a.odt": made_files.open_document(
        "<t:p>Seen text that stands in the open.</t:p>"
        '<t:p>Seen <t:span t:style-name="H">TRUE NAME</t:span>too.</t:p>',
        styles='<s:style s:name="H"><s:text-properties t:display="none"/></s:style>',
    ),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_text_is_left_out_and_shown_as_such(name: str) -> None:
    """What the writer hid goes nowhere by itself, and the person who adds the file can see it."""
    made = draft(name, HIDDEN[name])
    assert [each.text for each in segments(made)][-1] == "Seen too."
    assert not any("TRUE NAME" in each.text for each in segments(made))
    (hidden,) = [line for line in made.lines if line.why is LeftOut.HIDDEN]
    assert hidden.text == "TRUE NAME"


def test_running_heads_of_a_pdf_are_left_out_and_stay_visible() -> None:
    """What stands at the edge of most pages is said once less, and can be put back."""
    pages = [f"Annual report\nOn page {at} something happened that mattered.\n{at}" for at in "123"]
    made = draft("a.pdf", made_files.pdf(*pages))
    text = "\n".join(each.text for each in segments(made))
    assert "Annual report" not in text
    assert text.count("something happened") == 3
    left_out = [line.text for line in made.lines if line.role is LineRole.LEFT_OUT]
    assert left_out.count("Annual report") == 3


def test_pages_that_are_pictures_are_said_to_be() -> None:
    """A scan is kept as what it is."""
    assert "Scanned, no text" in draft("a.pdf", made_files.pdf("", "")).only_file


PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}">
<title>River guards withdraw | The Sarn Herald</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "River guards withdraw",
"author": [{{"name": "Ada Example"}}], "datePublished": "2024-03-05T08:00:00Z",
"publisher": {{"name": "The Sarn Herald"}}}}</script></head><body>
<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>River guards withdraw</h1>
<p>The guards at the river left their posts on Tuesday night, said three people who live there.</p>
<p>Nobody in the village knew why they went, and no order was ever read out to anyone – niemand.</p>
<h2>What happened before</h2>
<p>In the years before, some forty families had tried to cross, and most of them were sent back.</p>
<p hidden>Never shown to anybody at all.</p></article>
<aside class="related"><a href="/a">Ten things to see this weekend</a></aside>
<footer>Copyright The Sarn Herald. <a href="/p">Privacy</a></footer>
<script>alert("run")</script><img src="http://127.0.0.1:9/x.png"></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_saved_page_is_its_article(charset: str) -> None:
    """What it states about itself fills the fields; its menus are left out and stay visible."""
    made = draft("page.html", PAGE.format(charset=charset).encode(charset))
    assert made.title.value == "River guards withdraw"
    assert made.authors.value == ("Ada Example",)
    assert made.published.value is not None
    assert made.published.value.day_edtf == "2024-03-05"
    assert made.publisher.value == "The Sarn Herald"
    body = [each.text for each in segments(made)]
    assert body[0].startswith("The guards at the river")
    assert body[1].endswith("anyone – niemand.")
    assert "What happened before" in body
    assert not any("Ten things" in text or "Home" in text or "run" in text for text in body)
    left_out = [line.text for line in made.lines if line.role is LineRole.LEFT_OUT]
    assert "Ten things to see this weekend" in left_out
    assert not any("Never shown" in line.text for line in made.lines)


def test_one_worker_reads_many_files() -> None:
    """Files of all kinds, one after the other, by one process."""
    with Worker() as worker:
        first = worker.process
        for name, data in (("a.eml", LETTER.encode()), ("b.pdf", made_files.pdf("Some text"))):
            assert drafts_from(source_of(name, data), worker)
        assert worker.process == first


def test_an_original_is_kept_as_it_was(tmp_path: Path) -> None:
    """The hash is that of the untouched bytes."""
    data = made_files.word(paragraph("We crossed."))
    (tmp_path / "a.docx").write_bytes(data)
    assert draft("a.docx", data).sha256 == source_of("a.docx", data).sha256
