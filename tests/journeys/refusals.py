"""How a command refuses: one clear line, the right exit code."""

from tests.journeys.terminal import Ended


def assert_refused(ended: Ended, code: int, *words: str) -> None:
    """One line that holds these words, this exit code, and nothing of the program's inside."""
    assert ended.code == code, ended
    assert len(ended.complaints) == 1, ended.err
    assert ended.err.endswith(".\n")
    assert [word for word in words if word not in ended.err] == []
    assert "Traceback" not in ended.err + ended.out
    assert ".py" not in ended.err
