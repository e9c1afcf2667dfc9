"""Kept results: made once, bounded in bytes, safe among threads."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from trainer import TrainingConfig, load_three_class, run_experiment
from trainer.ui.kept import Kept, size


def test_a_result_is_made_once():
    kept, made = Kept(10**6), []
    results = [kept.found("key", lambda: made.append(1) or np.zeros(3)) for _ in range(3)]
    assert made == [1]
    assert results[0] is results[2]


def test_the_least_used_go_first_where_bytes_run_out():
    kept = Kept(3000)
    for key in ("a", "b", "c"):
        kept.found(key, lambda: np.zeros(125))
    kept.found("a", lambda: pytest.fail("a is kept"))
    kept.found("d", lambda: np.zeros(125))
    remade = []
    for key in ("a", "c", "d"):
        kept.found(key, lambda key=key: remade.append(key))
    assert remade == []
    kept.found("b", lambda: remade.append("b"))
    assert remade == ["b"]
    assert kept.held <= 3000


def test_what_is_larger_than_the_room_is_kept_alone():
    kept = Kept(100)
    kept.found("small", lambda: 1)
    kept.found("large", lambda: np.zeros(1000))
    assert len(kept) == 1
    kept.found("large", lambda: pytest.fail("it is kept until the next"))


def test_what_fails_is_not_kept():
    kept = Kept(1000)
    with pytest.raises(ValueError, match="no"):
        kept.found("key", lambda: (_ for _ in ()).throw(ValueError("no")))
    assert kept.found("key", lambda: 7) == 7


def test_nothing_is_left_after_clearing():
    kept = Kept(1000)
    kept.found("key", lambda: 7)
    kept.clear()
    assert (len(kept), kept.held) == (0, 0)


def test_the_size_of_a_run_is_that_of_its_arrays():
    run = run_experiment(load_three_class(), TrainingConfig(), held_out=0.2)
    arrays = run.history.W.nbytes + run.history.b.nbytes + run.dataset.X.nbytes + run.held_out_loss.nbytes
    assert arrays < size(run) < 3 * arrays


def test_a_part_of_an_array_keeps_all_of_it_and_two_parts_keep_it_once():
    whole = np.zeros((100, 10))
    assert size(whole[3]) == whole.nbytes
    assert size((whole[:, :9], whole[:, 9].reshape(4, 25), np.zeros(5))) == whole.nbytes + 40


def test_many_threads_get_one_result():
    kept, barrier, results = Kept(10**6), threading.Barrier(8), []

    def ask():
        barrier.wait()
        results.append(kept.found("key", lambda: np.zeros(10)))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8
    assert (len(kept), kept.held) == (1, 80)


class Waiting:
    """Counts who waits; `all_wait` returns once so many do."""

    def __init__(self, n: int) -> None:
        self.n, self.threads, self.full = n, set(), threading.Event()

    def meanwhile(self) -> None:
        self.threads.add(threading.get_ident())
        if len(self.threads) == self.n:
            self.full.set()

    def all_wait(self) -> None:
        assert self.full.wait(10)


def asked_at_once(n, ask):
    """What n threads get that ask at once; the exceptions among them too."""

    def answer(_):
        try:
            return ask()
        except Exception as error:
            return error

    with ThreadPoolExecutor(n) as pool:
        return list(pool.map(answer, range(n)))


def test_of_all_who_ask_at_once_one_makes_it():
    kept, made, waiting = Kept(10**6), [], Waiting(7)

    def make():
        made.append(1)
        waiting.all_wait()
        return np.zeros(10)

    results = asked_at_once(8, lambda: kept.found("key", make, waiting.meanwhile))
    assert made == [1]
    assert {id(result) for result in results} == {id(results[0])}


def test_where_it_fails_one_of_those_who_waited_makes_it():
    kept, made, waiting = Kept(10**6), [], Waiting(7)

    def make():
        made.append(1)
        if len(made) == 1:
            waiting.all_wait()
            raise ValueError("superseded")
        return 7

    results = asked_at_once(8, lambda: kept.found("key", make, waiting.meanwhile))
    assert made == [1, 1]
    assert sorted(map(str, results)) == ["7"] * 7 + ["superseded"]


def test_who_waits_may_give_up():
    kept, given_up = Kept(10**6), threading.Event()

    def give_up():
        given_up.set()
        raise ValueError("superseded")

    results = asked_at_once(2, lambda: kept.found("key", lambda: given_up.wait(10), give_up))
    assert sorted(map(str, results)) == ["True", "superseded"]


def test_who_has_waited_long_enough_makes_it(monkeypatch):
    monkeypatch.setattr("trainer.ui.kept.LONGEST_WAIT", 0.0)
    kept = Kept(10**6)
    assert kept.found("key", lambda: kept.found("key", lambda: 7)) == 7
    assert (len(kept), kept.held) == (1, 64)
