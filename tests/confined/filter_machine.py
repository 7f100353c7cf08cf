"""A reader of system call filters, as slow and plain as the kernel's is fast."""

import struct
from dataclasses import dataclass

_LOAD, _EQUAL, _AT_LEAST, _ANSWER = 0x20, 0x15, 0x35, 0x06


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A system call as a filter sees it: `struct seccomp_data`."""

    audit: int
    number: int
    arguments: tuple[int, ...] = ()

    def data(self) -> bytes:
        """Its bytes."""
        arguments = (*self.arguments, *(0,) * (6 - len(self.arguments)))
        return struct.pack("<IIQ6Q", self.number, self.audit, 0, *arguments)


def answer(program: bytes, call: Call) -> int:
    """What a filter answers to a call."""
    lines = list(struct.iter_unpack("=HBBI", program))
    data, word, at = call.data(), 0, 0
    while True:
        code, if_true, if_false, constant = lines[at]
        at += 1
        if code == _LOAD:
            (word,) = struct.unpack_from("<I", data, constant)
        elif code == _EQUAL:
            at += if_true if word == constant else if_false
        elif code == _AT_LEAST:
            at += if_true if word >= constant else if_false
        else:
            assert code == _ANSWER
            return int(constant)
