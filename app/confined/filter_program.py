"""Programs for the kernel's system call filter, as classic BPF.

A filter sees the number, the processor's family and the arguments of each system call, and answers
what is to become of it. Instructions and constants are those of `linux/bpf_common.h`,
`linux/filter.h`, `linux/seccomp.h` and `linux/audit.h`; the layout of what is looked at is
`struct seccomp_data`.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_LOAD_WORD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_IF_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_IF_AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K
_ANSWER = 0x06  # BPF_RET | BPF_K

_NUMBER, _FAMILY, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data

ALLOW = 0x7FFF0000  # SECCOMP_RET_ALLOW
_REFUSE = 0x00050000  # SECCOMP_RET_ERRNO, with the error in its lower half


def refusal(error: int) -> int:
    """The answer that lets a call return an error number without having been made."""
    return _REFUSE | error


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One instruction: what to do, how far to jump if it is true or false, and its constant."""

    code: int
    if_true: int = 0
    if_false: int = 0
    constant: int

    def packed(self) -> bytes:
        """As `struct sock_filter`, in this computer's byte order."""
        return struct.pack("=HBBI", self.code, self.if_true, self.if_false, self.constant)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What becomes of some system calls.

    Attributes:
        numbers: The calls.
        answer: For a call among them.
        unless_first_argument: The call is allowed if its first argument, read as a C int, is this.
    """

    numbers: tuple[int, ...]
    answer: int
    unless_first_argument: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What differs between processors.

    Attributes:
        audit: Its number in `linux/audit.h`.
        seccomp: Number of the system call that puts a filter in place.
        first_foreign: From this number on calls follow another convention (x32 on x86_64); 0 where
            there is none.
        numbers: Of the system calls that filters are about, by name.
    """

    audit: int
    seccomp: int
    first_foreign: int = 0
    numbers: dict[str, int] = field(default_factory=dict)


MACHINES = {
    "x86_64": Machine(
        audit=0xC000003E,
        seccomp=317,
        first_foreign=0x40000000,
        numbers={"socket": 41, "socketpair": 53},
    ),
    "aarch64": Machine(audit=0xC00000B7, seccomp=277, numbers={"socket": 198, "socketpair": 199}),
}
"""Processors by the name that `uname` gives. Both are little-endian, and neither has
`socketcall`: only the 32-bit conventions do, and those are another family."""

EVERYWHERE = {
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "pidfd_getfd": 438,
}
"""Calls that are younger than the agreement on one number for all."""


def program(
    machine: Machine, rules: Iterable[Rule], *, foreign: int, otherwise: int = ALLOW
) -> bytes:
    """A filter that does what the rules say.

    Args:
        machine: The processor whose calls are meant.
        rules: The first that names a call decides.
        foreign: The answer to calls of another family or convention, which the rules do not know.
        otherwise: The answer to calls that no rule names.
    """
    lines = [
        Instruction(code=_LOAD_WORD, constant=_FAMILY),
        Instruction(code=_IF_EQUAL, if_true=1, constant=machine.audit),
        Instruction(code=_ANSWER, constant=foreign),
        Instruction(code=_LOAD_WORD, constant=_NUMBER),
    ]
    if machine.first_foreign:
        lines += [
            Instruction(code=_IF_AT_LEAST, if_false=1, constant=machine.first_foreign),
            Instruction(code=_ANSWER, constant=foreign),
        ]
    for rule in rules:
        for number in rule.numbers:
            lines += _about(number, rule)
    lines.append(Instruction(code=_ANSWER, constant=otherwise))
    return b"".join(line.packed() for line in lines)


def _about(number: int, rule: Rule) -> Sequence[Instruction]:
    """The lines for one call; the number of the call is loaded before and after."""
    if rule.unless_first_argument is None:
        return (
            Instruction(code=_IF_EQUAL, if_false=1, constant=number),
            Instruction(code=_ANSWER, constant=rule.answer),
        )
    return (
        Instruction(code=_IF_EQUAL, if_false=4, constant=number),
        # The lower half of the argument comes first, and the kernel too reads no more of an int.
        Instruction(code=_LOAD_WORD, constant=_ARGUMENTS),
        Instruction(code=_IF_EQUAL, if_false=1, constant=rule.unless_first_argument),
        Instruction(code=_ANSWER, constant=ALLOW),
        Instruction(code=_ANSWER, constant=rule.answer),
    )
