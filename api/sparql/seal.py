"""Takes from the process that answers queries, for good, what no query may have: the network and other programs.

Descriptors cannot simply be limited to none: the engine opens the files of a store with more than sixteen of them
as it needs them, and a query that meets a file it cannot open ends the process. So on Linux the kernel refuses the
calls themselves (seccomp); elsewhere only as many descriptors stay as the store has files.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import resource
import sys
from pathlib import Path
from typing import Final

# machine: audit number, and the numbers of socket, connect, execve, execveat, ptrace, io_uring_setup
_CALLS: Final[dict[str, tuple[int, tuple[int, ...]]]] = {
    "x86_64": (0xC000003E, (41, 42, 59, 322, 101, 425)),
    "aarch64": (0xC00000B7, (198, 203, 221, 281, 117, 425)),
    "riscv64": (0xC00000F3, (198, 203, 221, 281, 117, 425)),
}
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_NUMBER_AT, _MACHINE_AT = 0, 4  # in the kernel's struct seccomp_data
_OTHER_NUMBERING = 0x40000000  # x86-64 kernels take calls numbered for x32 from here on
_SET_SECCOMP, _SET_NO_NEW_PRIVILEGES, _FILTER = 22, 38, 2


class _Step(ctypes.Structure):
    _fields_ = [("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("k", ctypes.c_uint32)]


class _Programme(ctypes.Structure):
    _fields_ = [("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step))]


def refuse_calls() -> bool:
    """Refuses sockets and other programs to this process and its later threads; whether the kernel can do so."""
    if not sys.platform.startswith("linux") or platform.machine() not in _CALLS:
        return False
    machine, calls = _CALLS[platform.machine()]
    refused = len(calls) + 2  # how far the last step, which refuses, is from the first comparison of a number
    steps = [
        _Step(_LOAD, 0, 0, _MACHINE_AT),
        _Step(_EQUAL, 0, refused + 1, machine),
        _Step(_LOAD, 0, 0, _NUMBER_AT),
        _Step(_AT_LEAST, refused - 1, 0, _OTHER_NUMBERING),
        *(_Step(_EQUAL, len(calls) - at, 0, call) for at, call in enumerate(calls)),
        _Step(_RETURN, 0, 0, _ALLOW),
        _Step(_RETURN, 0, 0, _REFUSE),
    ]
    programme = _Programme(len(steps), (_Step * len(steps))(*steps))
    system = ctypes.CDLL(None, use_errno=True)
    nothing = ctypes.c_ulong(0)
    if system.prctl(_SET_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), nothing, nothing, nothing):
        return False
    return not system.prctl(_SET_SECCOMP, ctypes.c_ulong(_FILTER), ctypes.byref(programme), nothing, nothing)


def limit_descriptors(snapshot: Path) -> None:
    """Where calls cannot be refused: as many descriptors as the files of the store may yet need, and no more."""
    files = sum(1 for file in snapshot.iterdir() if file.suffix == ".sst")
    open_now = max(int(entry.name) for entry in Path("/dev/fd").iterdir()) + 1
    most = open_now + files if files > 16 else 0
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def limit_memory(megabytes: int) -> None:
    """Lets this process take so much more memory than it has now; past that the engine aborts."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return  # no Linux: the time limit stands alone
    held = next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmData:"))
    resource.setrlimit(resource.RLIMIT_DATA, (held + megabytes * 2**20, held + megabytes * 2**20))
