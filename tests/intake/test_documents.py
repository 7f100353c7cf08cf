"""Several documents pasted into one text come apart, and one document stays whole."""

from pathlib import Path

import pytest

from app.intake.draft import LeftOut
from app.intake.reading import drafts_from_text
from app.intake.segments import body_text
from tests.intake.fictional_pages import (
    ARABIC_PAGE,
    FERRY_BODY,
    INTERVIEW_PAGE,
    KOREAN_PAGE,
    ferry_page,
)


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n"])
def test_pages_in_three_languages_come_apart_where_each_begins(between: str) -> None:
    """However many blank lines somebody left between them; with some, to the line."""
    pages = [each.strip("\n") for each in (ferry_page(), KOREAN_PAGE, ARABIC_PAGE)]
    drafts = drafts_from_text(between.join(pages), "pasted")
    assert [draft.languages.value for draft in drafts] == [("en",), ("ko",), ("ar",)]
    if between != "\n":
        begins = [draft.lines[0].text for draft in drafts]
        assert begins == [page.split("\n")[0] for page in pages]


@pytest.mark.parametrize("page", [ferry_page(), KOREAN_PAGE, ARABIC_PAGE, INTERVIEW_PAGE])
def test_a_page_by_itself_stays_whole(page: str) -> None:
    """Menus above and below a text make no further documents of it."""
    assert len(drafts_from_text(page, "pasted")) == 1


@pytest.mark.shared
def test_real_pages_behind_one_another_come_apart(shared: Path) -> None:
    """Of real pages glued by twos, most give two documents; alone they are hardly ever cut.

    Cross-validated figures are printed by `tests.intake.training.train_cuts`; this only sees that
    the program still does what its table was trained for.
    """
    texts = [
        text
        for path in sorted((shared / "data" / "pasted-silver").glob("0[0-4][0-9][05].txt"))
        if 1500 < len(text := path.read_text(encoding="utf-8").strip("\n")) < 20_000
        and len(path.with_suffix(".truth.txt").read_text(encoding="utf-8")) > 900
    ][:40]
    alone = [len(drafts_from_text(text, "page")) for text in texts]
    pairs = ["\n\n".join(texts[at : at + 2]) for at in range(0, len(texts) - 1, 2)]
    apart = [len(drafts_from_text(pair, "pair")) for pair in pairs]
    assert sum(count > 1 for count in alone) <= 2
    assert apart.count(2) >= 0.75 * len(apart)


@pytest.mark.parametrize(
    "mark",
    [
        "ADVERTISEMENT", "Advertisement", "Story continues below advertisement", "- Anzeige -",
        "Werbung", "PUBLICITÉ", "Publicidad", "Pubblicità", "Advertentie", "Reklama", "Annons",
        "РЕКЛАМА", "إعلان", "פרסומת", "विज्ञापन", "โฆษณา", "광고", "広告", "广告", "廣告",
        "Quảng cáo",
    ],
)  # fmt: skip
def test_a_lone_word_for_an_advertisement_is_left_out_within_a_text(mark: str) -> None:
    """It stands between two paragraphs, in whatever language, and can be put back."""
    text = "\n\n".join([*FERRY_BODY[:2], mark, *FERRY_BODY[2:]])
    (draft,) = drafts_from_text(text, "pasted")
    assert body_text(draft).splitlines() == list(FERRY_BODY)
    (line,) = draft.left_out
    assert (line.text, line.why) == (mark, LeftOut.NAVIGATION)


def test_a_sentence_about_advertisements_stays() -> None:
    """Only a line that says nothing else is taken for one."""
    sentence = "An advertisement in the Courier offered money for the names of the rowers."
    text = "\n\n".join([*FERRY_BODY[:2], sentence, *FERRY_BODY[2:]])
    (draft,) = drafts_from_text(text, "pasted")
    assert sentence in body_text(draft)
