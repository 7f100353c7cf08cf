"""A dossier appears complete or not at all."""

import errno
import os
from pathlib import Path

import pytest

from app.archive.consent import Decision
from app.dossier.disclosure import EMAIL, PHONE, LeakKind, disclosure_check
from app.dossier.export import DisclosureError, check_dossier, export_dossier, write_complete
from app.errors import CancelledError, SystemTroubleError
from app.progress import Silent
from tests.dossier.builders import HASH, SAYINGS, a_testimony, an_order, built, entry, read


class _CancelAt:
    """Cancels at the n-th step."""

    def __init__(self, step: int) -> None:
        self.left = step

    def step(self, what: str, done: int, total: int | None) -> None:
        self.left -= 1
        if self.left < 0:
            raise CancelledError("Cancelled.")


def test_the_written_file_is_the_built_one(tmp_path: Path) -> None:
    """What is written is what was checked, byte for byte, and nothing else lies beside it."""
    order = an_order(entry(a_testimony(SAYINGS["en"])))
    path = tmp_path / "dossier.pdf"

    exported = export_dossier(order, path, Silent())

    pdf, said = built(order)
    assert path.read_bytes() == pdf
    assert exported.sha256 == said.sha256
    assert exported.pages == said.pages
    assert [each.name for each in tmp_path.iterdir()] == ["dossier.pdf"]


def test_cancelling_at_any_step_leaves_nothing(tmp_path: Path) -> None:
    """Whenever it is cancelled, the folder stays empty; sooner or later it gets through."""
    order = an_order(entry(a_testimony(*[SAYINGS["en"]] * 40)))
    steps = 0
    while True:
        try:
            export_dossier(order, tmp_path / "dossier.pdf", _CancelAt(steps))
        except CancelledError:
            assert list(tmp_path.iterdir()) == []
            steps += 1
            continue
        break

    assert steps >= 5


def test_cancelling_keeps_an_older_file(tmp_path: Path) -> None:
    """The file that was there is replaced at the last moment only."""
    path = tmp_path / "dossier.pdf"
    path.write_bytes(b"older")

    with pytest.raises(CancelledError):
        write_complete(b"newer", path, _CancelAt(1))

    assert path.read_bytes() == b"older"
    assert [each.name for each in tmp_path.iterdir()] == ["dossier.pdf"]


def test_a_folder_that_is_not_there_is_said_in_plain_words(tmp_path: Path) -> None:
    """The disk's refusal becomes an error a person can act on."""
    with pytest.raises(SystemTroubleError) as caught:
        write_complete(b"x", tmp_path / "nowhere" / "dossier.pdf", Silent())

    assert os.strerror(errno.ENOENT) in caught.value.happened


def test_a_name_too_long_for_the_disk_leaves_nothing(tmp_path: Path) -> None:
    """Also when the temporary name is what the disk refuses."""
    with pytest.raises(SystemTroubleError):
        write_complete(b"x", tmp_path / ("n" * 300), Silent())

    assert list(tmp_path.iterdir()) == []


def test_the_file_is_for_the_owner_alone(tmp_path: Path) -> None:
    """Others on the same computer cannot read it."""
    path = tmp_path / "dossier.pdf"
    write_complete(b"x", path, Silent())

    assert path.stat().st_mode & 0o077 == 0


def test_a_protected_name_stops_the_export(tmp_path: Path) -> None:
    """Nothing is written, and the page and words are told."""
    order = an_order(entry(a_testimony("She called me Mara Iven that night.")))
    path = tmp_path / "dossier.pdf"

    with pytest.raises(DisclosureError) as caught:
        export_dossier(order, path, Silent(), protected=["Mara Iven"])

    assert list(tmp_path.iterdir()) == []
    assert [(leak.page, leak.words) for leak in caught.value.leaks] == [(4, "Mara Iven")]
    exported = export_dossier(order, path, Silent(), protected=["Mara Iven"], leaks_allowed=True)
    assert len(exported.leaks) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Mara Iven", "They asked for MARA IVEN at the gate."),
        ("Mara Iven", "They asked for Iven, Mara at the gate."),
        ("Mara Iven", "They asked for Mara-Iven at the gate."),
        ("Mara Ivén", "They asked for Mara Iven at the gate."),
        ("Geum-sung Han", "They asked for Han Geumsung at the gate."),
        ("Geumsung Han", "They asked for Geum Sung Han at the gate."),
        ("김금성", "그날 밤 김금성은 물가에 있었어요."),
        ("김 금성", "그날 밤 김금성이 물가에 있었어요."),
        ("مارا", "سألوا عن مارا عند البوابة"),
        ("מרה", "שאלו על מָרָה בשער"),
        ("Иван Мельник", "Спросили: где ИВАН Мельник?"),
        ("山田花子", "彼らは山田 花子を探した。"),
    ],
)
def test_spellings_of_a_name_are_found(name: str, text: str) -> None:
    """Case, marks, spaces, hyphens and the order of names do not hide a name."""
    leaks = disclosure_check(read(an_order(entry(a_testimony(text)))), [name], accounts=[])

    assert [(leak.page, leak.kind) for leak in leaks] == [(4, LeakKind.PROTECTED_NAME)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Lee", "They were sleeping, asleep, on the leeward side."),
        ("Iven", "It was given, driven, and ivenness is no word."),
        ("Mara Iven", "The marathon was driven."),
    ],
)
def test_names_inside_other_words_are_not_found(name: str, text: str) -> None:
    """In scripts that put spaces between words a name stands alone."""
    found = read(an_order(entry(a_testimony(text, title="Rest"))))

    assert disclosure_check(found, [name], accounts=[]) == ()


def test_a_name_over_the_end_of_a_line_is_found() -> None:
    """Wherever the line ends between or within the parts of a name."""
    for count in range(1, 30):
        text = "word " * count + "Mara Iven stayed until dawn under the trees by the water."
        leaks = disclosure_check(
            read(an_order(entry(a_testimony(text)))), ["Mara Iven"], accounts=[]
        )
        assert [leak.page for leak in leaks] == [4]


def test_names_in_title_outline_and_file_name_are_found() -> None:
    """What is not on a page is told as page 0."""
    order = an_order(entry(a_testimony("Two nights.", title="Mara Iven at the weir")))
    checked = check_dossier(order, Silent(), protected=["Mara Iven"], file_name="mara-iven.pdf")

    assert {leak.words for leak in checked.leaks if leak.page == 0} == {"Mara Iven", "mara-iven"}
    assert {leak.page for leak in checked.leaks} == {0, 2, 4, 5}


def test_the_account_of_this_computer_is_found() -> None:
    """The name the computer knows its user by is looked for as well."""
    found = read(an_order(entry(a_testimony("Saved in the folder of mholm, she said."))))

    leaks = disclosure_check(found, [], accounts=["mholm"])

    assert [(leak.words, leak.kind) for leak in leaks] == [("mholm", LeakKind.ACCOUNT)]


def test_patterns_are_found_where_asked_for() -> None:
    """Telephone numbers and addresses of mailboxes, but neither dates nor counts nor hashes."""
    text = "Call +82 10-5555-0134 or 02 555 0199 or write to mara@example.org. 1,076 in 2019-03-14."
    found = read(an_order(entry(a_testimony(text))))

    leaks = disclosure_check(found, [], accounts=[], patterns=(PHONE, EMAIL))

    assert sorted(leak.words for leak in leaks) == [
        "+82 10-5555-0134",
        "02 555 0199",
        "mara@example.org",
    ]


def test_an_identity_withheld_exhibit_tells_neither_hash_nor_day() -> None:
    """Hashes, sizes and exact dates identify: only code, month and a word are given."""
    withheld = entry(a_testimony("Two nights."), decision=Decision.ANONYMISED)
    text = "\n".join(page.text for page in read(an_order(withheld)).pages)

    assert HASH not in text
    assert "2020-09-22" not in text
    assert "48.1 kB" not in text
    assert "Integrity confirmed" in text
    assert "2020-09" in text


def test_an_exhibit_in_full_tells_its_hash_on_one_line() -> None:
    """So that it can be copied whole and compared."""
    text = "\n".join(page.text for page in read(an_order(entry(a_testimony("Two.")))).pages)

    assert HASH in text
    assert "2020-09-22" in text
    assert "48.1 kB" in text
