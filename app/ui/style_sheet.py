"""The short style sheet: controls that Qt draws itself. Everything else is painted.

No rule names `QToolButton`, `QFrame`, `QLabel` or `QWidget` bare: such rules reach icons inside
line edits and every label.
"""

from app.ui.tokens import Grid, Radius, Size, Tokens


def style_sheet(tokens: Tokens, factor: float) -> str:
    """The style sheet for these tokens.

    Args:
        factor: The text-size setting.
    """
    t = tokens
    inner = round((Grid.CONTROL - 2) * factor)
    return f"""
QAbstractScrollArea {{ border: none; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{
    background: {t.page}; color: {t.text};
    border: 1px solid {t.edge}; border-radius: {Radius.CONTROL}px; padding: 0 8px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {inner}px; }}
QLineEdit {{ lineedit-password-character: 8226; }}
QPlainTextEdit, QTextEdit {{ padding: 4px 6px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border: {Grid.FOCUS}px solid {t.accent}; padding: 0 7px;
}}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ min-height: {inner - 2}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: 3px 5px; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{
    background: {t.hover}; color: {t.text3}; border-color: {t.line};
}}
QLineEdit[bare="true"], QPlainTextEdit[bare="true"], QTextEdit[bare="true"] {{
    border: none; background: transparent; padding: 0;
}}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{
    background: {t.raised}; color: {t.text}; border: 1px solid {t.line}; outline: none;
    selection-background-color: {t.sel}; selection-color: {t.text};
}}
QMenuBar {{ background: {t.rail}; color: {t.text2}; border: none; padding: 0 6px; }}
QMenuBar::item {{
    background: transparent; padding: 2px 11px; border-radius: {Radius.CHIP}px; margin: 2px 0 1px 0;
}}
QMenuBar::item:selected {{ background: {t.soft}; color: {t.accent}; }}
QMenu {{
    background: {t.raised}; color: {t.text}; border: 1px solid {t.line};
    border-radius: {Radius.CONTROL}px; padding: 4px;
}}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: {Radius.MARK}px; }}
QMenu::item:selected {{ background: {t.sel}; color: {t.text}; }}
QMenu::item:disabled {{ color: {t.text3}; }}
QMenu::icon {{ padding-left: 8px; padding-right: 4px; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
QToolTip {{
    background: {t.raised}; color: {t.text}; border: 1px solid {t.line}; padding: 4px 6px;
    font-size: {round(Size.META * factor)}px;
}}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {t.handle}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:hover {{ background: {t.edge}; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractItemView {{ outline: none; }}
QListView[edged="true"] {{
    background: {t.page}; border: 1px solid {t.line}; border-radius: {Radius.CONTROL}px;
    padding: 3px;
}}
QListView[edged="true"]:focus {{ border-color: {t.accent}; }}
QSplitter::handle {{ background: {t.line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QHeaderView::section {{
    background: {t.list}; color: {t.text2}; border: none; border-bottom: 1px solid {t.line};
    padding: 4px 8px;
}}
"""
