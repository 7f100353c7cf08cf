"""The look's values: colours, type sizes, grid, radii. No colour or size is written down elsewhere.

Contrast ratios (WCAG 2) are promised in the design's page on the look; a test computes them again.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Size(IntEnum):
    """Sizes of type in pixels at 100 %."""

    SMALL = 11
    META = 12
    INTERFACE = 13
    TITLE = 14
    READING = 16
    DIALOG = 18
    RECORD = 21


class Grid(IntEnum):
    """Lengths in logical pixels."""

    UNIT = 4
    FACET_ROW = 26
    PLAIN_ROW = 34
    BASKET_ROW = 63
    HIT_ROW = 92
    CONTROL = 30
    SEARCH = 36
    MENU_BAR = 28
    RAIL = 68
    STATUS = 26
    DIALOG_WIDTH = 560
    PALETTE_WIDTH = 640
    PALETTE_TOP = 96
    SIDE_WIDTH = 204
    LIST_WIDTH = 438
    FOCUS = 2
    CHOSEN_EDGE = 3


class Radius(IntEnum):
    """Corner radii in logical pixels."""

    MARK = 4
    CHIP = 5
    CONTROL = 6
    CARD = 8
    DIALOG = 12


class IconSize(IntEnum):
    """Edge of an icon in logical pixels."""

    CHIP = 14
    ROW = 16
    RAIL = 20
    EMPTY = 28


class Ink(StrEnum):
    """A token that colours words and icons; the value is the field of `Tokens`."""

    TEXT = "text"
    TEXT2 = "text2"
    TEXT3 = "text3"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    MASK = "mask"


class Ground(StrEnum):
    """A token that words stand on; the value is the field of `Tokens`."""

    RAIL = "rail"
    SIDE = "side"
    LIST = "list"
    PAGE = "page"
    DESK = "desk"
    RAISED = "raised"
    SEL = "sel"
    SOFT = "soft"
    HOVER = "hover"
    OK = "ok_ground"
    WARN = "warn_ground"
    BAD = "bad_ground"
    INFO = "info_ground"
    MASK = "mask_ground"


class Tone(StrEnum):
    """What a chip or banner means. Always said in words and by an icon as well."""

    NEUTRAL = "neutral"
    SOFT = "soft"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    MASK = "mask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One look. Every value is `#RRGGBB`.

    Attributes:
        rail: Ground of rail, menu bar and status strip; side, list and page get lighter, towards
            the text.
        desk: Behind page previews.
        raised: Dialogs, menus, buttons.
        line: Separators.
        edge: Borders of controls; at least 3.1 on the four grounds.
        text: The text; text2 and text3 recede.
        accent: The one colour of action; hovered when the pointer is on it.
        on_accent: Text on accent.
        sel: Chosen row.
        soft: Chosen chip or tab.
        hover: Row under the pointer.
        mark: Ground of a found word, and its text; current_mark for the one being visited.
        ok, warn, bad, info, mask: Inks with a meaning, and their grounds.
        handle: A scroll bar at rest: seen, but quieter than any control.
        shade: Laid over the window behind a dialog, with `shade_alpha` (0 to 255).
    """

    rail: str
    side: str
    list: str
    page: str
    desk: str
    raised: str
    line: str
    edge: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hovered: str
    on_accent: str
    sel: str
    soft: str
    hover: str
    mark_ground: str
    mark_text: str
    current_mark_ground: str
    current_mark_text: str
    ok: str
    ok_ground: str
    warn: str
    warn_ground: str
    bad: str
    bad_ground: str
    info: str
    info_ground: str
    mask: str
    mask_ground: str
    handle: str
    shade: str
    shade_alpha: int

    def ink(self, ink: Ink) -> str:
        """The colour of words of this kind."""
        return str(getattr(self, ink.value))

    def ground(self, ground: Ground) -> str:
        """The colour of this ground."""
        return str(getattr(self, ground.value))

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Ink and ground of a chip or banner."""
        if tone is Tone.NEUTRAL:
            return self.text2, self.hover
        if tone is Tone.SOFT:
            return self.accent, self.soft
        return str(getattr(self, tone.value)), str(getattr(self, f"{tone.value}_ground"))


LIGHT = Tokens(
    rail="#E8E6E0",
    side="#F3F2EE",
    list="#FAF9F7",
    page="#FFFFFF",
    desk="#DDDBD5",
    raised="#FFFFFF",
    line="#E2E0DA",
    edge="#85827A",
    text="#202124",
    text2="#50524F",
    text3="#62635F",
    accent="#17665F",
    accent_hovered="#125049",
    on_accent="#FFFFFF",
    sel="#E0EDEA",
    soft="#DCEBE8",
    hover="#EDEBE6",
    mark_ground="#FFE7A0",
    mark_text="#2A2208",
    current_mark_ground="#F5B942",
    current_mark_text="#1A1400",
    ok="#2A6B3C",
    ok_ground="#E1F0E4",
    warn="#855300",
    warn_ground="#FBEED2",
    bad="#A5302A",
    bad_ground="#FAE5E2",
    info="#2C5A94",
    info_ground="#E4EDF8",
    mask="#5A478F",
    mask_ground="#ECE8F7",
    handle="#C9C6BE",
    shade="#202124",
    shade_alpha=64,
)

DARK = Tokens(
    rail="#161719",
    side="#1B1C1F",
    list="#202225",
    page="#26282B",
    desk="#121315",
    raised="#2E3034",
    line="#36393D",
    edge="#7D7F80",
    text="#E7E4DD",
    text2="#BBB8B0",
    text3="#A9A69F",
    accent="#72C7BB",
    accent_hovered="#8AD6CB",
    on_accent="#0B2421",
    sel="#243C3A",
    soft="#213C39",
    hover="#2B2E31",
    mark_ground="#66501A",
    mark_text="#FFF1C9",
    current_mark_ground="#E0A93A",
    current_mark_text="#1A1400",
    ok="#82C895",
    ok_ground="#20362A",
    warn="#E3B75B",
    warn_ground="#3B3120",
    bad="#F2938A",
    bad_ground="#432725",
    info="#92BCEB",
    info_ground="#22334A",
    mask="#BCABEE",
    mask_ground="#332D4A",
    handle="#4A4D51",
    shade="#000000",
    shade_alpha=120,
)
