"""Shuts the way to the network for a process and all its children, where the system can (Linux).

The kernel is told to refuse every socket but those of this computer itself (AF_UNIX), which a
desktop needs, and the other ways to come by one: io_uring, taking one over from another process,
and the system calls of other conventions, which the filter cannot read. It cannot be taken back.
"""

import ctypes
import errno
import os
import sys

from app.confined.filter_program import EVERYWHERE, MACHINES, Machine, Rule, program, refusal

_PR_SET_NO_NEW_PRIVS = 38  # linux/prctl.h
_SECCOMP_SET_MODE_FILTER = 1  # linux/seccomp.h
_SECCOMP_FILTER_FLAG_TSYNC = 1
_AF_UNIX = 1
_NO_FAMILY = 0x5A7C
"""No family of sockets has this number: the kernel says so (EAFNOSUPPORT) unless a filter is asked
first."""
_SOCK_STREAM = 1


class _FilterProgram(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("lines", ctypes.c_char_p))


def forbid_network() -> bool:
    """Refuse sockets of any kind but this computer's own, for all threads and all later children.

    Calls of it return EACCES; io_uring seems not to exist (ENOSYS). Programs started from here
    cannot gain privileges (no_new_privs), which the kernel asks for.

    Returns:
        Whether the kernel took it. Where it does not, or on another system, all goes on as before.
    """
    machine = _machine()
    return machine is not None and install(socket_program(machine), machine)


def network_forbidden() -> bool:
    """Whether the network is shut for this process, found by asking for a socket that cannot be."""
    if _machine() is None:
        return False
    library = ctypes.CDLL(None, use_errno=True)
    made = library.socket(_NO_FAMILY, _SOCK_STREAM, 0)
    return made == -1 and ctypes.get_errno() == errno.EACCES


def install(filter_program: bytes, machine: Machine) -> bool:
    """Put a filter in place for all threads of this process; it adds to those that are there.

    Args:
        filter_program: From `app.confined.filter_program.program`.
        machine: The processor that this process runs on.

    Returns:
        Whether the kernel took it.
    """
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    told = _FilterProgram(length=len(filter_program) // 8, lines=filter_program)
    answer: int = library.syscall(
        ctypes.c_long(machine.seccomp),
        ctypes.c_ulong(_SECCOMP_SET_MODE_FILTER),
        ctypes.c_ulong(_SECCOMP_FILTER_FLAG_TSYNC),
        ctypes.byref(told),
    )
    return answer == 0


def _machine() -> Machine | None:
    """The processor, if filters for it are known and this is a 64-bit Python on Linux."""
    if not sys.platform.startswith("linux") or sys.maxsize <= 2**32:
        return None
    return MACHINES.get(os.uname().machine)


def socket_program(machine: Machine) -> bytes:
    """The filter that leaves this computer's own sockets and nothing that could replace one."""
    numbers = machine.numbers
    return program(
        machine,
        (
            Rule(
                numbers=(numbers["socket"], numbers["socketpair"]),
                answer=refusal(errno.EACCES),
                unless_first_argument=_AF_UNIX,
            ),
            Rule(
                numbers=tuple(
                    EVERYWHERE[name]
                    for name in ("io_uring_setup", "io_uring_enter", "io_uring_register")
                ),
                answer=refusal(errno.ENOSYS),
            ),
            Rule(numbers=(EVERYWHERE["pidfd_getfd"],), answer=refusal(errno.EPERM)),
        ),
        foreign=refusal(errno.ENOSYS),
    )
