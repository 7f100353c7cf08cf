"""Small dossiers to test with. All names and words are invented."""

import io
from collections.abc import Iterable

from app.archive.consent import Decision
from app.dossier.building import BuiltDossier, build_dossier
from app.dossier.order import CustodyLine, DossierOrder, DossierRecord
from app.dossier.read_back import ReadDossier, read_back
from app.progress import Silent
from app.records.article import Article, Capture
from app.records.dates import StatedDate
from app.records.record import Record
from app.records.testimony import Interview, Testimony
from app.records.text import RecordText, Segment, TranslatedSegment, Translation
from app.records.vocabularies import ArticleType, Kind, Scope

HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

# The same thing said in the scripts a dossier is to hold.
SAYINGS = {
    "en": "Two nights “under the trees”, and nobody lit anything: 1,076 people (or more).",
    "de": "Zwei Nächte unter den Bäumen – niemand machte größere Feuer, außer für Öl.",
    "vi": "Nguyễn Thị Hương đã ngồi dưới gốc cây hai đêm, không ai thắp đèn.",
    "ru": "Две ночи под деревьями у воды — «никто» не зажигал огня; подъём был в 4:30.",
    "el": "Δύο νύχτες κάτω από τα δέντρα, ώσπου ξημέρωσε· κανείς δεν άναψε φως.",
    "ko": "이틀 밤이요. 새벽까지 물가 나무 밑에 있었고 “아무도” 불을 켜지 않았어요(3월).",
    "zh": "他说：“我们在树下等了两夜，直到天亮。”没有人点灯，骨头都凉了。",
    "ja": "「二晩です」と彼女は言った。夜明けまで木の下で、だれも灯をつけず、𠮟られもしなかった。",
    "ar": "بقينا ليلتين تحت الأشجار قرب الماء حتّى الفجر، ولم يُشعل أحد شيئًا.",
    "fa": "دو شب زیر درخت‌ها کنار آب ماندیم و هیچ‌کس چراغی روشن نکرد.",
    "he": "שני לילות ישבנו תחת העצים ליד המים עד הבוקר, ואיש לא הדליק אור.",
    "th": "เราอยู่ใต้ต้นไม้ริมน้ำสองคืนจนรุ่งสาง ไม่มีใครจุดไฟ เด็กที่นั่นก็นิ่ง",
    "hi": "हम दो रात पानी के किनारे पेड़ों के नीचे रहे, किसी ने बत्ती नहीं जलाई; स्थिति क्षीण थी।",
}


def segments_of(texts: Iterable[str]) -> tuple[Segment, ...]:
    """Paragraphs numbered from 1."""
    return tuple(Segment(id=number, text=text) for number, text in enumerate(texts, 1))


def a_testimony(
    *texts: str,
    number: int = 1,
    title: str = "Waiting at the weir",
    language: str = "en",
    segments: tuple[Segment, ...] = (),
    translated: tuple[str, ...] = (),
) -> Record:
    """A testimony; `translated` are its paragraphs in English."""
    own = segments or segments_of(texts)
    translations = (
        Translation(
            language="en",
            segments=tuple(
                TranslatedSegment(segment=segment.id, text=text)
                for segment, text in zip(own, translated, strict=False)
            ),
        ),
    )
    return Record(
        id=f"01890000-0000-7000-8000-{number:012d}",
        kind=Kind.TESTIMONY,
        title=title,
        languages=(language,),
        text=RecordText(segments=own, translations=translations if translated else ()),
        testimony=Testimony(
            interview=Interview(date=StatedDate(edtf="2019-21"), coarse_place="northern district")
        ),
    )


def an_article(
    *texts: str, number: int = 100, title: str = "Villagers count", language: str = "en"
) -> Record:
    """An article with everything a citation can name."""
    return Record(
        id=f"01890000-0000-7000-8000-{number:012d}",
        kind=Kind.ARTICLE,
        title=title,
        languages=(language,),
        text=RecordText(segments=segments_of(texts)),
        article=Article(
            authors=("Ines Holm", "Tarek Odo"),
            publisher="River Post",
            type=ArticleType.NEWS,
            published=StatedDate(edtf="2020-06-02T16:54"),
            updated=StatedDate(edtf="2020-06-03"),
            place="Sarn",
            capture=Capture(address="https://example.org/river/2020/06/count.html?page=4"),
        ),
    )


def entry(
    record: Record,
    code: str = "T-014",
    *,
    decision: Decision = Decision.AS_IT_IS,
    custody: bool = True,
) -> DossierRecord:
    """A record as it stands in an order."""
    line = CustodyLine(sha256=HASH, size=48_120, added_at="2020-09-22T10:00:00.000Z")
    return DossierRecord(
        code=code,
        record=record,
        decision=decision,
        reason="The interviewee agreed to this use.",
        custody=(line,) if custody else (),
    )


def an_order(*records: DossierRecord, title: str = "Counting at the Lower Sarn") -> DossierOrder:
    """A dossier of these records."""
    return DossierOrder(
        title=title,
        code="D-006",
        purpose=Scope.UN_CONFIDENTIAL,
        date="2021-06-20",
        recipient="UN special procedures",
        records=records,
    )


def built(order: DossierOrder) -> tuple[bytes, BuiltDossier]:
    """The bytes of a dossier, and what was said about them."""
    out = io.BytesIO()
    said = build_dossier(order, out, Silent())
    return out.getvalue(), said


def read(order: DossierOrder) -> ReadDossier:
    """A dossier, built and read back."""
    return read_back(built(order)[0], Silent())


def text_of(order: DossierOrder) -> str:
    """Everything that can be copied out of a dossier."""
    return "\n".join(page.text for page in read(order).pages)
