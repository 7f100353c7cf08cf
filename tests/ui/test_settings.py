"""Settings hold language, theme, text size, and nothing else unasked."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import SystemTroubleError
from app.settings import Settings, ThemeChoice, load_settings, save_settings, settings_path


def test_what_was_saved_is_read_again(tmp_path: Path) -> None:
    """Every choice comes back."""
    chosen = Settings(
        language="ko",
        theme=ThemeChoice.DARK,
        text_size=1.15,
        remembered_archive=Path('/home/a "b"\\c\n/음.satchel'),
    )
    save_settings(chosen, tmp_path / "settings.toml")
    assert load_settings(tmp_path / "settings.toml") == chosen


def test_no_archive_is_named_unless_asked(tmp_path: Path) -> None:
    """The file holds three lines: language, theme, text size."""
    save_settings(Settings(), tmp_path / "settings.toml")
    found = tomllib.loads((tmp_path / "settings.toml").read_text("utf-8"))
    assert set(found) == {"language", "theme", "text_size"}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_survives_the_file(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever stands in a value, the file stays TOML and gives it back."""
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    save_settings(Settings(language=text), file)
    assert load_settings(file).language == text


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"theme = 7\ntext_size = true\nlanguage = []", b"theme = 'pink'", b"= ="],
)
def test_a_strange_file_gives_the_defaults(tmp_path: Path, content: bytes) -> None:
    """A damaged or edited file never keeps the program from starting."""
    (tmp_path / "settings.toml").write_bytes(content)
    assert load_settings(tmp_path / "settings.toml") == Settings()


def test_text_size_stays_within_reason(tmp_path: Path) -> None:
    """A size of 50 would leave no way back."""
    (tmp_path / "settings.toml").write_text("text_size = 50")
    assert load_settings(tmp_path / "settings.toml").text_size == 2.0


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The choice holds until the end, and the sentence says so."""
    (tmp_path / "file").write_text("")
    with pytest.raises(SystemTroubleError, match="holds until"):
        save_settings(Settings(), tmp_path / "file" / "settings.toml")


def test_the_file_lies_in_the_configuration_folder(own_home: Path) -> None:
    """Nothing is written beside the program or into the home folder itself."""
    assert settings_path().name == "settings.toml"
    assert settings_path().parent.parent == own_home / "config"
