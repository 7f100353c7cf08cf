"""Folders that a cloud service keeps in step are known, and others are not taken for one."""

from pathlib import Path

import pytest

from app.store.synced_folder import synced_by, synced_warning


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("Dropbox/Field", "Dropbox"),
        ("Dropbox (Relief Desk)/Field", "Dropbox"),
        ("OneDrive - Relief Desk/Documents", "OneDrive"),
        ("OneDrive", "OneDrive"),
        ("Library/CloudStorage/OneDrive-Personal/x", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-name@host/My Drive", "Google Drive"),
        ("Library/CloudStorage/Unheard-Of/x", "a cloud service"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("iCloudDrive/x", "iCloud"),
        ("NEXTCLOUD/Field", "Nextcloud"),
        ("pCloud Drive/x", "pCloud"),
    ],
)
def test_folders_are_known_by_their_names(tmp_path: Path, path: str, service: str) -> None:
    """At any depth, whether they exist yet or not."""
    assert synced_by(tmp_path / path / "Notebook.satchel") == service
    assert service in synced_warning(service)


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".dropbox.cache", "Dropbox"),
        (".sync_0a1b2c.db", "Nextcloud"),
        (".stfolder", "Syncthing"),
        (".tmp.driveupload", "Google Drive"),
    ],
)
def test_folders_are_known_by_what_lies_in_them(tmp_path: Path, mark: str, service: str) -> None:
    """Whatever they are called."""
    (tmp_path / "Work" / "Field").mkdir(parents=True)
    (tmp_path / "Work" / mark).mkdir()
    assert synced_by(tmp_path / "Work" / "Field" / "Notebook.satchel") == service


@pytest.mark.parametrize(
    "path",
    ["Documents", "Dropboxes", "My drives", "megaphone", "Box/Box 12", "synced", "nextclouds"],
)
def test_other_folders_are_not(tmp_path: Path, path: str) -> None:
    """A warning that is wrong is soon not read."""
    (tmp_path / path).mkdir(parents=True)
    assert synced_by(tmp_path / path / "Notebook.satchel") is None


def test_the_service_of_the_system_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows names OneDrive's folder in the environment, whatever it is called."""
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Company files"))
    assert synced_by(tmp_path / "Company files" / "x") == "OneDrive"


def test_a_link_into_such_a_folder_is_followed(tmp_path: Path) -> None:
    """What counts is where the files lie."""
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "Field").symlink_to(tmp_path / "Dropbox")
    assert synced_by(tmp_path / "Field" / "Notebook.satchel") == "Dropbox"
