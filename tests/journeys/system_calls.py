"""What programs ask of the system, as `strace` saw it."""

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

_CALLS = (
    "socket,socketpair,connect,bind,sendto,sendmsg,sendmmsg,io_uring_setup,seccomp,"
    "open,openat,openat2,creat,rename,renameat,renameat2,mkdir,mkdirat,"
    "link,linkat,symlink,symlinkat,mknod,mknodat,truncate"
)
_SOCKET = re.compile(r"\bsocket(?:pair)?\((\w+)")
_ADDRESS = re.compile(r"\bsa_family=(\w+)")
_NO_FAMILY = "0x5a7c"
"""`network_forbidden` asks for a socket of this family, which no system has, to be refused it."""
_PATHS = re.compile(r'(?:\d+|AT_FDCWD)?(?:<([^>]*)>)?(?:, )?"((?:[^"\\]|\\.)*)"')
_OPENING = re.compile(r"\b(?:open|openat|openat2)\(")
_WRITING = re.compile(r"\b(?:O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_TMPFILE)\b")
_REFUSED = re.compile(r"\) += -1 E")

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace (Linux)")


def traced_into(trace: Path) -> tuple[str, ...]:
    """The words before a command that make it, and all its children, add to a trace.

    The system seems to know no filters, so that what is shown is what the program asks for, not
    what it is refused: a trace that is quick (`--seccomp-bpf`) does not see refused calls.
    """
    quick = ("strace", "-f", "--seccomp-bpf", "-qq", "-A", "-o", str(trace))
    return (*quick, "-e", f"trace={_CALLS}", "-e", "inject=seccomp:error=ENOSYS")


def foreign_sockets(trace: Path) -> list[str]:
    """The calls that reach beyond this computer's own sockets."""
    found = []
    for line in _lines(trace):
        families = _SOCKET.findall(line) + _ADDRESS.findall(line)
        if set(families) - {"AF_UNIX", "AF_LOCAL", _NO_FAMILY} or "io_uring_setup(" in line:
            found.append(line)
    return found


def written(trace: Path, here: Path) -> set[Path]:
    """The files that were opened for writing, made, renamed or linked.

    Args:
        here: The folder the programs started in.
    """
    found = set()
    for line in _lines(trace):
        if _REFUSED.search(line) or "sa_family" in line:
            continue
        if _OPENING.search(line) and not _WRITING.search(line):
            continue
        for base, name in _PATHS.findall(line):
            found.add(Path(os.path.normpath(here / base / _unescaped(name))))
    return found


def outside(paths: Iterable[Path], *folders: Path) -> list[Path]:
    """Those that lie in none of the folders and are no device."""
    kept = (*folders, Path("/dev"))
    return sorted(path for path in paths if not any(path.is_relative_to(each) for each in kept))


def _lines(trace: Path) -> list[str]:
    return trace.read_text(encoding="utf-8", errors="replace").splitlines()


def _unescaped(name: str) -> str:
    return os.fsdecode(name.encode("latin-1", "replace").decode("unicode_escape").encode("latin-1"))
