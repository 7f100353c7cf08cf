"""Subject, people and date of a letter are kept where they stay within internal analysis."""

from email.header import Header
from pathlib import Path

import pytest

from app.confined.forms import LetterHead
from app.intake.draft import Draft
from app.intake.gathering import Gathering
from app.intake.letter_fields import letter_fields
from app.intake.reading import drafts_from, source_of
from app.intake.review import cut_before, join
from tests.confined.made_containers import letter, mail_box


def made(head: bytes, body: bytes = b"We left.\r\nWe came back.\r\n") -> Draft:
    """The draft of a letter with such a head."""
    data = b"Message-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n" + head + b"\r\n" + body
    (draft,) = drafts_from(source_of("a.eml", data))
    return draft


def fields(draft: Draft) -> dict[str, str]:
    """Its extra fields by their label."""
    return {each.label: each.value for each in draft.further.extra}


def test_all_that_stands_over_a_letter_is_kept() -> None:
    """In its own words, addresses too; the subject is no title, since it may name a person."""
    draft = made(
        b"From: Ada Example <ada@example.org>\r\nTo: B <b@example.org>,\r\n c@example.org\r\n"
        b"Cc: d@example.org\r\nBcc: e@example.org\r\nSubject: The crossing\r\n"
        b"Date: Fri, 5 Jan 2024 10:30:00 +0900\r\n"
    )
    assert fields(draft) == {
        "Subject": "The crossing",
        "From": "Ada Example <ada@example.org>",
        "To": "B <b@example.org>, c@example.org",
        "Copy to": "d@example.org",
        "Hidden copy to": "e@example.org",
        "Sent": "Fri, 5 Jan 2024 10:30:00 +0900",
    }
    assert draft.title.value == "We left."


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"=?utf-8?b?6rCV?= =?utf-8?b?7J2E?=", "강을"),
        (b"=?utf-8?b?6rA=?= =?utf-8?b?lQ==?=", "강"),
        (b"=?koi8-r?q?=F2=C5=CB=C1?=", "Река"),
        (b"Re: =?iso-8859-1?q?=E0_la?= rive", "Re: à la rive"),
        ("Река".encode(), "Река"),
        ("Река".encode("koi8-r"), "Река"),
        (b"=?utf-8?b?a?= \\users =?no-such?q?a?= =?utf-8?x?a?=",
         "=?utf-8?b?a?= \\users a =?utf-8?x?a?="),
        (b"=?utf-8?q?a=0D=0AFrom:_x?=", "a From: x"),
        (b'a" <(((:::@@', 'a" <(((:::@@'),
    ],
    ids=["split", "sign split", "koi8", "mixed", "utf-8", "bytes", "broken", "lines", "odd"],
)  # fmt: skip
def test_a_subject_is_kept_as_it_was_meant(written: bytes, meant: str) -> None:
    """Encoded words and bare bytes are decoded; what is broken stays as it stands."""
    head = b"Content-Type: text/plain; charset=koi8-r\r\nTo: x\r\nSubject: " + written + b"\r\n"
    assert fields(made(head))["Subject"] == meant


def test_long_subjects_in_many_words_are_put_together() -> None:
    """As mail programs fold them, whatever the language."""
    subject = "Переправа закрыта с весны, говорят жители четырёх деревень. " * 5
    head = f"To: x\r\nSubject: {Header(subject.strip(), 'utf-8').encode()}\r\n".encode()
    assert fields(made(head))["Subject"] == subject.strip()


def test_what_is_longer_than_any_head_is_cut_and_says_so() -> None:
    """A stick with a hostile letter neither stops the reading nor fills the record."""
    (field,) = letter_fields(LetterHead(subject="a" * 1_000_000))
    assert field.value.endswith("a […]")
    assert len(field.value) < 11_000
    many = b"".join(b"To: a%d@example.org\r\n" % number for number in range(5_000))
    assert len(fields(made(many + b"Subject: x\r\n"))["To"]) < 11_000


def test_letters_of_a_mail_box_keep_theirs(tmp_path: Path) -> None:
    """Each its own."""
    (tmp_path / "Inbox").write_bytes(mail_box(letter(1, "We left."), letter(2, "We came back.")))
    found = [
        fields(draft)
        for each in Gathering([tmp_path / "Inbox"])
        if each.source
        for draft in drafts_from(each.source)
    ]
    assert [each["Subject"] for each in found] == ["Letter 1", "Letter 2"]
    assert found[0]["From"] == "Ada Example <ada@example.org>"


def test_cutting_a_letter_loses_nothing_of_its_head() -> None:
    """The first part keeps it, and so does the whole when the parts are joined again."""
    draft = made(b"To: x\r\nSubject: The crossing\r\n")
    first, second = cut_before((draft,), 2)
    assert fields(first) == fields(draft)
    (joined,) = join((first, second), 0)
    assert fields(joined) == fields(draft)
