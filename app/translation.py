"""All strings that a person reads go through here (gettext)."""

import gettext
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "translations"
_current: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str) -> None:
    """Choose the language of messages; English where no translation is installed.

    Args:
        language: A BCP 47 tag such as `ko`.
    """
    global _current
    _current = gettext.translation("satchel", _FOLDER, [language], fallback=True)


def _(message: str) -> str:
    """Translate one message."""
    return _current.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a message whose form depends on a count."""
    return _current.ngettext(one, many, count)
