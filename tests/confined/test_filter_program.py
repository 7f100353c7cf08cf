"""What the filter answers, for both processors, whichever this one is."""

import errno

import pytest

from app.confined.filter_program import ALLOW, EVERYWHERE, MACHINES, Machine, refusal
from app.confined.socket_filter import socket_program
from tests.confined.filter_machine import Call, answer

BOTH = pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES.keys())
AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET, AF_VSOCK = 1, 2, 10, 16, 17, 40


def told(machine: Machine, number: int, *arguments: int, audit: int | None = None) -> int:
    """The answer to one call on a machine."""
    call = Call(audit=machine.audit if audit is None else audit, number=number, arguments=arguments)
    return answer(socket_program(machine), call)


@BOTH
@pytest.mark.parametrize("name", ["socket", "socketpair"])
@pytest.mark.parametrize("family", [0, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET, AF_VSOCK, 999])
def test_sockets_of_other_families_are_refused(machine: Machine, name: str, family: int) -> None:
    """Whatever leads, or could lead, to another computer."""
    assert told(machine, machine.numbers[name], family, 1, 0) == refusal(errno.EACCES)


@BOTH
@pytest.mark.parametrize("name", ["socket", "socketpair"])
def test_sockets_of_this_computer_are_allowed(machine: Machine, name: str) -> None:
    """A screen, a bus and an input method are reached through them."""
    assert told(machine, machine.numbers[name], AF_UNIX, 1, 0) == ALLOW


@BOTH
@pytest.mark.parametrize("family", [AF_INET, AF_INET6])
def test_the_upper_half_of_the_family_hides_nothing(machine: Machine, family: int) -> None:
    """The kernel reads an int; so does the filter."""
    assert told(machine, machine.numbers["socket"], family | AF_UNIX << 32) != ALLOW
    assert told(machine, machine.numbers["socket"], AF_UNIX | family << 32) == ALLOW


@BOTH
def test_other_ways_to_a_socket_are_refused(machine: Machine) -> None:
    """io_uring makes sockets without the call; another process's can be taken over."""
    for name in ("io_uring_setup", "io_uring_enter", "io_uring_register"):
        assert told(machine, EVERYWHERE[name]) == refusal(errno.ENOSYS)
    assert told(machine, EVERYWHERE["pidfd_getfd"]) == refusal(errno.EPERM)


@BOTH
def test_calls_of_another_convention_are_refused(machine: Machine) -> None:
    """On 32 bits the numbers mean something else, and `socketcall` hides the family."""
    i386, arm = 0x40000003, 0x40000028
    socketcall = 102
    for audit in (i386, arm, 0):
        assert told(machine, socketcall, audit=audit) == refusal(errno.ENOSYS)
        assert told(machine, 1, audit=audit) == refusal(errno.ENOSYS)


def test_the_x32_convention_is_refused() -> None:
    """It shares the processor's family; only its numbers tell."""
    machine = MACHINES["x86_64"]
    x32 = 0x40000000
    for number in (machine.numbers["socket"], 0, 512):
        assert told(machine, x32 | number, AF_UNIX) == refusal(errno.ENOSYS)
    assert told(machine, 0xFFFFFFFF) == refusal(errno.ENOSYS)


@BOTH
def test_everything_else_is_allowed(machine: Machine) -> None:
    """No other call is touched, whatever its arguments."""
    about = {*machine.numbers.values(), *EVERYWHERE.values()}
    for number in range(600):
        if number not in about:
            assert told(machine, number, AF_INET) == ALLOW
