"""Whoever was never asked is not published, however a text came in."""

import pytest

from tests.journeys.terminal import Terminal

TOLD = {
    "letter.txt": """\
My name is not important. I was born in a village by the river. I worked in the mine until my \
brother was shot, and I saw it. I ran at night with my two children.

I am telling this because nobody asked me before. I do not want my name to be used.
""",
    "one.txt": "I was eleven when they took my father. My mother and I hid. I never told anyone.\n",
    "few.txt": "They took me.\n\nI ran.\n",
    "ko.txt": """\
저는 강가 마을에서 태어났습니다. 저는 형이 총에 맞을 때까지 광산에서 일했습니다. \
저는 그것을 보았습니다.

저는 아무도 묻지 않아서 이 이야기를 합니다. 제 이름은 쓰지 말아 주세요.
""",
}


@pytest.mark.parametrize("name", TOLD)
def test_a_short_account_in_the_first_person_is_not_published(
    notebook: Terminal, name: str
) -> None:
    """Imported as it is, without `--published`: nothing of it gets into a dossier for everybody."""
    page = notebook.stick / name
    page.write_text(TOLD[name], encoding="utf-8")
    (record,) = notebook.json("import", page)["added"]
    out = notebook.results / "out.pdf"
    ended = notebook.run("dossier", out, record, "--purpose", "publication", "--json")
    assert ended.code != 0 or ended.document["included"] == []
    assert not out.exists()


def test_what_is_said_to_be_a_testimony_is_not_published(notebook: Terminal) -> None:
    """It stays in: exit code 5, the reason, and no file."""
    page = notebook.stick / "letter.txt"
    page.write_text(TOLD["letter.txt"], encoding="utf-8")
    (record,) = notebook.json("import", page, "--kind", "testimony")["added"]
    out = notebook.results / "out.pdf"
    ended = notebook.run("dossier", out, record, "--purpose", "publication")
    assert ended.code == 5, ended
    assert "onsent" in ended.err + ended.out
    assert not out.exists()
