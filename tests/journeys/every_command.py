"""A journey through every terminal command, with words that can be told from all others."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from tests.confined import made_media
from tests.journeys.terminal import Ended, Terminal

TEXT, FIELD, NAME = "Quillfeather쇠물닭", "Saltmarrow갯골", "Brackenholt"
COLLECTION, QUERY, TITLE = "Thistlewick", "Emberlyx", "Fenwhistle"
MARKERS = (TEXT, FIELD, NAME, COLLECTION, QUERY, TITLE)

PAGE = f"""\
{TEXT} ferry stops for the winter
By Ilse Varga
Published 2 June 2021

The {TEXT} ferry has not crossed the Lower Sarn since Monday, residents said, and nobody at the \
county office would say when it is to cross again.
A woman in her sixties said that the ice had come early, and that {TEXT} had always been the last \
to close.
"""


def every_command(terminal: Terminal) -> Iterator[tuple[str, Ended]]:
    """Run each command at least once; what it was, and how it ended."""
    stick, out = terminal.stick, terminal.results

    def step(*words: str | Path) -> tuple[str, Ended]:
        return str(words[0]), terminal.run(*words)

    page = stick / f"{NAME}.txt"
    page.write_text(PAGE, encoding="utf-8")
    questions = stick / "questions"
    questions.write_text(f"{TEXT}\n{QUERY}\n{QUERY}~ OR ferr*\n", encoding="utf-8")
    sha256 = hashlib.sha256(page.read_bytes()).hexdigest()

    yield step("new", terminal.archive, "--light-kdf")
    yield step("import", page, "--collection", COLLECTION, "--published")
    yield step("list")
    yield step("search", TEXT)
    yield step("search", QUERY)
    yield step("search", "--batch", questions)
    for words in (
        ("add", QUERY, f"{TEXT} OR {QUERY}"),
        ("add", FIELD, f'tag:"{FIELD}"'),
        ("rename", FIELD, NAME),
        ("list",),
        ("run", QUERY),
        ("remove", NAME),
    ):
        yield step("saved", *words)
    yield step("similar", "A-001")
    repost = stick / f"{NAME} repost.txt"
    repost.write_text(PAGE.replace("nobody", "no one"), encoding="utf-8")
    yield step("import", repost, "--kind", "article", "--published")
    yield step("doubles", "A-001")
    yield step("doubles", "A-001", "A-002")
    for act in (("link", "A-002", "A-001"), ("unlink", "A-002"), ("merge", "A-001", "A-002")):
        yield step("doubles", *act[1:], "--do", act[0])
    yield step("doubles", "A-001", "--do", "undo-merge")
    yield step("suggestions")
    yield step("destroy", "A-002", "--yes")
    yield step("doubles")
    yield step("suggestions")
    yield step("set", "A-001", f"article.place={FIELD}", f'tags=["{FIELD}"]')
    yield step("show", "A-001")
    history = terminal.run("history", "A-001", "--json")
    yield "history", history
    first = history.document["revisions"][-1]["revision"]
    yield step("restore-revision", "A-001", first)
    yield step("bin", "A-001")
    yield step("unbin", "A-001")
    yield step("attach", "A-001", questions)
    yield step("extract", "A-001", sha256, out / "original.txt")
    picture = stick / "picture.jpg"
    picture.write_bytes(made_media.picture())
    yield step("attach", "A-001", picture, "--role", "picture")
    taken = hashlib.sha256(picture.read_bytes()).hexdigest()
    yield step("extract", "A-001", taken, out / "clean.jpg", "--clean")
    dossier = ("dossier", out / "dossier.pdf", "A-001", "--purpose", "publication")
    yield step(*dossier, "--title", TITLE, "--to", TITLE)
    yield from _keys(terminal)
    yield from _safe_keeping(terminal)
    yield step("audit")
    yield step("verify")
    yield step("demo", stick / "demo")


def _keys(terminal: Terminal) -> Iterator[tuple[str, Ended]]:
    """Everything that can be done with keys."""
    out = terminal.results
    shares = ("key", "add", "--kind", "shares", "--k", "2", "--n", "2", "--out", out / "sheets")
    made = terminal.run(*shares, "--json")
    yield "key", made
    passphrases = terminal.stick / "holders"
    drawn = [share["passphrase"] for share in made.document["shares"]]
    passphrases.write_text("\n".join(drawn), encoding="utf-8")
    sheets = [word for share in made.document["shares"] for word in ("--share", share["file"])]
    for words in (
        ("key", "rehearse", *sheets, "--passphrase-file", passphrases),
        ("key", "person", "1", "--person", NAME, "--initials", "BR"),
        ("key", "add", "--kind", "keyfile", "--generate", "--out", out / "photos.dat"),
        ("key", "change", "--new-passphrase-file", terminal.passphrase_file),
        ("key", "remove", "3"),
        ("key", "rekey"),
        ("key", "list"),
    ):
        yield "key", terminal.run(*words)


def _safe_keeping(terminal: Terminal) -> Iterator[tuple[str, Ended]]:
    """Copies of the archive, all of them on this computer, and the end of a record."""
    other = terminal.stick / f"{NAME} again.txt"
    other.write_text(PAGE.replace("ferry", "ferryman"), encoding="utf-8")
    backup, restored, salvaged = terminal.copies
    for words in (
        ("import", other, "--kind", "article"),
        ("backup", backup),
        ("bin", "A-003"),
        ("destroy", "A-003", "--yes"),
        ("backup", backup),
        ("restore", backup, restored),
        ("salvage", salvaged),
    ):
        yield str(words[0]), terminal.run(*words)
