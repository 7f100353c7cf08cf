"""Folders that a cloud service keeps in step are recognised by name and by the service's marks."""

from pathlib import Path

import pytest

from app.store.cloud_folders import cloud_service_of


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Riverside Office)", "Dropbox"),
        ("OneDrive - Riverside", "OneDrive"),
        ("GoogleDrive-someone", "Google Drive"),
        ("Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Nextcloud2", "Nextcloud"),
        ("Library/CloudStorage", "a cloud service"),
        ("Documents", ""),
        ("Inbox", ""),
        ("Megaphones", ""),
    ],
)
def test_by_the_name_of_a_folder_above(tmp_path: Path, folder: str, service: str) -> None:
    """However deep the archive lies below it; words that only begin alike are none."""
    place = tmp_path / folder / "work" / "A.satchel"
    place.mkdir(parents=True)
    assert cloud_service_of(place) == service


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".stfolder", "Syncthing"),
        (".sync_0a1b2c.db", "Nextcloud"),
        (".dropbox", "Dropbox"),
        (".synced", ""),
    ],
)
def test_by_the_marks_of_a_service(tmp_path: Path, mark: str, service: str) -> None:
    """A folder of any name that a service's program works in."""
    (tmp_path / "shared" / "A.satchel").mkdir(parents=True)
    (tmp_path / "shared" / mark).touch()
    assert cloud_service_of(tmp_path / "shared" / "A.satchel") == service


def test_links_are_followed(tmp_path: Path) -> None:
    """A link from a quiet place into a service's folder hides nothing."""
    (tmp_path / "Dropbox" / "A.satchel").mkdir(parents=True)
    (tmp_path / "quiet").symlink_to(tmp_path / "Dropbox")
    assert cloud_service_of(tmp_path / "quiet" / "A.satchel") == "Dropbox"


def test_a_place_that_is_not_there_yet(tmp_path: Path) -> None:
    """For an archive that is about to be made, the folders above count."""
    assert cloud_service_of(tmp_path / "OneDrive" / "new" / "A.satchel") == "OneDrive"
