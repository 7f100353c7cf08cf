"""The language of a text is told by its script first, then by its words."""

import pytest

from app.intake.draft import Certainty
from app.intake.language_detection import detect_language, language_field
from tests.intake.fictional_pages import ARABIC_PAGE, FERRY_BODY, KOREAN_PAGE


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join(FERRY_BODY), "en"),
        (KOREAN_PAGE, "ko"),
        (ARABIC_PAGE, "ar"),
        ("春から渡し守の姿を見た者はいない、と四つの村の人々は言う。", "ja"),
        ("从春天起，人们再也没有见过那些摆渡的人。", "zh"),
        ("Die Männer, die früher Händler über den Fluss ruderten, wurden nicht gesehen.", "de"),
        ("Мужчины, которые перевозили торговцев через реку, не появлялись с весны.", "ru"),
        ("ตั้งแต่ฤดูใบไม้ผลิ ไม่มีใครเห็นคนพายเรือข้ามฟากอีกเลย", "th"),
    ],
)
def test_the_language_is_found(text: str, language: str) -> None:
    """One sentence is enough."""
    assert detect_language(text)[0] == language


def test_too_little_text_gives_no_language() -> None:
    """Under twenty letters of a shared script no guess is made."""
    assert detect_language("Oda L.") == ("und", Certainty.NOT_FOUND)
    assert language_field("12").value == ()


def test_a_short_text_in_a_script_of_its_own_is_known() -> None:
    """Hangul is Korean, however short."""
    assert detect_language("강을 건넜다")[0] == "ko"
