"""Which spellings are one word, and which are not, by language."""

import pytest
import Stemmer

from app.search.analysis import analysis_version, text_terms
from app.search.languages import LANGUAGES, Script, row_for, rows_of
from app.search.terms import SEAM, decode


def form(text: str, language: str | None) -> str:
    """The one folded form of a word."""
    (term,) = text_terms(text, language)
    return decode(term)


def stem(text: str, language: str | None) -> str:
    """What all forms of the word begin with in the index."""
    (term,) = text_terms(text, language)
    return term.partition(SEAM)[0]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "Été", "ete"),
        ("en", "naïve", "NAIVE"),
        ("de", "Straße", "STRASSE"),
        ("es", "canción", "cancion"),
        ("pl", "Łódź", "lodz"),
        ("el", "Οδός", "οδοσ"),
        ("ru", "ёлка", "елка"),
        ("ru", "за́мок", "замок"),
        ("ar", "الْعَرَبِيَّة", "العربيه"),
        ("ar", "أحمد", "احمد"),
        ("ar", "مصـــر", "مصر"),
        ("fa", "ایران", "ايران"),
        ("he", "שָׁלוֹם", "שלום"),
        ("hi", "क़ानून", "कानून"),
        ("hi", "हँसना", "हंसना"),
        ("tr", "IŞIK", "ışık"),
        ("tr", "İzmir", "izmir"),
        ("vi", "Việt", "VIỆT"),
        ("en", "ﬁle", "file"),
        ("en", "Ⅷ", "viii"),
        (None, "Été", "ete"),
    ],
)
def test_spellings_of_one_word(language: str | None, one: str, other: str) -> None:
    """Case, width, ligatures, loose diacritics, tatweel and Arabic letter forms do not count."""
    assert form(one, language) == form(other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("es", "año", "ano"),
        ("sv", "för", "for"),
        ("fi", "näin", "nain"),
        ("tr", "sık", "şık"),
        ("tr", "kız", "kiz"),
        ("vi", "ma", "má"),
        ("ru", "мой", "мои"),
        ("uk", "їх", "іх"),
        ("hi", "कम", "काम"),
        ("ja", "はは", "ばば"),
    ],
)
def test_letters_that_a_mark_makes_another(language: str, one: str, other: str) -> None:
    """Where a mark makes another letter, the words stay apart."""
    assert text_terms(one, language) != text_terms(other, language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("repatriate", "repatriated", "repatriation", "Repatriations")),
        ("en", ("sky", "skies")),
        ("ru", ("границы", "границей", "границу")),
        ("ar", ("اللاجئون", "لاجئين", "لاجئ")),
        ("hi", ("लड़का", "लड़के")),
        ("de", ("Häuser", "Hauses")),
        ("el", ("ανθρώπους", "άνθρωποι")),
        ("tr", ("kadınlar", "kadınları")),
    ],
)
def test_forms_of_one_word_share_a_stem(language: str, words: tuple[str, ...]) -> None:
    """Whoever asks for one form finds the others."""
    assert len({stem(word, language) for word in words}) == 1


@pytest.mark.parametrize("language", ["ar", "fa", "ur", None])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("قاضى", "قاضي"),
        ("قاضی", "قاضي"),
        ("مستشفى", "مستشفي"),
        ("على", "علي"),
        ("الأخرى", "الأخري"),
        ("مبانى", "مبانی"),
        ("قاضىٌ", "قاضي"),
        ("ايران", "ایران"),
        ("کتاب", "كتاب"),
        ("إسلام", "اسلام"),
        ("آثار", "أثار"),
    ],
)
def test_arabic_letters_that_writers_mix_share_a_stem(
    language: str | None, one: str, other: str
) -> None:
    """Ya and alef maksura, Persian ya and kaf, the forms of alef: one term, in every language."""
    assert text_terms(one, language) == text_terms(other, language)


def test_the_ending_of_belonging_still_falls() -> None:
    """`Syrian` of a man and of a woman, and a hospital and hospitals, are one word."""
    assert stem("سوري", "ar") == stem("سورية", "ar") == stem("السورى", "ar")
    assert stem("المستشفيات", "ar") == stem("مستشفى", "ar")


def test_each_word_is_read_in_the_language_of_its_script() -> None:
    """An English word in a Korean text is English; a Korean one in an English text is a run."""
    assert text_terms("refugees 난민", "ko") == text_terms("refugees 난민", "en")
    assert row_for("ko", Script.LATIN).code == "en"
    assert row_for("pt-BR", Script.LATIN).code == "pt"
    assert row_for(None, Script.CYRILLIC).code == "ru"


def test_the_table_of_languages_is_complete() -> None:
    """Every script has a first row, every code stands once, every stemmer exists."""
    assert all(rows_of(script) for script in Script)
    codes = [row.code for row in LANGUAGES]
    assert len(codes) == len(set(codes))
    for row in LANGUAGES:
        assert text_terms("test ő 12 пример", row.code)


def test_the_version_of_the_analysis_names_what_terms_depend_on() -> None:
    """It is the same in one program, and holds the version of the stemmers."""
    rules, tables, stemmers = analysis_version().split("/")
    assert rules.isdecimal() and len(tables) == 16
    assert stemmers == Stemmer.version()
