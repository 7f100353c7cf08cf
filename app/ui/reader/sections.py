"""The reader's sections as tabs; where there is little room the last ones stand under More."""

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from app.translation import _
from app.ui.reader.pop_up import pop_up
from app.ui.widgets.tabs import Tab, Tabs

_ALWAYS = ("text", "details", "consent")
_MORE = "more"


def section_names() -> dict[str, str]:
    """Key and name of every section, in order."""
    return {
        "text": _("Text"),
        "details": _("Details"),
        "consent": _("Consent"),
        "files": _("Files"),
        "people": _("People"),
        "history": _("History"),
    }


class Sections(QWidget):
    """Chooses a section."""

    chosen = Signal(str)
    """The key of the section now shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = section_names()
        self._current = "text"
        self._visited = ("", "")
        name = _("Sections of the record")
        self._all = Tabs([Tab(key=k, label=v) for k, v in self._names.items()], self, name=name)
        few = [Tab(key=key, label=self._names[key]) for key in _ALWAYS]
        self._few = Tabs([*few, Tab(key=_MORE, label=_("More"))], self, name=name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        # The tabs that do not fit are hidden, so their width must not keep the window wide.
        layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(self._all)
        layout.addWidget(self._few)
        layout.addStretch(1)
        self._few.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)
        self._all.chosen.connect(self._pressed)
        self._few.chosen.connect(self._pressed)
        self._label_more()

    @property
    def current(self) -> str:
        """The key of the chosen section."""
        return self._current

    def choose(self, key: str) -> None:
        """Choose a section; an unknown key changes nothing."""
        if key not in self._names or key == self._current:
            return
        self._current = key
        self._show_current()
        self.chosen.emit(key)

    def visit(self, key: str) -> None:
        """Show a section for this record only; the next one has the section from before.

        Args:
            key: Empty where this record needs none; a section chosen meanwhile stays.
        """
        visited, before = self._visited
        if key:
            self._visited = (key, before if visited == self._current else self._current)
            self.choose(key)
        elif visited:
            self._visited = ("", "")
            if self._current == visited:
                self.choose(before)

    def show_count(self, key: str, count: int) -> None:
        """Show how many files or people there are, beside the name."""
        plain = section_names()[key]
        label = _("{name} {count}").format(name=plain, count=count) if count else plain
        self._names[key] = label
        self._all.set_label(key, label)
        if key in _ALWAYS:
            self._few.set_label(key, label)
        self._label_more()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All tabs where they fit."""
        super().resizeEvent(event)
        fits = self._all.sizeHint().width() <= self.width()
        self._all.setVisible(fits)
        self._few.setVisible(not fits)

    def _show_current(self) -> None:
        for tabs in (self._all, self._few):
            tabs.blockSignals(True)
        self._all.choose(self._current)
        self._few.choose(self._current if self._current in _ALWAYS else _MORE)
        for tabs in (self._all, self._few):
            tabs.blockSignals(False)
        self._label_more()

    def _label_more(self) -> None:
        name = _("More") if self._current in _ALWAYS else self._names[self._current]
        # The same arrow as on every button that drops a menu, as a character beside the word.
        self._few.set_label(_MORE, f"{name} \u25be")

    @Slot(str)
    def _pressed(self, key: str) -> None:
        if key != _MORE:
            self.choose(key)
            return
        menu = QMenu(self)
        for rest in self._names:
            if rest not in _ALWAYS:
                action = menu.addAction(self._names[rest].replace("&", "&&"))
                action.setData(rest)
        corner = QPoint(self._few.width() - menu.sizeHint().width(), self._few.height())
        menu.triggered.connect(self._picked)
        menu.aboutToHide.connect(self._show_current)
        pop_up(menu, self._few.mapToGlobal(corner))

    @Slot(object)
    def _picked(self, action: object) -> None:
        data = getattr(action, "data", None)
        if callable(data):
            self.choose(str(data()))
