"""The system calls that a confined worker needs: memory, time, its two pipes, and its own end.

Numbers are those of the kernel's tables (`arch/x86/entry/syscalls/syscall_64.tbl`, and
`include/uapi/asm-generic/unistd.h` for aarch64). Whatever is not listed is refused: opening,
looking at or changing files, sockets, other processes, programs.
"""

WORKER_CALLS: dict[str, dict[str, int]] = {
    "x86_64": {
        "read": 0, "write": 1, "close": 3, "poll": 7, "lseek": 8, "mmap": 9, "mprotect": 10,
        "munmap": 11, "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15,
        "readv": 19, "writev": 20, "sched_yield": 24, "mremap": 25, "madvise": 28,
        "nanosleep": 35, "getpid": 39, "exit": 60, "gettimeofday": 96, "getrusage": 98,
        "sysinfo": 99, "sigaltstack": 131, "gettid": 186, "time": 201, "futex": 202,
        "sched_getaffinity": 204, "restart_syscall": 219, "clock_gettime": 228,
        "clock_getres": 229, "clock_nanosleep": 230, "exit_group": 231, "ppoll": 271,
        "set_robust_list": 273, "getrandom": 318, "membarrier": 324, "rseq": 334,
    },
    "aarch64": {
        "close": 57, "lseek": 62, "read": 63, "write": 64, "readv": 65, "writev": 66,
        "ppoll": 73, "exit": 93, "exit_group": 94, "futex": 98, "set_robust_list": 99,
        "nanosleep": 101, "clock_gettime": 113, "clock_getres": 114, "clock_nanosleep": 115,
        "sched_getaffinity": 123, "sched_yield": 124, "restart_syscall": 128,
        "sigaltstack": 132, "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139,
        "getrusage": 165, "gettimeofday": 169, "getpid": 172, "gettid": 178, "sysinfo": 179,
        "brk": 214, "munmap": 215, "mremap": 216, "mmap": 222, "mprotect": 226,
        "madvise": 233, "getrandom": 278, "membarrier": 283, "rseq": 293,
    },
}  # fmt: skip
"""By the name that `uname` gives the processor."""

THREAD_CALLS = {"x86_64": 56, "aarch64": 220}
"""`clone`, by the name of the processor."""

NEWER_THREAD_CALL = 435
"""`clone3`, on every processor."""

THREAD_FLAGS = 0x3D0F00
"""What the C library gives `clone` for a thread of the same process, and for nothing else: memory,
files and signals shared, the same group of threads (`linux/sched.h`). libheif decodes in one."""
