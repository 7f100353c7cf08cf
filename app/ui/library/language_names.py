"""Languages by the name a person reads, in the language of the interface or in their own."""

from PySide6.QtCore import QLocale

from app.translation import _


def language_name(tag: str) -> str:
    """The name of a language in the language of the interface.

    Args:
        tag: BCP 47; one that is not known comes back as it is.
    """
    base, _dash, rest = tag.partition("-")
    name = _known().get(base.lower())
    if name is None:
        found = QLocale.codeToLanguage(base)
        if found in (QLocale.Language.AnyLanguage, QLocale.Language.C):
            return tag
        name = QLocale.languageToString(found)
    return _("{language} ({variant})").format(language=name, variant=rest) if rest else name


def own_name(tag: str) -> str:
    """The name of a language in that language itself: 한국어, English."""
    base = tag.split("-")[0].lower()
    if base in _OWN:
        return _OWN[base]
    name = QLocale(tag).nativeLanguageName() if tag and tag != "und" else ""
    return name[:1].upper() + name[1:] if name else language_name(tag)


# Qt names the territory as well: "American English".
_OWN = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "ja": "日本語",
    "ko": "한국어",
    "pt": "Português",
    "ru": "Русский",
    "vi": "Tiếng Việt",
    "zh": "中文",
}


def _known() -> dict[str, str]:
    return {
        "": _("Not recorded"),
        "und": _("Not recorded"),
        "ar": _("Arabic"),
        "de": _("German"),
        "el": _("Greek"),
        "en": _("English"),
        "es": _("Spanish"),
        "fa": _("Persian"),
        "fr": _("French"),
        "he": _("Hebrew"),
        "hi": _("Hindi"),
        "it": _("Italian"),
        "ja": _("Japanese"),
        "ko": _("Korean"),
        "my": _("Burmese"),
        "pt": _("Portuguese"),
        "ru": _("Russian"),
        "th": _("Thai"),
        "tr": _("Turkish"),
        "uk": _("Ukrainian"),
        "ur": _("Urdu"),
        "vi": _("Vietnamese"),
        "zh": _("Chinese"),
    }
