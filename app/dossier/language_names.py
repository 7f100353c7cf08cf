"""Names of languages as a dossier prints them."""

from app.translation import _


def language_name(tag: str) -> str:
    """The name of a BCP 47 tag's language; the tag itself where it has no name here."""
    names = {
        "am": _("Amharic"), "ar": _("Arabic"), "bo": _("Tibetan"), "ckb": _("Central Kurdish"),
        "de": _("German"), "el": _("Greek"), "en": _("English"), "es": _("Spanish"),
        "fa": _("Persian"), "fr": _("French"), "he": _("Hebrew"), "hi": _("Hindi"),
        "id": _("Indonesian"), "it": _("Italian"), "ja": _("Japanese"), "km": _("Khmer"),
        "kmr": _("Kurmanji"), "ko": _("Korean"), "ku": _("Kurdish"), "lo": _("Lao"),
        "my": _("Burmese"), "ne": _("Nepali"), "nl": _("Dutch"), "pl": _("Polish"),
        "ps": _("Pashto"), "pt": _("Portuguese"), "ru": _("Russian"), "so": _("Somali"),
        "sv": _("Swedish"), "sw": _("Swahili"), "th": _("Thai"), "ti": _("Tigrinya"),
        "tr": _("Turkish"), "ug": _("Uyghur"), "uk": _("Ukrainian"), "ur": _("Urdu"),
        "vi": _("Vietnamese"), "zh": _("Chinese"),
    }  # fmt: skip
    return names.get(tag.split("-", 1)[0].casefold(), tag)
