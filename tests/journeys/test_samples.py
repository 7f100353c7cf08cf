"""The sample texts: all there, listed, and openly fictional."""

import json
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
KINDS = ("testimony", "article")
INVENTED = ("invented sample", "지어낸 본보기", "متخيَّل كُتب نموذجًا", "вымышленный текст-образец")


def listed() -> list[dict[str, object]]:
    """Return what samples.json lists."""
    entries: list[dict[str, object]] = json.loads((SAMPLES / "samples.json").read_text("utf-8"))
    return entries


def test_every_sample_is_listed_once() -> None:
    """The demo brings in exactly the texts that lie in the folder."""
    files = [str(entry["file"]) for entry in listed()]
    assert sorted(files) == sorted(path.name for path in SAMPLES.glob("*.txt"))


def test_the_languages_and_kinds_that_the_demo_shows_are_there() -> None:
    """English, Korean and Arabic each come as a testimony and as an article."""
    pairs = {(entry["language"], entry["kind"]) for entry in listed()}
    assert pairs >= {(lang, kind) for lang in ("en", "ko", "ar") for kind in KINDS}
    assert all(entry["published"] == (entry["kind"] == "article") for entry in listed())


def test_every_sample_says_that_it_is_invented() -> None:
    """Nobody can take a sample for a document."""
    for entry in listed():
        text = (SAMPLES / str(entry["file"])).read_text("utf-8")
        assert any(words in text for words in INVENTED), entry["file"]
        assert 1_000 < len(text) < 5_000, entry["file"]
