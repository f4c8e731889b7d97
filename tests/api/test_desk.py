"""What the web processes of one server count together."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from api.seat import Seat
from api.sparql import desk as module
from api.sparql.desk import Desk

TAKE = """
import sys
from pathlib import Path
from api.seat import Seat
print(Seat.taken(Path(sys.argv[1]), 2).number, flush=True)
sys.stdin.read()
"""


def sitting(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", TAKE, str(folder)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_each_process_has_a_seat_and_one_that_is_left_is_taken_again(tmp_path: Path) -> None:
    several = [sitting(tmp_path) for _ in range(3)]
    numbers = [int(one.stdout.readline()) for one in several if one.stdout]
    assert sorted(numbers) == [0, 1, 2]
    several[0].kill()
    several[0].wait()
    after = sitting(tmp_path)
    assert after.stdout and int(after.stdout.readline()) == numbers[0]
    for one in (*several[1:], after):
        one.communicate()


@pytest.mark.parametrize(("whole", "of", "shares"), [(4, 2, [2, 2]), (5, 2, [3, 2]), (1, 3, [1, 1, 1])])
def test_what_all_have_is_shared_out(whole: int, of: int, shares: list[int]) -> None:
    assert [Seat(None, number, of).share(whole) for number in range(of)] == shares


def test_clients_are_counted_over_all_processes(tmp_path: Path) -> None:
    here, there = (Desk(Seat(tmp_path, number, 2)) for number in range(2))
    assert here.enter("a") == (1, 1)
    assert there.enter("a") == (2, 2)
    assert there.enter("b") == (1, 3)
    here.leave("a")
    assert there.enter("a") == (2, 3)


def test_what_a_client_used_is_known_to_all_and_forgotten_by_and_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = (Desk(Seat(tmp_path, number, 2)) for number in range(2))
    here.charge("a", 4.0)
    there.charge("a", 2.0)
    assert 5.9 < here.debt("a") <= 6.0 and 5.9 < there.debt("a") <= 6.0
    assert here.debt("b") == there.debt("b") == 0
    later = time.monotonic() + 60
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    assert 1.4 < here.debt("a") <= 1.5


def test_what_a_process_had_counted_is_forgotten_when_its_seat_is_taken_again(tmp_path: Path) -> None:
    here, gone = (Desk(Seat(tmp_path, number, 2)) for number in range(2))
    for _ in range(3):
        gone.enter("a")
    gone.charge("a", 9.0)
    assert here.enter("a") == (4, 4)
    Desk(Seat(tmp_path, 1, 2))
    assert here.enter("a") == (2, 2) and here.debt("a") == 0
