"""An entry of the log in words, beside what was done: by whom, about what, with which reason."""

from app.archive.auditing import Act, AuditLine
from app.translation import _, ngettext

_OF_A_SLOT = (
    Act.UNLOCKED,
    Act.KEY_ADDED,
    Act.KEY_CHANGED,
    Act.KEY_REMOVED,
    Act.OLD_KEY_FILES,
    Act.PERSON_NAMED,
)
_NEW_CHAIN = (Act.RESTORED, Act.SALVAGED)


def by_whom(line: AuditLine) -> str:
    """Whose key was used."""
    return _("by {name}").format(name=line.who) if line.who else ""


def about(line: AuditLine) -> str:
    """What more there is to an entry: the reason a person wrote, a key, a count."""
    if line.reason:
        return _("“{reason}”").format(reason=line.reason)
    if line.act in _OF_A_SLOT and line.subject:
        return _("key {number}").format(number=line.subject)
    if line.act in _NEW_CHAIN:
        return _("a new chain begins here")
    if line.act == Act.DOSSIER and line.subject:
        return line.subject
    if line.detail.isdecimal():
        count = int(line.detail)
        return ngettext("{count} record", "{count} records", count).format(count=f"{count:,}")
    return ""
