"""Whether a folder is one that a cloud service keeps in step with its servers and other computers.

Encryption holds there too. But such a service copies file by file, at moments of its own: what it
puts back may be parts of several states, and it tells its provider that there is an archive. Known
by the names that the services give to their folders, and by what they leave in them.
"""

import os
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from app.translation import _


@dataclass(frozen=True, slots=True, kw_only=True)
class _Service:
    """How one shows.

    Attributes:
        folders: What its folder is called, whole, whatever its case.
        marks: What lies in its folder.
    """

    name: str
    folders: str
    marks: str = r"(?!)"


_SERVICES = (
    _Service(name="Dropbox", folders=r"dropbox( \(.+\))?", marks=r"\.dropbox(\.cache)?"),
    _Service(name="OneDrive", folders=r"onedrive( ?- .+|-.+)?|skydrive"),
    _Service(
        name="Google Drive",
        folders=r"google ?drive(-.+| \(.+\))?|my drive|shared drives|drivefs",
        marks=r"\.tmp\.drive(up|down)load",
    ),
    _Service(
        name="iCloud", folders=r"icloud ?drive|iclouddrive|com~apple~clouddocs|mobile documents"
    ),
    _Service(
        name="Nextcloud", folders=r"nextcloud[2-9]?", marks=r"\.nextcloudsync\.log|\.sync_.+\.db"
    ),
    _Service(name="ownCloud", folders=r"owncloud[2-9]?", marks=r"\.owncloudsync\.log"),
    _Service(name="Syncthing", folders=r"(?!)", marks=r"\.stfolder"),
    _Service(name="Resilio Sync", folders=r"resilio sync", marks=r"\.sync"),
    _Service(name="MEGA", folders=r"mega(sync)?", marks=r"\.megaignore|\.debris"),
    _Service(name="pCloud", folders=r"pcloud ?(drive|sync)"),
    _Service(name="Box", folders=r"box sync"),
    _Service(name="Yandex.Disk", folders=r"yandex\.?disk"),
    _Service(name="Proton Drive", folders=r"proton ?drive"),
    _Service(name="Tresorit", folders=r"tresorit( drive)?|my tresors"),
    _Service(name="Seafile", folders=r"seafile|seadrive", marks=r"seafile-ignore\.txt"),
)

_OF_ANY = re.compile(r"cloudstorage", re.IGNORECASE)
"""Where macOS keeps the folders of every such service: `~/Library/CloudStorage`."""

_FOLDER_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Windows tells programs where OneDrive's folders are."""


_MOST_NAMES = 20_000
"""In a folder with more entries the rest is not looked at."""


def synced_by(folder: Path) -> str | None:
    """The name of the service that seems to keep this folder in step, or None.

    The folder need not exist. What cannot be looked at tells nothing.
    """
    try:
        place = folder.resolve()
    except (OSError, RuntimeError):
        place = folder.absolute()
    for each in (place, *place.parents):
        found = _by_name(each.name) or _by_variable(each) or _by_marks(each)
        if found is not None:
            return found
    return None


def synced_warning(service: str) -> str:
    """One sentence on what that means and what to do."""
    return _(
        "This folder seems to be kept in step by {service}, which learns that there is an archive "
        "and may mix its files; a folder that stays on this computer is safer."
    ).format(service=service)


def _by_name(name: str) -> str | None:
    for service in _SERVICES:
        if re.fullmatch(service.folders, name, re.IGNORECASE):
            return service.name
    return _("a cloud service") if _OF_ANY.fullmatch(name) else None


def _by_variable(place: Path) -> str | None:
    values = (os.environ.get(variable) for variable in _FOLDER_VARIABLES)
    return "OneDrive" if any(value and Path(value) == place for value in values) else None


def _by_marks(place: Path) -> str | None:
    try:
        with os.scandir(place) as entries:
            names = [entry.name for entry in islice(entries, _MOST_NAMES)]
    except OSError:
        return None
    for service in _SERVICES:
        if any(re.fullmatch(service.marks, name) for name in names):
            return service.name
    return None
