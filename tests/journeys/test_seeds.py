"""Five real documents: into an archive, found again, and out as a dossier."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.read_pdf import Pdf, read_pdf
from tests.journeys.terminal import Terminal

pytestmark = pytest.mark.shared

FURNITURE = ("Font Size Up", "Top 10 Stories", "Adblock", "Donate Now", "subscribed!")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a document is to become, as a person who read it says.

    Attributes:
        title: Its beginning where it is only proposed.
        first: Words of the first sentence.
        last: Words of the last one.
    """

    code: str
    title: str
    authors: tuple[str, ...]
    published: str | None
    updated: str | None = None
    first: str
    last: str


TABLE = (
    Expected(
        code="A-001",
        title="North Korean in China Who Saved Son Faces Repatriation",
        authors=("Lina Yoon",),
        published="2026-03-11",
        first="Imagine living in North Korea.",
        last='help me save my mother," Geum Sung says.',
    ),
    Expected(
        code="A-002",
        title="China Continues Forced Returns of North Korean Migrants Despite Global Criticism",
        authors=("Omar El Sayed",),
        published=None,
        first="Seoul – Chinese authorities have forcibly sent at least 406",
        last="protecting North Korean escapees",
    ),
    Expected(
        code="A-003",
        title="URGENT: North Korean Refugees At Risk of Forced Repatriation",
        authors=("Hannah Song",),
        published="2023-11-06",
        first="There are currently large numbers of North Korean refugees",
        last="standing with the North Korean people.",
    ),
    Expected(
        code="T-001",
        title="A North Korean Mom and Son’s Harrowing Escape | Harry’s Story",
        authors=(),
        published="2024-01-05",
        first="The town I grew up in",
        last="I am finally free to choose my own life.",
    ),
    Expected(
        code="A-004",
        title="The human rights organization Human Rights Watch reported on Wednesday",
        authors=(),
        published=None,
        first="The human rights organization Human Rights Watch reported on Wednesday (October 15)",
        last="resettlement in third countries.",
    ),
    Expected(
        code="A-005",
        title="N. Korean defector keeps fingers crossed for daughter detained in China",
        authors=("Kang Hyun-kyung",),
        published="2023-09-08T16:54",
        updated="2023-09-10T14:49",
        first="A North Korean defector living in South Korea,",
        last="hoping to get her daughter back.",
    ),
)
CODES = tuple(sorted(each.code for each in TABLE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """The archive with the documents in it.

    Attributes:
        imported: What `import --json` said.
        records: The canonical form of each record, by its code.
    """

    terminal: Terminal
    imported: dict[str, Any]
    records: dict[str, Any]

    def body(self, code: str) -> str:
        """The paragraphs of a record, one a line."""
        return "\n".join(each["text"] for each in self.records[code]["text"]["segments"])


def seeds(shared: Path) -> list[Path]:
    """The five files."""
    found = sorted((shared / "seeds").glob("*.txt"))
    assert len(found) == 5
    return found


@pytest.fixture(scope="module")
def harvest(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Harvest:
    """The five files, said to have been public already."""
    terminal = Terminal(tmp_path_factory.mktemp("harvest"))
    terminal.make_archive()
    imported = terminal.json("import", "--published", *seeds(shared))
    records = {
        found["code"]: found["record"]
        for found in (terminal.json("show", each) for each in imported["added"])
    }
    return Harvest(terminal=terminal, imported=imported, records=records)


def test_the_five_files_become_six_records(harvest: Harvest) -> None:
    """Five articles and a testimony, nothing failed."""
    assert sorted(harvest.records) == sorted(CODES)
    assert harvest.imported["failed"] == harvest.imported["same"] == []
    listed = harvest.terminal.json("list")
    assert listed["count"] == 6
    kinds = {each["code"]: each["kind"] for each in listed["records"]}
    assert kinds == {code: "testimony" if code.startswith("T") else "article" for code in CODES}


@pytest.mark.parametrize("expected", TABLE, ids=lambda each: each.code)
def test_each_record_is_what_a_reader_would_say(harvest: Harvest, expected: Expected) -> None:
    """Title, authors and dates are right; the body runs from first to last sentence, no menus."""
    record = harvest.records[expected.code]
    assert record["title"].startswith(expected.title)
    facts = record[record["kind"]]
    assert tuple(facts.get("authors", ())) == expected.authors
    for name in ("published", "updated"):
        stated = facts.get(name)
        assert (stated["edtf"] if stated else None) == getattr(expected, name)
    body = harvest.body(expected.code)
    assert 0 <= body.find(expected.first) < body.find(expected.last)
    assert [words for words in FURNITURE if words in body] == []


def test_the_files_again_add_nothing(harvest: Harvest, shared: Path) -> None:
    """The same bytes are recognised: all six are said to be there already."""
    again = harvest.terminal.json("import", "--published", *seeds(shared))
    assert again["added"] == again["failed"] == []
    assert sorted(again["same"]) == sorted(harvest.imported["added"])
    assert harvest.terminal.json("list")["count"] == 6


@pytest.mark.parametrize(
    ("query", "first", "others", "marks"),
    [
        ('"forced return"', {"A-001"}, {"A-002"}, r"forced returns?"),
        ("kind:testimony broker", {"T-001"}, set(), r"brokers?"),
        ("date:[2023 TO 2024] daughter", {"A-005"}, {"T-001", "A-003"}, r"daughters?"),
        ("repatriat*", {"A-001", "A-002", "A-003", "A-004", "A-005"}, set(), r"repatriat\w+"),
        ("1,076", {"A-001", "A-002", "A-004"}, set(), r"1,076"),
        (
            "repatriaton~",
            {"A-001", "A-002", "A-003", "A-004", "A-005"},
            set(),
            r"repatriat(ions?|ed)",
        ),
    ],
)
def test_the_right_documents_come_first(
    harvest: Harvest, query: str, first: set[str], others: set[str], marks: str
) -> None:
    """Every document that a reader would name, and those before all others.

    What is marked in the snippets are the words that were asked for, and nothing else.
    """
    answer = harvest.terminal.json("search", query)
    hits = [hit["code"] for hit in answer["hits"]]
    assert set(hits[: len(first)]) == first
    assert set(hits) <= first | others
    assert answer["count"] == len(hits)
    for hit in answer["hits"]:
        assert hit["snippets"]
        for snippet in hit["snippets"]:
            assert snippet["marks"]
            for start, end in snippet["marks"]:
                assert re.fullmatch(marks, snippet["text"][start:end], re.IGNORECASE)


@pytest.mark.parametrize("query", ['"forced return', "forced return)", "[forced return", '"" (('])
def test_a_loose_quote_or_bracket_still_answers(harvest: Harvest, query: str) -> None:
    """Read as plain words, and said so; what holds the words is found."""
    ended = harvest.terminal.run("search", query, "--json")
    assert ended.code == 0, ended.err
    if "forced" in query:
        assert "A-001" in [hit["code"] for hit in ended.document["hits"]]


@pytest.fixture(scope="module")
def dossier(harvest: Harvest) -> Path:
    """All six, for publication."""
    out = harvest.terminal.results / "all six.pdf"
    words = ("--purpose", "publication", "--date", "2026-05-01", "--title", "Six documents")
    made = harvest.terminal.json("dossier", out, *CODES, *words)
    assert sorted(made["included"]) == sorted(harvest.imported["added"])
    assert made["left_out"] == made["anonymised"] == made["leaks"] == []
    return out


@pytest.fixture(scope="module")
def pdf(dossier: Path) -> Pdf:
    """It, read."""
    return read_pdf(dossier)


def test_the_dossier_holds_every_paragraph(harvest: Harvest, pdf: Pdf) -> None:
    """Of all six records, with nothing between its words; a stranger's sentence is not in it."""
    missing = [
        (code, segment["id"])
        for code, record in harvest.records.items()
        for segment in record["text"]["segments"]
        for line in segment["text"].replace("\t", "\n").splitlines()
        if not pdf.holds(line)
    ]
    assert missing == []
    assert not pdf.holds(harvest.body("A-001").splitlines()[0] + " But not so.")
    for furniture in FURNITURE:
        assert furniture not in pdf.text


def test_the_dossier_has_an_outline_and_its_own_fonts(harvest: Harvest, pdf: Pdf) -> None:
    """Every record is in the outline; every font is embedded; nothing is unreadable."""
    outline = " ".join(pdf.outline)
    for record in harvest.records.values():
        assert record["title"].removesuffix("…").strip() in outline
    assert pdf.fonts
    assert all(pdf.fonts.values()), pdf.fonts
    assert "\ufffd" not in pdf.text
    assert set(pdf.information) <= {"Title"}


def test_the_dossier_names_its_sources(harvest: Harvest, pdf: Pdf) -> None:
    """The SHA-256 of each file that came is there, and the authors."""
    for record in harvest.records.values():
        assert pdf.holds(record["attachments"][0]["sha256"])
    for expected in TABLE:
        assert all(pdf.holds(author) for author in expected.authors)


def test_the_same_dossier_has_the_same_bytes(harvest: Harvest, dossier: Path) -> None:
    """Made once more, in another process and under another name."""
    again = harvest.terminal.results / "again.pdf"
    words = ("--purpose", "publication", "--date", "2026-05-01", "--title", "Six documents")
    harvest.terminal.json("dossier", again, *CODES, *words)
    assert again.read_bytes() == dossier.read_bytes()


def test_a_testimony_without_consent_is_left_out(shared: Path, tmp_path: Path) -> None:
    """Not said to be public: Harry's story stays out, with the reason; the articles are in."""
    terminal = Terminal(tmp_path)
    terminal.make_archive()
    terminal.json("import", *seeds(shared))
    out = terminal.results / "without.pdf"
    made = terminal.json("dossier", out, *CODES, "--purpose", "publication")
    harry = terminal.json("show", "T-001")["record"]
    (left_out,) = made["left_out"]
    assert left_out["id"] == harry["id"]
    assert "onsent" in left_out["reason"]
    assert len(made["included"]) == 5
    pdf = read_pdf(out)
    assert "Harry" not in pdf.text
    assert not pdf.holds(harry["text"]["segments"][3]["text"])
    assert terminal.run("dossier", tmp_path / "x.pdf", "T-001", "--purpose", "publication").code > 0
    assert not (tmp_path / "x.pdf").exists()
