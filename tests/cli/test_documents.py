"""`docs/commands.md` is true: every command, every option, every JSON form."""

import argparse
import json
import re
from pathlib import Path

import jsonschema
import pytest

from app.cli.main import parser
from app.cli.verbs import commands
from app.errors import SatchelError
from app.records.canonical import canonical_hash
from app.records.tree import Json
from app.records.vocabularies import Kind, Scope
from tests.cli.conftest import Run
from tests.cli.documented_forms import (
    DOCS,
    Anything,
    Form,
    ListForm,
    MapForm,
    ObjectForm,
    parse_form,
    sections,
    strangers,
)
from tests.journeys.refusals import assert_refused

COMMON = {
    "--archive",
    "--passphrase-file",
    "--key-file",
    "--recovery-code-file",
    "--share",
    "--json",
    "--quiet",
    "--debug",
}


def form_of(name: str) -> Form:
    """The form under the heading of a command."""
    return next(each for each in sections() if name in each.names).forms[0]


def options_of(name: str) -> set[str]:
    """The long options of a command and of its second words, but for those common to all."""
    (verbs,) = choices_in(parser([name]))
    known = long_options(verbs.choices[name])
    for acts in choices_in(verbs.choices[name]):
        for act in acts.choices.values():
            known |= long_options(act)
    return known - COMMON - {"--help"}


def choices_in(
    known: argparse.ArgumentParser,
) -> "list[argparse._SubParsersAction[argparse.ArgumentParser]]":
    """Where a parser's words branch."""
    return [each for each in known._actions if isinstance(each, argparse._SubParsersAction)]


def long_options(known: argparse.ArgumentParser) -> set[str]:
    """The long options of one parser."""
    words = {word for action in known._actions for word in action.option_strings}
    return {word for word in words if word.startswith("--")}


def test_every_command_is_documented_and_no_other() -> None:
    """A command that is added has to be described; one that goes takes its words along."""
    documented = {name for section in sections() for name in section.names}
    assert documented == set(commands())


@pytest.mark.parametrize("name", commands())
def test_every_option_stands_in_the_heading(name: str) -> None:
    """And every option of the heading is known to the program."""
    heads = [head for section in sections() for head in section.heads if head.split()[0] == name]
    documented = set(re.findall(r"--[\w-]+", " ".join(heads)))
    assert documented == options_of(name)


def test_the_common_options_are_the_documented_ones() -> None:
    """The table at the top names those that every command knows."""
    table = DOCS.read_text(encoding="utf-8").partition("## Exit codes")[0]
    assert set(re.findall(r"^\| `(--[\w-]+)", table, re.MULTILINE)) == COMMON


def test_purposes_and_kinds_are_the_documented_ones() -> None:
    """The words that choose among several are all there."""
    text = DOCS.read_text(encoding="utf-8")
    assert [f"`{scope}`" for scope in Scope if f"`{scope}`" not in text] == []
    assert {"testimony", "article"} == set(Kind)


def test_every_exit_code_is_documented() -> None:
    """Each error's code stands in the list."""
    text = DOCS.read_text(encoding="utf-8").partition("## Exit codes")[2].partition("\n## ")[0]
    documented = {int(number) for number in re.findall(r"(?:^|· |·\n)(\d) ", text, re.MULTILINE)}
    used = {error.exit_code for error in SatchelError.__subclasses__()}
    assert documented == used | {0, 1} == set(range(9))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ('{"a", "b": [ID]}', ObjectForm({"a": Anything(), "b": ListForm(Anything())})),
        ('{name: [{"v"}]}', MapForm(ListForm(ObjectForm({"v": Anything()})))),
        ('{"m": [[start,\n end]]}', ObjectForm({"m": ListForm(ListForm(Anything()))})),
    ],
)
def test_forms_are_read_as_they_are_written(text: str, form: Form) -> None:
    """The reader of the docs is no blind one."""
    assert parse_form(text) == form


def test_strangers_are_found() -> None:
    """A key more, a key less, another order, a list for an object: all are named."""
    form = parse_form('{"a", "b": [{"c"}], "d": {name: [X]}}')
    fits: dict[str, Json] = {"a": 1, "b": [{"c": 2}], "d": {"x": [], "y": [3]}}
    assert list(strangers(fits, form)) == []
    odd: list[tuple[str, Json]] = [("e", 1), ("b", {}), ("b", [{}]), ("d", []), ("d", {"x": 1})]
    odd.append(("b", [{"c": 1, "x": 2}]))
    for key, value in odd:
        assert list(strangers({**fits, key: value}, form))
    assert list(strangers({"b": [], "a": 1, "d": {}}, form))


def assert_has_form(document: Json, form: Form) -> None:
    """Nothing is strange about it."""
    assert list(strangers(document, form)) == []


def test_new_has_its_form(place: Path, bare: Run) -> None:
    """Archive, recovery code, fingerprint; the code is shown once and nowhere else."""
    ended = bare("--passphrase-file", "passphrase", "--json", "new", "b.satchel", "--light-kdf")
    assert ended.code == 0, ended.err
    assert_has_form(ended.document, form_of("new"))
    assert re.fullmatch(r"(\w{4}-){7}\w{4}", ended.document["recovery_code"])


def test_import_has_its_form(satchel: Run, place: Path) -> None:
    """Added, same and failed in one report, with the drafts."""
    (place / "third.txt").write_text(
        "The mill burnt down\n\nThe mill burnt down on Friday night.\n"
    )
    (place / "empty.txt").touch()
    ended = satchel("import", "third.txt", "ferry.txt", "empty.txt", "--json")
    assert ended.code == 4
    report = ended.document
    assert_has_form(report, form_of("import"))
    assert [len(report[key]) for key in ("added", "same", "failed", "drafts")] == [1, 1, 1, 2]
    assert report["drafts"][1]["published"] == "2021-06-02"
    assert report["drafts"][1]["authors"] == ["Ilse Varga"]


def test_a_dry_run_needs_no_archive_and_writes_nothing(place: Path, bare: Run) -> None:
    """Drafts are shown, with the lines that are left out."""
    before = sorted(place.rglob("*"))
    ended = bare("import", "--dry-run", "ferry.txt", "--json")
    assert ended.code == 0, ended.err
    assert_has_form(ended.document, form_of("import"))
    assert ended.document["added"] == []
    assert len(ended.document["drafts"]) == 1
    assert sorted(place.rglob("*")) == before


def test_list_has_its_form(satchel: Run) -> None:
    """Newest first; limit and offset cut, the count stays."""
    whole = satchel("list", "--json").document
    assert_has_form(whole, form_of("list"))
    assert [each["code"] for each in whole["records"]] == ["T-001", "A-001"]
    assert [each["date"] for each in whole["records"]] == [None, "2021-06-02"]
    page = satchel("list", "--json", "--limit", "1", "--offset", "1").document
    assert (page["count"], page["records"]) == (2, whole["records"][1:])


def test_show_has_its_form_and_the_record_its_schema(satchel: Run) -> None:
    """By code, by id, by its beginning; the hash is that of the canonical form."""
    shown = satchel("show", "A-001", "--json").document
    assert_has_form(shown, form_of("show"))
    record = shown["record"]
    schema = json.loads((DOCS.parent / "record.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(record, schema)
    for name in (record["id"], record["id"][:-1], "a-001"):
        assert satchel("show", name, "--json").document == shown
    assert re.fullmatch(r"[0-9a-f]{64}", shown["hash"])


@pytest.mark.parametrize(
    "change", [("title=New",), ('tags=["ice"]', "title=New"), ("--json-file", "change.json")]
)
def test_set_has_the_form_of_show(satchel: Run, place: Path, change: tuple[str, ...]) -> None:
    """All fields in one revision."""
    (place / "change.json").write_text('{"title": "New"}')
    changed = satchel("set", "A-001", *change, "--json")
    assert changed.code == 0, changed.err
    assert_has_form(changed.document, form_of("show"))
    assert changed.document["record"]["title"] == "New"
    assert changed.document == satchel("show", "A-001", "--json").document
    assert len(satchel("history", "A-001", "--json").document["revisions"]) == 2


def test_a_whole_record_can_be_set(satchel: Run, place: Path) -> None:
    """What `show` gives, corrected in a file, is taken as it is."""
    shown = satchel("show", "A-001", "--json").document
    shown["record"]["title"] = "By file"
    (place / "whole.json").write_text(json.dumps(shown["record"]), encoding="utf-8")
    assert satchel("set", "A-001", "--json-file", "whole.json").code == 0
    after = satchel("show", "A-001", "--json").document
    assert after["record"] == shown["record"]
    assert after["hash"] != shown["hash"]
    assert len(canonical_hash(b"")) == len(after["hash"])


@pytest.mark.parametrize("name", ["bin", "unbin"])
def test_bin_and_unbin_list_what_they_moved(satchel: Run, name: str) -> None:
    """As `list` has it; `list --bin` shows what lies there."""
    if name == "unbin":
        satchel("bin", "A-001", "T-001")
    moved = satchel(name, "A-001", "T-001", "--json").document
    assert list(moved) == ["records"]
    assert_has_form({"count": 2, **moved}, form_of("list"))
    there = satchel("list", "--bin", "--json").document
    assert there["count"] == (2 if name == "bin" else 0)


def test_history_and_going_back_have_their_forms(satchel: Run) -> None:
    """Newest first; going back makes a revision more, with the old content."""
    first = satchel("show", "A-001", "--json").document
    satchel("set", "A-001", "title=New")
    history = satchel("history", "A-001", "--json").document
    assert_has_form(history, form_of("history"))
    (change,) = history["revisions"][0]["changes"]
    assert (change["path"], change["after"]) == ("title", "New")
    back = satchel("restore-revision", "A-001", history["revisions"][1]["revision"], "--json")
    assert back.document == first
    assert len(satchel("history", "A-001", "--json").document["revisions"]) == 3


def test_search_has_its_form(satchel: Run) -> None:
    """Marks count code points, and lie on the words."""
    found = satchel("search", "coins", "--json").document
    assert_has_form(found, form_of("search"))
    (hit,) = found["hits"]
    marked = [
        snippet["text"][start:end] for snippet in hit["snippets"] for start, end in snippet["marks"]
    ]
    assert set(marked) == {"coins"}
    assert found["facets"]
    assert satchel("search", "coins", "--limit", "0", "--json").document["count"] == 1


def test_a_batch_has_its_form_line_by_line(satchel: Run, place: Path) -> None:
    """One document a line of the file, empty lines and odd questions too."""
    lines = ["ferry", "", '"loose quote', "coins hem", "사공"]
    (place / "batch").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for extra in ((), ("--json",), ("--any",)):
        ended = satchel("search", "--batch", "batch", *extra)
        assert ended.code == 0, ended.err
        documents = [json.loads(line) for line in ended.out.splitlines()]
        assert [each["query"] for each in documents] == lines
        for each in documents:
            assert_has_form(each, form_of_batch())
        assert {hit["source"] for hit in documents[0]["hits"]} == {"ferry.txt", "letter.txt"}


def form_of_batch() -> Form:
    """The form under the second heading for `search`."""
    return next(each for each in sections() if "--batch" in each.heads[0]).forms[0]


def test_extract_has_its_form(satchel: Run, place: Path) -> None:
    """The file comes out byte for byte; one that is there already is left alone."""
    sha256 = satchel("show", "A-001", "--json").document["record"]["attachments"][0]["sha256"]
    ended = satchel("extract", "A-001", sha256[:10], "out.txt", "--json")
    assert_has_form(ended.document, form_of("extract"))
    assert (place / "out.txt").read_bytes() == (place / "ferry.txt").read_bytes()
    (place / "out.txt").write_text("mine")
    assert satchel("extract", "A-001", sha256, "out.txt").code == 4
    assert (place / "out.txt").read_text() == "mine"


def test_attach_has_its_form(satchel: Run, place: Path) -> None:
    """The record comes with the file; one that is not there is told in one line."""
    (place / "map.png").write_bytes(b"\x89PNG")
    ended = satchel("attach", "A-001", "map.png", "--role", "picture", "--json")
    assert_has_form(ended.document, form_of("show"))
    assert ended.document["record"]["attachments"][-1]["name"] == "map.png"
    assert_refused(satchel("attach", "A-001", "nothing.png"), 4)
    assert_refused(satchel("attach", "A-001", "map.png", "--role", "odd"), 2, "--role", "picture")


def test_dossier_has_its_form(satchel: Run, place: Path) -> None:
    """What is in it and what is left out, with the reason; the sum is that of the file."""
    words = ("dossier", "out.pdf", "A-001", "T-001", "--purpose", "publication")
    made = satchel(*words, "--json").document
    assert_has_form(made, form_of("dossier"))
    assert (len(made["included"]), len(made["left_out"])) == (1, 1)
    assert made["pages"] > 1
    by_query = satchel("dossier", "q.pdf", "--query", "ice", "--purpose", "publication", "--json")
    assert len(by_query.document["included"]) == 1


def test_audit_has_its_forms(satchel: Run) -> None:
    """Newest first, with the head; one record's entries alone; a head that was kept is found."""
    shown, compared = next(each.forms for each in sections() if "audit" in each.names)
    log = satchel("audit", "--json").document
    assert_has_form(log, shown)
    assert [log["ok"], log["damaged"]] == [True, []]
    assert [entry["number"] for entry in log["entries"]] == list(range(log["count"], 0, -1))
    assert log["head"]["hash"] == log["entries"][0]["hash"]
    code = next(entry["code"] for entry in log["entries"] if entry["code"])
    about = satchel("audit", "--record", code, "--json").document
    assert about["count"] == len(about["entries"]) < log["count"]
    assert {entry["code"] for entry in about["entries"]} == {code}
    assert satchel("audit", "--head", "--json").document["entries"] == []
    for kept in (" ".join(log["head"]["words"]), log["head"]["hash"]):
        found = satchel("audit", "--compare", kept, "--json")
        assert found.code == 0
        assert_has_form(found.document, compared)
        assert found.document["number"] == log["head"]["number"]
    other = satchel("audit", "--compare", "0" * 64, "--json")
    assert other.code == 6
    assert_has_form(other.document, compared)
    assert satchel("audit", "--compare", "able able").code == 4


def test_verify_has_its_form(satchel: Run) -> None:
    """Two records, two attachments, nothing damaged."""
    verdict = satchel("verify", "--json").document
    assert_has_form(verdict, form_of("verify"))
    assert verdict == {"ok": True, "records": 2, "attachments": 2, "damaged": []}


def test_damage_has_its_form(satchel: Run, place: Path) -> None:
    """Exit code 6, and each damaged thing by what it is, its name and the reason."""
    harmed = next((place / "a.satchel" / "objects").glob("*/*"))
    data = bytearray(harmed.read_bytes())
    data[-1] ^= 1
    harmed.write_bytes(data)
    ended = satchel("verify", "--json")
    assert ended.code == 6
    assert_has_form(ended.document, form_of("verify"))
    assert not ended.document["ok"]
    assert [each["what"] for each in ended.document["damaged"]] == ["attachment"]


def test_demo_has_its_form(place: Path, bare: Run) -> None:
    """What it says is there is there, and opens with the passphrase that it tells."""
    made = bare("demo", "demo", "--json", "--quiet").document
    assert_has_form(made, form_of("demo"))
    assert Path(made["dossier"]).read_bytes().startswith(b"%PDF")
    (place / "told").write_text(made["passphrase"])
    listed = bare("--archive", made["archive"], "--passphrase-file", "told", "list", "--json")
    assert listed.document["count"] == made["records"] >= 9
