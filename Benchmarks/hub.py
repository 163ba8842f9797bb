"""A hub of its own in a folder of its own, on free ports of the loopback address."""

import contextlib
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = pathlib.Path(os.environ.get("WASL_BINARY", ROOT / ".build/release/wasl")).resolve()


class Hub:
    """The data folder, the settings and, once started, the process of one hub."""

    def __init__(self, folder, model=None):
        self.data = folder / "var"
        self.data.mkdir(parents=True)
        self.folder = folder
        settings = settle(folder / "settings")
        self.http, self.lmtp = free_port(), free_port()
        self.process = None
        self.environment = os.environ | {
            "WASL_DATA": str(self.data), "WASL_CONFIG": str(settings), "WASL_LOG": "error",
            "WASL_HTTP": f"127.0.0.1:{self.http}", "WASL_LMTP": f"127.0.0.1:{self.lmtp}"}
        if model:
            self.environment["WASL_MODEL"] = str(model)

    def command(self, *words, seconds=120):
        """Runs one command of the hub to its end, within so many seconds, and returns what it printed."""
        done = subprocess.run(
            [BINARY, *words], env=self.environment, cwd=self.folder, capture_output=True, text=True, timeout=seconds)
        if done.returncode != 0:
            raise SystemExit(f"wasl {words[0]} failed: {done.stderr[-2000:]}")
        return done.stdout

    def start(self):
        """Starts the hub and returns the seconds until /healthz answered."""
        begun = time.monotonic()
        self.process = subprocess.Popen(
            [BINARY, "serve"], env=self.environment, cwd=self.folder, stdout=subprocess.DEVNULL,
            stderr=(self.folder / "log").open("w"))
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() - begun > 60:
                self.stop()
                raise SystemExit("The hub did not start: " + (self.folder / "log").read_text()[-2000:])
            time.sleep(0.002)
        return time.monotonic() - begun

    def answers(self):
        """Whether /healthz answers 200."""
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.http, timeout=5)
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False

    def takes_mail(self):
        """Waits until mail is accepted."""
        for _ in range(2000):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.lmtp)) == 0:
                    return
            time.sleep(0.005)
        raise SystemExit("The hub takes no mail.")

    def feed(self, tools, connections, written):
        """Delivers mails (sender, recipient, file) by the built `feed`; what it says of it, once all are accepted."""
        listed = self.folder / "list"
        listed.write_text("".join(f"{sender} {recipient} {file}\n" for sender, recipient, file in written))
        done = subprocess.run([tools / "feed", str(self.lmtp), str(connections), str(listed)],
                              capture_output=True, text=True, timeout=600)
        if done.returncode != 0:
            raise SystemExit(f"feed: {done.stderr}")
        said = json.loads(done.stdout)
        if said["refused"]:
            raise SystemExit(f"{said['refused']} of {len(written)} mails were refused.")
        return said

    def stop(self):
        """Asks the hub to stop, and ends it when it does not."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def memory(self):
        """Resident and anonymous memory in MB."""
        lines = pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        figures = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith(("VmRSS", "RssAnon"))}
        return int(figures["VmRSS"]) / 1024, int(figures["RssAnon"]) / 1024

    def processor_seconds(self):
        """Seconds of processor the process has used."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def store(self):
        """The store, opened beside the hub; closed at the end of a `with`."""
        return contextlib.closing(sqlite3.connect(self.data / "wasl.db", timeout=30, isolation_level=None))

    def number(self, query):
        """One number out of the store."""
        with self.store() as store:
            return store.execute(query).fetchone()[0]

    def hold_mail(self):
        """Makes the store, with the sending of mail paused, so that acknowledgements stay queued."""
        self.command("outbox")
        with self.store() as store:
            store.execute("INSERT INTO settings VALUES ('paused:email', '1')")

    def wait(self, query, seconds=60):
        """Waits until a count is zero and returns the moment."""
        end = time.monotonic() + seconds
        with self.store() as store:
            while time.monotonic() < end:
                if store.execute(query).fetchone()[0] == 0:
                    return time.monotonic()
                time.sleep(0.005)
        raise SystemExit(f"Not in {seconds} s: {query}")

    def remove(self):
        """Stops the hub and removes its folder."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def trained(folder):
    """A trained model, made in a folder; or the one that BENCH_MODEL names, so that several measurements learn once."""
    if "BENCH_MODEL" in os.environ:
        return pathlib.Path(os.environ["BENCH_MODEL"])
    trainer = Hub(folder / "trainer")
    trainer.command("train", "--data", str(ROOT / "training"), "--out", str(folder / "model"), seconds=600)
    trainer.remove()
    return folder / "model"


def settle(folder):
    """Settings of the bench's own: the shipped associations and wordings, and mail that never leaves the machine."""
    (folder / "channels").mkdir(parents=True)
    for part in ("associations", "templates", "training"):
        (folder / part).symlink_to(ROOT / part)
    (folder / "channels/email.yaml").write_text(
        "id: email\nadapter: email\nlimits: {concurrent: 4}\noptions: {lmtp: {host: 127.0.0.1, port: 2424}}\n")
    (folder / "channels/web.yaml").write_text("id: web\nadapter: web\n")
    return folder


def free_port():
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
