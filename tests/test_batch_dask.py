"""`khparse batch` on Dask: real workers, also such as are killed; and documents that take their process along."""

import json
import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from time import monotonic, sleep

import pytest

from khparse._version import __version__
from khparse.batch import child, distributed_engine
from khparse.batch.child import convert_apart
from khparse.batch.distributed_engine import DaskEngine, LostError
from khparse.batch.local import LocalEngine
from khparse.batch.work import Job
from khparse.readers.options import DEFAULT

distributed = pytest.importorskip("distributed")
dask = pytest.importorskip("dask")

_FIXTURES = sorted(
    path
    for path in (Path(__file__).parents[1] / "fixtures").iterdir()
    if path.suffix in (".md", ".txt", ".docx")
)
_BAD = (b"", b"%PDF-1.7 of nothing", b"PK\x03\x04 torn", b"\xd0\xcf\x11\xe0" * 9)
_EVIL = """
import os, signal, time
from khparse.batch import child
honest = child.convert
def convert(job):
    if job.data.startswith(b"crash"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if job.data.startswith(b"hang"):
        time.sleep(60)
    print("not a result")
    return honest(job)
child.convert = convert
child.main()
"""


def _jobs(times: int = 1) -> list[tuple[int, Job]]:
    """Return fixtures, varied so that no two are equal, and some that can't be read."""
    texts = [
        (path.read_bytes() + b"\n%d\n" % turn, f"{turn}-{path.name}")
        for turn in range(times)
        for path in _FIXTURES
        if path.suffix != ".docx"
    ]
    others = [(path.read_bytes(), path.name) for path in _FIXTURES if path.suffix == ".docx"]
    bad = [(data, f"{number}.bin") for number, data in enumerate(_BAD)]
    return [(number, Job(*one, DEFAULT, None)) for number, one in enumerate([*texts, *others, *bad])]


def _told(outcomes):
    return {number: outcome._replace(seconds=0.0) for number, outcome in outcomes}


def _cluster(workers=2):
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        memory_limit=None,
        dashboard_address="127.0.0.1:0",
        silence_logs="CRITICAL",
    )


@pytest.fixture(scope="module")
def cluster():
    with _cluster() as cluster:
        yield cluster


@pytest.fixture
def mortal_cluster():
    with _cluster() as cluster:
        yield cluster


def test_a_local_cluster_gives_what_local_processes_give():
    jobs = _jobs()
    found = list(DaskEngine(workers=2).run(iter(jobs)))
    assert len(found) == len(jobs)
    assert _told(found) == _told(LocalEngine(1).run(iter(jobs)))


def test_killed_workers_cost_nothing(mortal_cluster):
    jobs = _jobs(3)
    found = []
    killed = set()
    for outcome in DaskEngine(mortal_cluster.scheduler_address).run(iter(jobs)):
        found.append(outcome)
        if len(found) in (5, 30, 60):
            for nanny in list(mortal_cluster.workers.values())[: 1 if len(found) < 60 else 2]:
                if nanny.pid:
                    killed.add(nanny.pid)
                    os.kill(nanny.pid, signal.SIGKILL)
    assert len(killed) >= 3
    assert len(found) == len(jobs)
    assert _told(found) == _told(LocalEngine(2).run(iter(jobs)))


def test_few_jobs_are_taken_ahead(cluster):
    jobs, taken, ended, most = _jobs(4), 0, 0, 0

    def counted():
        nonlocal taken, most
        for job in jobs:
            taken += 1
            most = max(most, taken - ended)
            yield job

    for _ in DaskEngine(cluster.scheduler_address).run(counted()):
        ended += 1
    assert ended == len(jobs)
    assert most <= distributed_engine._AHEAD * 2 * distributed_engine._TOGETHER + 1


def test_large_documents_are_taken_one_by_one(cluster, monkeypatch):
    monkeypatch.setattr(distributed_engine, "_MOST_BYTES", 1000)
    most, waiting = 0, 0

    def counted():
        nonlocal most, waiting
        for job in _jobs()[:8]:
            waiting += 1
            most = max(most, waiting)
            yield job

    for _ in DaskEngine(cluster.scheduler_address).run(counted()):
        waiting -= 1
    assert most == 1


def test_a_source_may_have_no_job_for_now(cluster):
    """None waits for an outcome, as a stream does that is to come in order."""
    ended = set()

    def one_by_one():
        for number, job in _jobs()[:5]:
            while number and number - 1 not in ended:
                yield None
            yield number, job

    for number, _ in DaskEngine(cluster.scheduler_address).run(one_by_one()):
        ended.add(number)
    assert ended == set(range(5))


def test_closing_ends_the_work(cluster):
    outcomes = DaskEngine(cluster.scheduler_address).run(iter(_jobs(4)))
    next(outcomes)
    outcomes.close()
    with distributed.Client(cluster, set_as_default=False) as client:
        until = monotonic() + 10
        while any(client.processing().values()) and monotonic() < until:
            sleep(0.1)
        assert not any(client.processing().values())


def test_another_version_on_a_worker_stops_the_run():
    (outcome,) = convert_apart([_jobs()[0][1]], "0.0.0")
    assert (outcome.status, outcome.error) == (
        "stopped",
        f"a worker has khparse {__version__} instead of 0.0.0",
    )


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x"])
def test_no_scheduler(address, monkeypatch):
    monkeypatch.setattr(distributed_engine, "_PATIENCE", 1.0)
    with pytest.raises(LostError, match="no scheduler answers at"):
        list(DaskEngine(address).run(iter(_jobs())))


def test_no_workers(monkeypatch):
    monkeypatch.setattr(distributed_engine, "_PATIENCE", 1.0)
    with _cluster(0) as empty, pytest.raises(LostError, match="has no workers"):
        list(DaskEngine(empty.scheduler_address).run(iter(_jobs())))


def test_all_workers_go(mortal_cluster, monkeypatch):
    monkeypatch.setattr(distributed_engine, "_ABSENCE", 0.5)
    monkeypatch.setattr(distributed_engine, "_LOOK", 0.2)
    outcomes = DaskEngine(mortal_cluster.scheduler_address).run(iter(_jobs(4)))
    next(outcomes)
    mortal_cluster.scale(0)
    with pytest.raises(LostError, match="all workers have gone"):
        list(outcomes)


@pytest.fixture
def processes(tmp_path):
    """Give the address of a scheduler that runs by itself, with a worker of two threads, and its process."""
    told = tmp_path / "scheduler.json"
    with (tmp_path / "log").open("wb") as log, ExitStack() as stack:

        def start(*arguments):
            command = [sys.executable, "-m", "dask", *arguments, "--dashboard-address", "127.0.0.1:0"]
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=tmp_path)
            stack.enter_context(process)
            stack.callback(process.terminate)
            return process

        scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))
        start("worker", "--scheduler-file", str(told), "--nthreads", "2", "--no-nanny")
        until = monotonic() + 30
        while not told.exists() and monotonic() < until:
            sleep(0.05)
        yield json.loads(told.read_text())["address"], scheduler


def test_a_scheduler_that_is_there_already_and_then_goes(processes):
    address, scheduler = processes
    jobs = _jobs()
    assert _told(DaskEngine(address).run(iter(jobs))) == _told(LocalEngine(1).run(iter(jobs)))
    outcomes = DaskEngine(address).run(iter(_jobs(4)))
    next(outcomes)
    scheduler.kill()
    with pytest.raises(LostError, match="the scheduler has gone"):
        list(outcomes)


def test_dask_is_missing(monkeypatch):
    def missing(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(distributed_engine, "import_module", missing)
    with pytest.raises(distributed_engine.KhparseError) as caught:
        list(DaskEngine().run(iter(_jobs())))
    assert caught.value.remedy == "pip install 'khparse[dask]'"


@pytest.fixture
def evil(monkeypatch):
    monkeypatch.setattr(child, "_COMMAND", [sys.executable, "-P", "-c", _EVIL])
    monkeypatch.setattr(child, "GRACE", 0.2)
    monkeypatch.setattr(child, "_idle", [])
    yield
    for one in child._idle:
        one.end()


def test_a_crash_and_a_hang_cost_one_document_each(evil):
    good = _jobs()[0][1]
    crash = Job(b"crash", "crash.txt", DEFAULT, None)
    hang = Job(b"hang", "hang.txt", DEFAULT._replace(timeout=0.3), None)
    outcomes = convert_apart([good, crash, good, hang, good], __version__)
    assert [outcome.error for outcome in outcomes] == [
        "",
        "its worker was ended by SIGSEGV",
        "",
        "it takes longer than 0.3 seconds",
        "",
    ]
    assert len(child._idle) == 1


def test_a_process_ends_with_its_program():
    program = (
        "from khparse.batch import child; one = child._Child(); print(one._process.pid, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        pid = int(running.stdout.readline())
        assert Path(f"/proc/{pid}").exists() or sys.platform != "linux"
        running.kill()
    until = monotonic() + 10
    while _is_alive(pid) and monotonic() < until:
        sleep(0.05)
    assert not _is_alive(pid)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")
