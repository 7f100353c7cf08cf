"""Bytes become text in the right encoding, or are refused in one clear sentence."""

import codecs
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.intake.decoding import SIZE_LIMIT, decode
from tests.intake.fictional_pages import ARABIC_PAGE, KOREAN_PAGE, ferry_page

RUSSIAN = (
    "Мужчины, которые перевозили торговцев через реку, не появлялись с весны, говорят жители "
    "четырёх деревень. Лодки лежат на берегу вверх дном, и никто за ними не пришёл. "
)
CHINESE = (
    "从春天起,人们再也没有见过那些摆渡的人。船倒扣在岸边,没有人来取。村里的老师记下了他们的名字。"
)
JAPANESE = (
    "春から渡し守の姿を見た者はいない、と四つの村の人々は言う。舟は岸に伏せられたままである。"
)
GERMAN = "Die Männer, die früher Händler über den Fluss ruderten, wurden seit März nicht gesehen. "
POLISH = (
    "Mężczyźni, którzy przewozili kupców przez rzekę, nie pokazali się od wiosny, a łodzie leżą. "
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ferry_page(), "utf-8"),
        (ferry_page(), "utf-8-sig"),
        (ferry_page(), "utf-16"),
        (ferry_page(), "utf-16-le"),
        (ferry_page(), "utf-16-be"),
        (KOREAN_PAGE, "cp949"),
        (KOREAN_PAGE, "utf-16"),
        (CHINESE * 3, "gb18030"),
        (JAPANESE * 3, "cp932"),
        (JAPANESE * 3, "euc_jp"),
        (JAPANESE * 3, "iso2022_jp"),
        (ARABIC_PAGE.replace("«", '"').replace("»", '"'), "cp1256"),
        (RUSSIAN * 3, "cp1251"),
        (RUSSIAN * 3, "koi8_r"),
        (RUSSIAN * 3, "cp866"),
        (GERMAN * 3, "cp1252"),
        (POLISH * 3, "iso8859_2"),
        (POLISH * 3, "cp1250"),
    ],
    ids=lambda value: value if len(value) < 12 else "",
)
def test_a_text_comes_out_as_it_went_in(text: str, encoding: str) -> None:
    """The encoding is found without being told."""
    assert decode(text.encode(encoding)).text == text


def test_the_encoding_is_named() -> None:
    """What was found can be shown to the person."""
    assert decode(ferry_page().encode("utf-8")).encoding == "utf-8"
    assert decode((RUSSIAN * 3).encode("koi8_r")).encoding == "koi8_r"


@given(text=st.text(min_size=1, max_size=300).filter(lambda text: text.strip() != ""))
def test_no_character_is_ever_replaced(text: str) -> None:
    """Whatever comes out encodes to the very bytes that went in."""
    data = text.encode("utf-8", "surrogatepass")
    try:
        decoded = decode(data)
    except InputError:
        return
    encoding = decoded.encoding.removesuffix("-sig")
    marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"")
    again = decoded.text.encode(encoding)
    assert any(data in (again, mark + again) for mark in marks)


@pytest.mark.parametrize(
    "data", [b"", b"   \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + b" \x00"]
)
def test_an_empty_file_is_refused(data: bytes) -> None:
    """Nothing, or nothing but white space, is no document."""
    with pytest.raises(InputError):
        decode(data)


@pytest.mark.parametrize("size", [200, 5_000, 400_000])
def test_random_bytes_are_refused(size: int) -> None:
    """Data is not taken for text in some encoding that has a letter for every byte."""
    with pytest.raises(InputError, match="no plain text"):
        decode(random.Random(size).randbytes(size))


def test_a_picture_is_refused() -> None:
    """The beginning of a PNG file is not text."""
    with pytest.raises(InputError, match="no plain text"):
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00" + bytes(range(256)))


@pytest.mark.parametrize(
    "data",
    [
        b"abc\0def\0ghi " * 50,
        b"abcd\0fgh\n" * 50,
        b"a\0\0\0b\0\0\0\1\0\0\0" * 50,
        b"\xff\xfe" + b"\1\0a\0" * 50,
        bytes(random.Random(3).choices(b"\0\1\2abcdef ghi\n", k=2000)),
        bytes(random.Random(4).choices(b"\0abcdef ghi\n", k=2000)),
    ],
    ids=["noughts", "noughts in a list", "numbers", "marked", "mixed", "letters"],
)
def test_data_with_noughts_is_no_text_in_another_script(data: bytes) -> None:
    """Pairs of any bytes are UTF-16 of something; an article in Chinese is not made of them."""
    with pytest.raises(InputError, match="It is no plain text"):
        decode(data)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text",
    [RUSSIAN, CHINESE + "\n", JAPANESE + "\n", GERMAN, KOREAN_PAGE, ARABIC_PAGE, "강을 건넜다",
     "短い。\n", "नमस्ते दुनिया। हम चले गए।", "We left.\n", GERMAN * 2_000,
     "\U0001f30a We left.\n" * 9_000],
)  # fmt: skip
def test_wide_encodings_need_no_mark(text: str, encoding: str) -> None:
    """What is a text of few scripts is read, whatever the script and the order of bytes."""
    assert decode(text.encode(encoding)).text == text


def test_random_bytes_are_refused_by_their_beginning() -> None:
    """The work does not grow with the file: what follows the sample is not decoded."""
    data = random.Random(7).randbytes(100_000)
    with pytest.raises(InputError, match="no plain text"):
        decode(data + b" text" * 1_000_000)


def test_more_than_a_text_can_be_is_refused_at_once() -> None:
    """A file over the limit is not even looked at."""
    with pytest.raises(InputError, match="64 MB"):
        decode(bytes(SIZE_LIMIT + 1))


@pytest.mark.shared
def test_the_declaration_in_every_script_without_a_mark(shared: Path) -> None:
    """Real texts in some thirty languages, each in UTF-16 and UTF-32."""
    texts = [path.read_text("utf-8") for path in sorted((shared / "data" / "udhr").glob("*.html"))]
    assert len(texts) > 20
    for text in texts:
        for encoding in ("utf-16-le", "utf-16-be", "utf-32-le"):
            assert decode(text.encode(encoding)).text == text


@pytest.mark.shared
def test_old_encodings_of_many_languages(shared: Path) -> None:
    """At least 95 of 100 texts in old encodings come out right (the file name tells which)."""
    names = {"mac-centraleurope": "mac_latin2"}
    right = total = 0
    for path in sorted((shared / "data" / "charsets").glob("*/*.txt")):
        name = path.stem.lower()
        data = path.read_bytes()
        total += 1
        try:
            truth = data.decode(names.get(name, name.replace("windows-", "cp")))
            right += decode(data).text.lstrip("\ufeff") == truth.lstrip("\ufeff")
        except (LookupError, InputError):
            continue
    assert right / total >= 0.95
