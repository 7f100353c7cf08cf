"""Values of tables and references: dates, languages and kinds, never read as more than they say."""

import re
import unicodedata
from dataclasses import dataclass, field

from app.intake.draft import Certainty, Field, nothing_date
from app.intake.written_dates import find_dates
from app.records.dates import StatedDate, is_edtf
from app.records.vocabularies import ArticleType, Kind
from app.translation import _

_CODE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_SLASHED = re.compile(r"(\d{4})/(\d\d?)?(?:/(\d\d?)?)?(?:/(.*))?")
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
# Codes of ISO 639-1 and what the languages are called in English and by those who speak them.
_LANGUAGES = {
    "ar": "arabic|العربية", "am": "amharic|አማርኛ", "bn": "bengali|বাংলা", "de": "german|deutsch",
    "el": "greek|ελληνικά", "en": "english", "es": "spanish|español|espanol|castellano",
    "fa": "persian|farsi|فارسی", "fr": "french|français|francais", "he": "hebrew|עברית",
    "hi": "hindi|हिन्दी", "hu": "hungarian|magyar", "hy": "armenian|հայերեն",
    "id": "indonesian|bahasa indonesia", "it": "italian|italiano", "ja": "japanese|日本語",
    "ka": "georgian|ქართული", "km": "khmer|ខ្មែរ", "ko": "korean|한국어|조선말",
    "ku": "kurdish|kurdî",
    "my": "burmese|မြန်မာ", "nl": "dutch|nederlands", "pl": "polish|polski",
    "ps": "pashto|پښتو", "pt": "portuguese|português|portugues", "ro": "romanian|română",
    "ru": "russian|русский", "so": "somali|soomaali", "sv": "swedish|svenska",
    "sw": "swahili|kiswahili", "ta": "tamil|தமிழ்", "th": "thai|ไทย", "ti": "tigrinya|ትግርኛ",
    "tr": "turkish|türkçe", "uk": "ukrainian|українська", "ur": "urdu|اردو",
    "uz": "uzbek|oʻzbek", "vi": "vietnamese|tiếng việt", "zh": "chinese|中文|汉语|漢語",
}  # fmt: skip
_BY_NAME = {name: code for code, names in _LANGUAGES.items() for name in names.split("|")}
_TOLD = re.compile(
    r"testimon|interview|statement|zeug|aussage|témoign|entretien|entrevista|depoiment|intervist|"
    r"свидетел|интервью|свідч|شهادة|مقابلة|ifade|görüşme|证词|證詞|采访|採訪|証言|インタビュー|증언|면담"
)
_ARTICLE_TYPES = {
    "news": ArticleType.NEWS, "news article": ArticleType.NEWS, "newspaper": ArticleType.NEWS,
    "newspaper article": ArticleType.NEWS, "ngo report": ArticleType.NGO_REPORT,
    "ngo": ArticleType.NGO_REPORT, "un": ArticleType.UN, "un report": ArticleType.UN,
    "un document": ArticleType.UN, "court": ArticleType.COURT, "judgment": ArticleType.COURT,
    "court decision": ArticleType.COURT, "academic": ArticleType.ACADEMIC,
    "journal article": ArticleType.ACADEMIC, "state media": ArticleType.STATE_MEDIA,
    "social media": ArticleType.SOCIAL, "social": ArticleType.SOCIAL,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDate:
    """What a value says about a day.

    Attributes:
        date: None where it says none, or leaves open which.
        suggested: What it may mean then.
    """

    date: StatedDate | None = None
    suggested: Field[StatedDate | None] = field(default_factory=nothing_date)


def read_date(value: str, language: str = "en") -> ReadDate:
    """Read a date that fills a value; one with other words beside it is none.

    Args:
        language: Of the entry, for names of months.
    """
    text = value.strip()
    if is_edtf(text):
        return ReadDate(date=StatedDate(edtf=text))
    stamp = _STAMP.fullmatch(text)
    edtf = f"{stamp[1]}T{stamp[2]}" if stamp else _slashed(text)
    if edtf and is_edtf(edtf):
        return ReadDate(date=StatedDate(edtf=edtf, wording=text))
    found = find_dates(text, language)
    if len(found) != 1 or text[: found[0].start].strip(" ,.") or text[found[0].end :].strip(" ,."):
        return ReadDate()
    written = found[0]
    if not written.ambiguous:
        return ReadDate(date=written.stated)
    reason = _("Day and month could be the other way round: {wording}.").format(wording=text)
    return ReadDate(suggested=Field(value=written.stated, certainty=Certainty.GUESS, reason=reason))


def _slashed(text: str) -> str:
    """`2019/03/14/spring`, as references have it: a part that is empty is not known."""
    match = _SLASHED.fullmatch(text)
    if match is None or match[4]:
        return ""
    year, month, day = match[1], match[2], match[3]
    parts = [year] + ([month.zfill(2)] if month else [])
    return "-".join(parts + ([day.zfill(2)] if month and day else []))


def read_language(value: str) -> str:
    """A language as BCP 47, by its code or name; empty where it is neither."""
    text = unicodedata.normalize("NFC", value).strip()
    named = _BY_NAME.get(text.casefold())
    if named:
        return named
    if _CODE.fullmatch(text) is None:
        return ""
    begin, *rest = re.split("[-_]", text)
    return "-".join((begin.lower(), *rest)) if begin.lower() in _LANGUAGES else ""


def read_kind(value: str) -> Kind | None:
    """What a source is called: a testimony, if the word says that somebody told it."""
    return Kind.TESTIMONY if _TOLD.search(value.casefold()) else None


def read_article_type(value: str) -> ArticleType | None:
    """What sort of article a source is called; None where the word is not known."""
    word = " ".join(re.sub(r"[\W_]+", " ", value.casefold()).split())
    return _ARTICLE_TYPES.get(word)
