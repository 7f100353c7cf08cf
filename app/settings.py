"""What is kept outside the archive: language, theme, text size, and a place if asked for.

The file is `settings.toml` in the user's configuration folder. It never names an archive unless
the person asked to have it remembered.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from platformdirs import user_config_path

from app.errors import SystemTroubleError
from app.translation import _

SMALLEST_TEXT = 0.8
LARGEST_TEXT = 2.0


class ThemeChoice(StrEnum):
    """Which of the two looks is shown."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The person's choices on this computer.

    Attributes:
        language: BCP 47 tag of the interface; empty for English.
        theme: Light, dark, or as the system.
        text_size: Factor on every size of type, 0.8 to 2.0.
        remembered_archive: The archive offered on the lock screen, only if asked for.
    """

    language: str = ""
    theme: ThemeChoice = ThemeChoice.SYSTEM
    text_size: float = 1.0
    remembered_archive: Path | None = None


def settings_path() -> Path:
    """Where the settings lie; the folder may not exist yet."""
    return user_config_path("satchel", appauthor=False) / "settings.toml"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; what is missing or not understood takes its default."""
    try:
        found = tomllib.loads((path or settings_path()).read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    language, theme = found.get("language"), found.get("theme")
    size, remembered = found.get("text_size"), found.get("remembered_archive")
    return Settings(
        language=language if isinstance(language, str) else "",
        theme=ThemeChoice(theme) if theme in tuple(ThemeChoice) else ThemeChoice.SYSTEM,
        text_size=(
            min(max(float(size), SMALLEST_TEXT), LARGEST_TEXT)
            if isinstance(size, int | float) and not isinstance(size, bool)
            else 1.0
        ),
        remembered_archive=Path(remembered) if isinstance(remembered, str) and remembered else None,
    )


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings, whole or not at all.

    Raises:
        SystemTroubleError: The folder cannot be written.
    """
    target = path or settings_path()
    lines = [
        f"language = {_quoted(settings.language)}",
        f"theme = {_quoted(settings.theme.value)}",
        f"text_size = {settings.text_size:.2f}",
    ]
    if settings.remembered_archive is not None:
        lines.append(f"remembered_archive = {_quoted(str(settings.remembered_archive))}")
    beside = target.with_suffix(".new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside.write_text("\n".join(lines) + "\n", "utf-8")
        beside.replace(target)
    except (OSError, UnicodeEncodeError) as cause:
        raise SystemTroubleError(
            _("The settings could not be written."),
            _("The choice holds until the program ends."),
        ) from cause


def _quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04X}" for c in escaped) + '"'
    )
