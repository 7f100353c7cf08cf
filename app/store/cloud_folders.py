"""Whether a folder lies where a service copies it to other computers.

Such a service keeps states that were destroyed here, and puts a file of its own beside one that
two computers changed. What is looked at are the names that services give to their folders, and
the marks that they leave in them; no sign is no proof.
"""

import os
import re
from pathlib import Path

from app.translation import _

_NAMES = (
    (re.compile(r"dropbox( \(.+\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"onedrive( ?- ?.+)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"google ?drive( ?- ?.+)?|my drive", re.IGNORECASE), "Google Drive"),
    (re.compile(r"icloud ?drive|com~apple~clouddocs", re.IGNORECASE), "iCloud"),
    (re.compile(r"nextcloud\d*", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"owncloud\d*", re.IGNORECASE), "ownCloud"),
    (re.compile(r"pcloud ?drive", re.IGNORECASE), "pCloud"),
    (re.compile(r"mega(sync)?", re.IGNORECASE), "MEGA"),
    (re.compile(r"box( sync)?", re.IGNORECASE), "Box"),
    (re.compile(r"seafile", re.IGNORECASE), "Seafile"),
    (re.compile(r"yandex\.?disk", re.IGNORECASE), "Yandex Disk"),
    (re.compile(r"cloudstorage", re.IGNORECASE), ""),
)

_MARKS = (
    (re.compile(r"\.dropbox(\.cache)?"), "Dropbox"),
    (re.compile(r"\.stfolder"), "Syncthing"),
    (re.compile(r"\.(owncloud|nextcloud)sync\.log|\._?sync_[0-9a-f]+\.db"), "Nextcloud"),
    (re.compile(r"\.tmp\.drivedownload|\.tmp\.driveupload"), "Google Drive"),
    (re.compile(r"\.seafile-data"), "Seafile"),
    (re.compile(r"\.849c9593-d756-4e56-8d6e-42412f2a707b"), "OneDrive"),
)
"""Hidden files that the programs of these services keep in the folder that they copy."""

_MOST_NAMES = 20_000
"""In a folder with more entries the rest is not looked at."""


def cloud_service_of(folder: Path) -> str:
    """The service that copies this folder elsewhere, by its name; empty where no sign of one is.

    Where it cannot be told which one it is, the words for any of them.
    """
    place = folder.resolve()
    for each in (place, *place.parents):
        for pattern, service in _NAMES:
            if pattern.fullmatch(each.name):
                return service or _("a cloud service")
        marked = _marked(each)
        if marked:
            return marked
    return ""


def _marked(folder: Path) -> str:
    """The service whose marks a folder has."""
    try:
        with os.scandir(folder) as entries:
            for _number, entry in zip(range(_MOST_NAMES), entries, strict=False):
                if not entry.name.startswith("."):
                    continue
                for pattern, service in _MARKS:
                    if pattern.fullmatch(entry.name):
                        return service
    except OSError:
        return ""
    return ""
