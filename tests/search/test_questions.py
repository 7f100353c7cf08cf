"""Every operator of the query language, with the records expected written by hand."""

import pytest

from app.records.postings import Order
from tests.search.small_index import Doc, SmallIndex, an_index


@pytest.fixture(scope="module")
def index() -> SmallIndex:
    """Eleven records in seven languages."""
    return an_index(
        return_=Doc(
            title="The forced return of four women",
            text=("The broker waited at the border.", "They were returned in 1,076 cases."),
            kind="testimony",
            date="2023-11-02",
            tags=("Forced return", "hunger"),
            persons=("Witness A",),
            risk="high",
            collection="River project",
            added="2024-01-10",
            code="T-014",
        ),
        broker=Doc(
            title="A broker speaks",
            text=("State-sponsored repatriation began in winter.", "Hunger came first."),
            kind="testimony",
            date="2019-03~",
            status="reviewed",
            places=("Coldwater",),
            added="2024-01-11",
        ),
        farm=Doc(
            title="Farm work",
            text=("My daughter returned home.", "No one spoke of repatriations."),
            date="2021-06-30/2021-07-02",
            source=("The Daily Example",),
            attachments=("A ledger of wages",),
            added="2024-02-01",
        ),
        letter=Doc(
            title="Letter",
            text=("Forced to go. The return was long.",),
            summary="A letter about hunger",
            date="2019",
            tags=("letters",),
            added="2024-03-01",
        ),
        korean=Doc(
            title="강제송환",
            text=("김금성 씨는 강제 송환된 뒤 감옥에 갔다.", "딸은 남았다."),
            language="ko",
            translations=(("en", "He was taken to prison. The daughter stayed."),),
            kind="testimony",
            date="2022-05",
            added="2024-03-02",
        ),
        arabic=Doc(
            title="شهادة",
            text=("قالَ اللاجئون إنّ القوارب غرقت في البحر في عام ٢٠١٩",),
            language="ar",
            date="../2015",
            added="2024-03-03",
        ),
        chinese=Doc(
            title="被遣返",
            text=("被遣返的难民说 她在北京",),
            language="zh-Hans",
            added="2024-03-04",
        ),
        hindi=Doc(title="गवाही", text=("उसने क़ानून की बात की",), language="hi", added="2024-03-05"),
        names=Doc(
            title="A son",
            text=("Kim Geum Sung and Park Jihyun came with Min-ji.",),
            date="1999",
            added="2024-03-02",
        ),
        turkish=Doc(
            title="TANIK", text=("Kadınlar İstanbul'a ulaştı",), language="tr", added="2024-03-06"
        ),
        binned=Doc(title="A broker in the bin", binned=True, added="2024-03-07"),
    )


EVERYTHING = {
    "return_", "broker", "farm", "letter", "korean", "arabic", "chinese", "hindi", "turkish",
    "names",
}  # fmt: skip


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # Words: all must be there; they match by stem.
        ("broker", {"return_", "broker"}),
        ("forced return", {"return_", "letter"}),
        ("returns", {"return_", "farm", "letter"}),
        ("repatriation", {"broker", "farm"}),
        ("Repatriations HUNGER", {"broker"}),
        ("nowhere", set()),
        # Quotations: exact forms, in order, within one paragraph.
        ('"forced return"', {"return_"}),
        ('"repatriation"', {"broker"}),
        ('"return forced"', set()),
        ('"the border they"', set()),
        ('"go the return"', {"letter"}),
        ('"State sponsored"', {"broker"}),
        # OR, NOT, minus, brackets.
        ("broker OR daughter", {"return_", "broker", "farm", "korean"}),
        ("hunger NOT broker", {"letter"}),
        ("hunger -broker", {"letter"}),
        ("NOT hunger", EVERYTHING - {"broker", "letter"}),
        ("-hunger -broker", EVERYTHING - {"broker", "letter", "return_"}),
        ("NOT (broker OR hunger)", EVERYTHING - {"broker", "letter", "return_"}),
        ("broker NOT (hunger NOT winter)", {"return_", "broker"}),
        ("(broker OR letter) hunger", {"broker", "letter"}),
        ("(hunger OR ledger) NOT (letter OR farm)", {"broker"}),
        ("kind:testimony NOT broker", {"korean"}),
        ("NOT kind:testimony NOT letter", EVERYTHING - {"return_", "broker", "korean", "letter"}),
        # Fields.
        ("title:return", {"return_"}),
        ("text:broker", {"return_"}),
        ("title:(broker OR farm)", {"broker", "farm"}),
        ('title:"forced return"', {"return_"}),
        ("translation:prison", {"korean"}),
        ("summary:hunger", {"letter"}),
        ("person:witness", {"return_"}),
        ("place:coldwater", {"broker"}),
        ('source:"daily example"', {"farm"}),
        ("attachment:ledger", {"farm"}),
        ("ledger", {"farm"}),
        # Properties.
        ("kind:testimony broker", {"return_", "broker"}),
        ("kind:Testimony", {"return_", "broker", "korean"}),
        ("lang:ko", {"korean"}),
        ("language:zh", {"chinese"}),
        ("tag:letters", {"letter"}),
        ('tag:"forced return"', {"return_"}),
        ("tag:forced*", {"return_"}),
        ("tag:*", {"return_", "letter"}),
        ("risk:high", {"return_"}),
        ("status:reviewed", {"broker"}),
        ('status:"in work" kind:testimony', {"return_", "korean"}),
        ('collection:"river project"', {"return_"}),
        ("code:T-014", {"return_"}),
        ("code:t-014", {"return_"}),
        ("year:2019", {"broker", "letter"}),
        ("consent:not-recorded tag:letters", {"letter"}),
        ("kind:testimony OR farm", {"return_", "broker", "korean", "farm"}),
        # Dates: a record is found if its date may lie in the span.
        ("date:2019-03", {"broker", "letter"}),
        ("date:2019", {"broker", "letter"}),
        ("date:[2023 TO 2024]", {"return_"}),
        ("date:[2023 TO 2024] daughter", set()),
        ("date:[2021-07 TO]", {"return_", "farm", "korean"}),
        ("date:[TO 2019-02]", {"letter", "arabic", "names"}),
        ("date:[2021-07-02 TO 2021-07-02]", {"farm"}),
        ("date:2021-07-03", set()),
        ("date:2022", {"korean"}),
        ("date:2014", {"arabic"}),
        ("date:2019-03~", {"broker", "letter"}),
        ("date:201X", {"broker", "letter", "arabic"}),
        ("date:2019/2021", {"broker", "letter", "farm"}),
        ("added:2024-02", {"farm"}),
        ("added:[2024-01-11 TO 2024-02-01]", {"broker", "farm"}),
        ("NOT date:*", {"chinese", "hindi", "turkish"}),
        # Beginnings, patterns, misspellings, nearness, numbers.
        ("repatriat*", {"broker", "farm"}),
        ("hung*", {"broker", "letter"}),
        ("title:ret*", {"return_"}),
        ('"forced ret*"', set()),
        ("re*tion", {"broker"}),
        ("*patriation", {"broker"}),
        ("wint?r", {"broker"}),
        ("repatriaton~", {"broker", "farm"}),
        ("brokr~ hunger", {"broker"}),
        ("wintr~1", {"broker"}),
        ('"broker border"~3', {"return_"}),
        ('"broker border"~2', set()),
        ('"border brokers"~5', {"return_"}),
        ("1,076", {"return_"}),
        ("1076", {"return_"}),
        ("1.076", {"return_"}),
        ("10*", {"return_"}),
        ("2019", {"arabic"}),
        # Words that people write apart or together.
        ("state-sponsored", {"broker"}),
        ("geumsung", {"names"}),
        ("Geum-sung", {"names"}),
        ("Geum Sung", {"names"}),
        ("Kim Geumsung", {"names"}),
        ("Ji-hyun", {"names"}),
        ("Park Ji Hyun", {"names"}),
        ("minji", {"names"}),
        ("text:(Ji Hyun)", {"names"}),
        ("title:(Ji Hyun)", set()),
        ("sungkim", set()),
        ("*", EVERYTHING),
        ("", EVERYTHING),
        ("   ", EVERYTHING),
    ],
)
def test_english_questions(index: SmallIndex, question: str, expected: set[str]) -> None:
    """The records that a reader of the manual would expect, and no others."""
    assert index.find(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("송환", {"korean"}),
        ("강제송환", {"korean"}),
        ('"강제 송환된"', {"korean"}),
        ('"송환된 강제"', set()),
        ("금성", {"korean"}),
        ("딸", {"korean"}),
        ("딸은 송환", {"korean"}),
        ("김금*", {"korean"}),
        ("송환 prison", {"korean"}),
        ("成", set()),
        ("اللاجئين", {"arabic"}),
        ("لاجئ", {"arabic"}),
        ("قال قوارب", {"arabic"}),
        ('"غرقت في البحر"', {"arabic"}),
        ("遣返", {"chinese"}),
        ("京", {"chinese"}),
        ("被", {"chinese"}),
        ('"她在北京"', {"chinese"}),
        ('"说 她"', {"chinese"}),
        ("北遣", set()),
        ("कानून", {"hindi"}),
        ("istanbul", {"turkish"}),
        ("İSTANBUL", {"turkish"}),
        ("tanık", {"turkish"}),
        ("TANIK", {"turkish"}),
        ("kadinlar", {"turkish"}),
        ("kadınlar", {"turkish"}),
    ],
)
def test_questions_in_other_languages(index: SmallIndex, question: str, expected: set[str]) -> None:
    """Inflected, vowelled, decorated and unspaced words are found as their readers expect."""
    assert index.find(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ('"forced return', {"return_", "letter"}),
        ("forced) return", {"return_", "letter"}),
        ("((hunger", {"broker", "letter"}),
        ("date:yesterday broker", set()),
        ("date:[2019 TO", {"arabic"}),
        ("title:broker OR", {"broker", "return_"}),
        ("NOT", set()),
        ("😀", set()),
        ('"', set()),
        ("\x00\x01 broker\x02", {"return_", "broker"}),
        ('broker" NEAR(a b) {title}: ^x', set()),
        ("\ud800 broker", {"return_", "broker"}),
    ],
)
def test_a_broken_question_is_read_as_plain_words(
    index: SmallIndex, question: str, expected: set[str]
) -> None:
    """It never fails, and says that it was not read as it was written."""
    assert index.find(question) == expected
    if question.isprintable():
        assert index.read(question).plain


@pytest.mark.parametrize(
    "question",
    [
        "'; DROP TABLE records; --",
        "broker* AND title : x",
        '" OR 1=1 --',
        "NEAR(broker border, 3)",
        "{title text} : broker",
        "^broker + border",
        "postings MATCH broker",
        "https://example.org/a?b=c&d",
        "a:b:c::d",
        "-- - --",
        "~ * ? [ ] { } ( ) \\ / ^ $ | &",
        "NOT NOT NOT broker",
        "AND AND OR OR",
        "(" * 900 + "a" + ")" * 900,
        "broker " * 1500,
        "\u202eלסוף\u202c مرحبا 你好 ok",
    ],
)
def test_syntax_of_others_is_only_words(index: SmallIndex, question: str) -> None:
    """SQL, FTS5, addresses and pasted pages are answered, and harm nothing."""
    before = index.find("")
    index.answer(question)
    index.answer(question, any_word=True)
    assert index.find("") == before == EVERYTHING


def test_two_hundred_words_joined_by_or(index: SmallIndex) -> None:
    """A long list of alternatives is one question."""
    words = " OR ".join([*(f"word{letter}" for letter in range(199)), "winter"])
    assert index.find(words) == {"broker"}


def test_the_bin_is_searched_apart(index: SmallIndex) -> None:
    """What lies in the bin is found there only."""
    assert index.find("broker", binned=True) == {"binned"}
    assert index.find("", binned=True) == {"binned"}


def test_any_word_of_a_plain_question(index: SmallIndex) -> None:
    """Operators mean nothing; one word is enough; the most fitting record comes first."""
    found = index.ask("Which broker spoke of hunger in winter?", any_word=True)
    assert found[0] == "broker"
    assert {"return_", "letter"} <= set(found)
    assert index.ask("누가 송환되었나?", any_word=True)[0] == "korean"


def test_the_best_hit_comes_first(index: SmallIndex) -> None:
    """A word in the title counts more than one in the text."""
    assert index.ask("broker")[0] == "broker"
    assert index.ask("hunger OR letter")[0] == "letter"


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.TITLE, ["broker", "return_"]),
        (Order.DATE, ["return_", "broker"]),
        (Order.ADDED, ["broker", "return_"]),
    ],
)
def test_hits_in_other_orders(index: SmallIndex, order: Order, expected: list[str]) -> None:
    """By title from A, by date and by day of adding from the newest."""
    assert index.ask("broker", order=order) == expected


def test_pages_follow_one_another(index: SmallIndex) -> None:
    """Pages of one hit give the same hits as one page, in the same order."""
    for question in ("return", "kind:testimony OR letter", ""):
        whole = index.ask(question)
        pages = [index.ask(question, limit=1, offset=n) for n in range(len(whole) + 1)]
        assert pages == [*([name] for name in whole), []]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("forced   return", "forced return"),
        ('a OR "b c" -d', '(a OR "b c") NOT d'),
        ("kind:testimony (x OR y)", "kind:testimony (x OR y)"),
        ("date:[2019 TO] title:pre* te?t fuzz~", "date:[2019 TO ] title:pre* te?t fuzz~"),
        ('"a b"~5', '"a b"~5'),
        ('"loose', "loose"),
    ],
)
def test_the_answer_says_how_the_question_was_read(
    index: SmallIndex, question: str, expected: str
) -> None:
    """In the query language again."""
    assert index.read(question).read_as == expected
