"""Languages to choose from, by name, those most used by the people Satchel is for first."""

from app.ui.library.language_names import language_name
from app.ui.widgets.dropdown import Dropdown

# fmt: off
_OFFERED = (
    "ar", "de", "el", "en", "es", "fa", "fr", "he", "hi", "id", "it", "ja", "km", "ko", "lo", "mn",
    "my", "ne", "pt", "ru", "sw", "th", "tr", "uk", "ur", "vi", "zh-Hans", "zh-Hant",
)
# fmt: on


def fill_languages(box: Dropdown, tags: tuple[str, ...]) -> None:
    """Offer languages by name, and choose the first of these tags."""
    wanted = tags[0] if tags else "und"
    if not box.count():
        for tag in sorted(_OFFERED, key=language_name):
            box.addItem(language_name(tag), tag)
        box.insertItem(0, language_name("und"), "und")
    if box.findData(wanted) < 0:
        box.addItem(language_name(wanted), wanted)
    box.choose(wanted)
