"""What a worker gives up before it reads what others made: files, programs, other processes.

On Linux three walls stand behind one another: Landlock takes the file system, a system call filter
everything that is not memory, time or the two pipes to the parent, and limits bound memory and
files. Other systems have only the limits they know; what holds is told, never assumed.
"""

import ctypes
import errno
import os
import sys
from dataclasses import dataclass

from app.confined.filter_program import ALLOW, MACHINES, Rule, program, refusal
from app.confined.socket_filter import install
from app.confined.system_calls import (
    NEWER_THREAD_CALL,
    THREAD_CALLS,
    THREAD_FLAGS,
    WORKER_CALLS,
)

MEMORY_BYTES = 512 * 1024 * 1024

_PR_SET_DUMPABLE = 4  # linux/prctl.h
_PR_SET_NO_NEW_PRIVS = 38
# linux/landlock.h; these calls have one number on every processor.
_LANDLOCK_CREATE_RULESET, _LANDLOCK_RESTRICT_SELF = 444, 446
_LANDLOCK_CREATE_RULESET_VERSION = 1
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many kinds of access to files each version of Landlock knows; later ones know no more."""
_NET_RIGHTS, _SCOPES = 0b11, 0b11
"""Binding and connecting TCP (from version 4); abstract sockets and signals (from version 6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jail:
    """Which walls stand.

    Attributes:
        files: The file system is out of reach.
        calls: System calls that a parser does not need are refused.
        memory: More than `MEMORY_BYTES` of address space is refused, and no file can grow.
    """

    files: bool = False
    calls: bool = False
    memory: bool = False


class _Ruleset(ctypes.Structure):
    """`struct landlock_ruleset_attr`."""

    _fields_ = (
        ("files", ctypes.c_uint64),
        ("net", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


def enter_jail() -> Jail:
    """Shut this process in, for good. Everything it will need has to be imported before.

    Returns:
        Which walls the system could put up.
    """
    memory = _bound_memory()
    if not sys.platform.startswith("linux") or sys.maxsize <= 2**32:
        return Jail(memory=memory)
    library = ctypes.CDLL(None, use_errno=True)
    # Nobody without root may look into this process while it holds somebody's testimony.
    library.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return Jail(memory=memory)
    # Landlock first: the filter refuses its calls.
    files = _forbid_files(library)
    return Jail(files=files, calls=_forbid_calls(), memory=memory)


def _bound_memory() -> bool:
    try:
        import resource
    except ImportError:  # Windows
        return False
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    except (ValueError, OSError):
        return False
    return True


def _forbid_files(library: ctypes.CDLL) -> bool:
    version = library.syscall(
        ctypes.c_long(_LANDLOCK_CREATE_RULESET),
        None,
        ctypes.c_size_t(0),
        ctypes.c_uint32(_LANDLOCK_CREATE_RULESET_VERSION),
    )
    if version < 1:
        return False
    kinds = _FILE_RIGHTS.get(version, max(_FILE_RIGHTS.values()))
    rules = _Ruleset(
        files=(1 << kinds) - 1,
        net=_NET_RIGHTS if version >= 4 else 0,
        scopes=_SCOPES if version >= 6 else 0,
    )
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = library.syscall(
        ctypes.c_long(_LANDLOCK_CREATE_RULESET),
        ctypes.byref(rules),
        ctypes.c_size_t(size),
        ctypes.c_uint32(0),
    )
    if ruleset < 0:
        return False
    # No rule is added: nothing is allowed.
    shut = library.syscall(
        ctypes.c_long(_LANDLOCK_RESTRICT_SELF), ctypes.c_int(ruleset), ctypes.c_uint32(0)
    )
    os.close(ruleset)
    return bool(shut == 0)


def _forbid_calls() -> bool:
    name = os.uname().machine
    machine, calls = MACHINES.get(name), WORKER_CALLS.get(name)
    if machine is None or calls is None:
        return False
    allowed = Rule(numbers=tuple(calls.values()), answer=ALLOW)
    refused = refusal(errno.EPERM)
    threads = Rule(
        numbers=(THREAD_CALLS[name],), answer=refused, unless_first_argument=THREAD_FLAGS
    )
    # The newer call hides its flags from the filter. A library that finds it missing takes the old.
    newer = Rule(numbers=(NEWER_THREAD_CALL,), answer=refusal(errno.ENOSYS))
    rules = (allowed, threads, newer)
    return install(program(machine, rules, foreign=refused, otherwise=refused), machine)
