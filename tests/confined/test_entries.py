"""Files of many entries in the confined worker: what it tells, and what it refuses."""

from collections.abc import Iterator
from contextlib import suppress

import pytest

from app.confined.entries import EntryTrouble
from app.confined.formats import references, table
from app.confined.forms import FileFormat
from app.confined.worker import Worker
from app.errors import InputError
from tests.confined.made_entries import GRID, GRID_VALUE, bulletin, export, spec, value


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One for all tests of this file: reading on is part of what is tried."""
    with Worker() as made:
        yield made


def cells(worker: Worker, text: str) -> list[tuple[str, ...]]:
    """Heads and rows of a table, as the worker tells them."""
    read = worker.read(FileFormat.TABLE, text.encode())
    return [read.columns, *(entry.cells for entry in read.entries)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("title,text\na,b\n", [("title", "text"), ("a", "b")]),
        ("title;text\r\na;1,5\r\nb;2,5\r\n", [("title", "text"), ("a", "1,5"), ("b", "2,5")]),
        ("title\ttext\na\tb, c\n", [("title", "text"), ("a", "b, c")]),
        ("sep=;\ntitle;text\na;b\n", [("title", "text"), ("a", "b")]),
        ("title\na, b and c\nd\n", [("title",), ("a, b and c",), ("d",)]),
        ("title,  text\na,  b\n", [("title", "text"), ("a", "b")]),
        ('title,text\n"a ""b""","c\nd"\n', [("title", "text"), ('a "b"', "c\nd")]),
        ('title,text\n"a" ,b\n', [("title", "text"), ("a", "b")]),
        ("\n\ntitle,text\n,\n\na,b", [("title", "text"), ("a", "b")]),
        ("title,tags\na,x|y\nb,z|w\n", [("title", "tags"), ("a", "x|y"), ("b", "z|w")]),
    ],
)
def test_a_table_is_cut_where_its_program_cut_it(
    worker: Worker, text: str, wanted: list[tuple[str, ...]]
) -> None:
    """Delimiters, quotes, line ends in cells and blank rows as spreadsheets write them."""
    assert cells(worker, text) == wanted


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(worker: Worker) -> None:
    """Blank rows count, so that a person finds the one that is meant."""
    read = worker.read(FileFormat.TABLE, b"title,text\n\na,b\nc,d\n")
    assert [entry.number for entry in read.entries] == [3, 4]


def test_a_formula_is_a_text(worker: Worker) -> None:
    """What would run in a spreadsheet comes out letter for letter."""
    hostile = "=cmd|' /C calc'!A0"
    assert cells(worker, f'title,text\n"{hostile}",@SUM(1)\n')[1] == (hostile, "@SUM(1)")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('title,text\n"a,b\nc,d\n', id="a quote that is never closed"),
        pytest.param("title,text\na," + "x" * 1_000_001, id="a cell of a million signs"),
        pytest.param("title" + ",a" * 1_000, id="a thousand columns and one"),
        pytest.param("title\n" + "a\n" * 50_001, id="fifty thousand rows and one"),
        pytest.param("title,text\n" + ("a," + "x" * 900_000 + "\n") * 14, id="too much text"),
    ],
)
def test_a_table_beyond_bounds_is_one_reason(worker: Worker, text: str) -> None:
    """Nothing is cut off in silence, no row is swallowed, and the worker reads on."""
    with pytest.raises(InputError):
        worker.read(FileFormat.TABLE, text.encode())
    assert cells(worker, "title\na\n") == [("title",), ("a",)]


def test_a_long_answer_costs_the_next_file_nothing() -> None:
    """The time runs out while the answer is still being taken apart: the next file is read."""
    rows = "title,text,note\n" + "a title,some words,b\n" * 40_000
    with Worker() as own:
        assert own.jail is not None
        own.seconds = 1.5
        with suppress(InputError):
            own.read(FileFormat.TABLE, rows.encode())
        own.seconds = 20
        assert cells(own, "title\na\n") == [("title",), ("a",)]


def test_references_are_told_tag_by_tag(worker: Worker) -> None:
    """Repeated tags, values that go on, unknown tags, and one that is cut off at the end."""
    read = worker.read(
        FileFormat.REFERENCES,
        b"TY  - NEWS\r\nTI  - Ferries stop\r\nAU  - Varga, I.\r\nAU  - Odo, T.\r\n"
        b"N1  - a note\r\n that goes on\r\nX9  - odd\r\nER  - \r\n\r\nTY  - RPRT\nTI  - Ice\n",
    )
    told = [[(field.name, field.value) for field in entry.fields] for entry in read.entries]
    assert told == [
        [("TY", "NEWS"), ("TI", "Ferries stop"), ("AU", "Varga, I."), ("AU", "Odo, T."),
         ("N1", "a note\nthat goes on"), ("X9", "odd")],
        [("TY", "RPRT"), ("TI", "Ice")],
    ]  # fmt: skip


def test_a_bulletin_is_told_field_by_field(worker: Worker) -> None:
    """Labels, types, grids with their heads, private fields, attachments and metadata."""
    data = export(
        bulletin(
            value("title", "Ferry"),
            value("who", "Ruta &amp; Jora"),
            GRID_VALUE,
            value("secret", "Olmen"),
            "<BottomAttachmentList><Attachment><Filename>b.jpg</Filename></Attachment>"
            "</BottomAttachmentList>",
            specs=(spec("who", label="Who saw it?"), GRID),
            private=(spec("secret", "MULTILINE"),),
            beside="<BulletinMetaData><BulletinLocalId>B-2</BulletinLocalId><AllPrivate/>"
            "<History><Ancestor>B-1</Ancestor></History></BulletinMetaData>",
        )
    )
    (entry,) = worker.read(FileFormat.MARTUS, data).entries
    assert entry.complaints == ()
    told = {field.name: field for field in entry.fields}
    assert (told["who"].label, told["who"].value) == ("Who saw it?", "Ruta & Jora")
    assert told["camps"].rows[:2] == (
        ("Name", "Still there?", "When"),
        ("Orlen", "1", "Range:2019-01-01,2019-03-31"),
    )
    assert [told[name].private for name in ("who", "secret", "BottomAttachmentList")] == [
        False, True, True,
    ]  # fmt: skip
    assert told["BulletinLocalId"].value == "B-2"
    assert told["AllPrivate"].value == "1"
    assert told["History/Ancestor"].value == "B-1"


@pytest.mark.parametrize(
    ("made", "trouble", "about"),
    [
        (bulletin(standard=("author", "title", "entrydate")),
         EntryTrouble.MISSING_FIELD, "language"),
        (bulletin(specs=(spec("who"), spec("who", "BOOLEAN"))),
         EntryTrouble.REPEATED_FIELD, "who"),
        (bulletin(specs=(spec("who", "SPELL"),)), EntryTrouble.UNKNOWN_TYPE, "who"),
        (bulletin(specs=(spec("who", "DROPDOWN", "",
                              "<Choices><Choice>a</Choice><Choice>a</Choice></Choices>"),)),
         EntryTrouble.REPEATED_CHOICE, "who"),
        (bulletin(value("who", "x")), EntryTrouble.UNDECLARED_VALUE, "who"),
    ],
)  # fmt: skip
def test_a_bulletin_that_martus_refuses_says_why(
    worker: Worker, made: str, trouble: EntryTrouble, about: str
) -> None:
    """One complaint for what is wrong, and the bulletin beside it has none."""
    read = worker.read(FileFormat.MARTUS, export(made, bulletin()))
    assert [(each.trouble, each.about) for each in read.entries[0].complaints] == [(trouble, about)]
    assert read.entries[1].complaints == ()


def test_a_bulletin_without_its_form_is_not_measured_by_one(worker: Worker) -> None:
    """Exports may leave the form out; the second section is then the private one."""
    data = export(
        f"<MartusBulletin><FieldValues>{value('who', 'a')}</FieldValues>"
        f"<FieldValues>{value('what', 'b')}</FieldValues></MartusBulletin>"
    )
    (entry,) = worker.read(FileFormat.MARTUS, data).entries
    assert entry.complaints == ()
    assert [(field.name, field.private) for field in entry.fields] == [
        ("who", False), ("what", True),
    ]  # fmt: skip


LAUGHS = "<!DOCTYPE b [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + at)} '{('&' + chr(97 + at) + ';') * 10}'>" for at in range(12)
)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(export(bulletin(value("title", "&m;")), before=LAUGHS + "]>"), id="laughs"),
        pytest.param(
            export(
                bulletin(value("title", "&x;")),
                before="<!DOCTYPE b [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>",
            ),
            id="a file of this computer",
        ),
        pytest.param(
            b"<MartusBulletins>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</MartusBulletins>",
            id="depth without end",
        ),
        pytest.param(export(*["<MartusBulletin/>"] * 50_001), id="too many"),
        pytest.param(export(bulletin())[:-30], id="cut off"),
        pytest.param(b"<other/>", id="another program's"),
    ],
)
def test_a_hostile_export_is_one_reason(worker: Worker, data: bytes) -> None:
    """Bombs, entities that would read a file, and what is no export; the worker reads on."""
    with pytest.raises(InputError):
        worker.read(FileFormat.MARTUS, data)
    assert worker.read(FileFormat.MARTUS, export(bulletin())).entries


def test_a_form_without_bulletins_has_no_entries(worker: Worker) -> None:
    """A customised form of Martus (MCT) is data, then XML."""
    made = b"Export Version Number:\x00\x00\x00\x03\x00\x01<CustomFields></CustomFields>"
    assert worker.read(FileFormat.MARTUS, made).entries == ()


def test_the_samples_need_what_real_files_need() -> None:
    """Reading them before the walls go up brings in every tool."""
    assert references.read(references.SAMPLE).entries
    assert table.read(table.SAMPLE).columns == ("title", "text")
