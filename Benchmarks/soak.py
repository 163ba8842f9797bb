"""Soaks a hub in mail while faults befall it, and proves that nothing was lost, doubled or left open.

Mail comes by LMTP from several senders, each with one connection, who send again what was not acknowledged, as mail servers do.
Every 30 s comes one fault, drawn at random: the hub is killed and started again, or stopped and continued, or the relay
refuses or falls silent. Then the hub works until it is idle or the time of settling is over, and the account is made: every acknowledged Message-ID is found exactly
once and `wasl verify` finds nothing. Memory, descriptors and the write-ahead log are sampled each second of the soak.

SOAK_MESSAGES (1,000,000), SOAK_MINUTES (40, of feeding), SOAK_SETTLE_MINUTES (30), SOAK_FAULT_SECONDS (30),
SOAK_SENDERS (16), SOAK_SEED. Acknowledgements that still wait when the settling ends are stated.
"""

import os
import pathlib
import random
import signal
import socket
import statistics
import tempfile
import threading
import time

import machine
from hub import Hub, trained
from relay import Relay

MESSAGES = int(os.environ.get("SOAK_MESSAGES", 1_000_000))
MINUTES = float(os.environ.get("SOAK_MINUTES", 40))
EVERY = float(os.environ.get("SOAK_FAULT_SECONDS", 30))
SENDERS = int(os.environ.get("SOAK_SENDERS", 16))
SEED = int(os.environ.get("SOAK_SEED", 1))
SETTLE = float(os.environ.get("SOAK_SETTLE_MINUTES", 30))
# Samples of a process so young say how it starts, not how it grows.
WARM = 10

TEXT = (
    "From: Sender {n} <sender{n}@home.example>\r\nTo: al-eman@al-eman.example\r\nSubject: Request {n}\r\n"
    "Message-ID: <soak.{n}@home.example>\r\nDate: Wed, 25 Nov 2026 09:00:00 +0300\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    "السلام عليكم، نحن أسرة من خمسة أفراد ونحتاج مساعدة في إيجار البيت. رقم الورقة {n}\r\n"
    "Please tell us which papers you need for the rent, and when we can come to the office.\r\n.\r\n")


class Senders:
    """What is to be sent, by which threads, and what was acknowledged."""

    def __init__(self, hub):
        self.hub, self.next, self.ends = hub, 0, time.monotonic() + MINUTES * 60
        self.acknowledged = bytearray(MESSAGES)
        self.again = 0
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.send, daemon=True) for _ in range(SENDERS)]
        for thread in self.threads:
            thread.start()

    def are_busy(self):
        """Whether somebody still sends."""
        return any(thread.is_alive() for thread in self.threads)

    def take(self):
        """The number of one more mail, or None when there is none or time is up."""
        with self.lock:
            if self.next == MESSAGES or time.monotonic() > self.ends:
                return None
            self.next += 1
            return self.next - 1

    def send(self):
        """One sender: mail after mail, each until it is acknowledged."""
        connection, number = None, self.take()
        while number is not None:
            try:
                connection = connection or Connection(self.hub.lmtp)
                if connection.deliver(number):
                    self.acknowledged[number] = 1
                    number = self.take()
                else:
                    time.sleep(0.1)
            except OSError:
                connection = None
                with self.lock:
                    self.again += 1
                time.sleep(0.1)


class Connection:
    """One LMTP connection (RFC 2033) with pipelining (RFC 2920)."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.lines = self.socket.makefile("rb")
        self.reply()
        self.socket.sendall(b"LHLO soak.example\r\n")
        self.reply()

    def deliver(self, number):
        """Whether the hub acknowledged a mail."""
        self.socket.sendall(
            f"MAIL FROM:<sender{number}@home.example>\r\nRCPT TO:<al-eman@al-eman.example>\r\nDATA\r\n".encode())
        if [self.reply() for _ in range(3)] != [b"2", b"2", b"3"]:
            raise OSError("a command was refused")
        self.socket.sendall(TEXT.format(n=number).encode())
        return self.reply() == b"2"

    def reply(self):
        """The first digit of one answer."""
        while True:
            line = self.lines.readline()
            if not line.endswith(b"\n"):
                raise OSError("the hub closed the connection")
            if line[3:4] != b"-":
                return line[:1]


class Faults:
    """Draws faults, and counts them."""

    def __init__(self, hub, relay):
        self.hub, self.relay, self.chance, self.counts = hub, relay, random.Random(SEED), {}
        self.due = time.monotonic() + EVERY

    def befall(self):
        """One fault, when it is due; ends with the hub and the relay well."""
        if time.monotonic() < self.due:
            return
        fault = self.chance.choice([self.kill, self.stop, self.refuse, self.silence])
        self.counts[fault.__name__] = self.counts.get(fault.__name__, 0) + 1
        fault()
        self.due = time.monotonic() + EVERY

    def kill(self):
        """kill -9, and a new start."""
        self.hub.process.kill()
        self.hub.process.wait()
        self.hub.start()

    def stop(self):
        """SIGSTOP for up to eight seconds."""
        self.hub.process.send_signal(signal.SIGSTOP)
        time.sleep(self.chance.uniform(1, 8))
        self.hub.process.send_signal(signal.SIGCONT)

    def refuse(self):
        """The relay refuses for up to ten seconds."""
        self.turn("refuses")

    def silence(self):
        """The relay says nothing after the final dot, for up to ten seconds."""
        self.turn("silent")

    def turn(self, mood):
        """Another mood of the relay for a while."""
        self.relay.mood = mood
        time.sleep(self.chance.uniform(2, 10))
        self.relay.mood = "takes"


class Samples:
    """Memory, descriptors and the write-ahead log over time."""

    def __init__(self, hub):
        self.hub, self.begun, self.rows = hub, time.monotonic(), []
        self.process, self.since = None, 0.0

    def take(self):
        """One sample of a hub that has run for a while."""
        now = time.monotonic()
        if self.hub.process.pid != self.process:
            self.process, self.since = self.hub.process.pid, now
        if now - self.since < WARM:
            return
        log = self.hub.data / "wasl.db-wal"
        self.rows.append((
            (now - self.begun) / 60, self.hub.memory()[0],
            len(os.listdir(f"/proc/{self.process}/fd")), log.stat().st_size / 1e6 if log.exists() else 0.0))

    def text(self):
        """A line for each: median, largest, and how it grew in an hour by least squares."""
        if len(self.rows) < 3:
            return "too short a soak for samples"
        lines = []
        minutes = [row[0] for row in self.rows]
        for index, name in enumerate(("memory, resident, MB", "descriptors", "write-ahead log, MB"), start=1):
            values = [row[index] for row in self.rows]
            slope = statistics.linear_regression(minutes, values).slope * 60
            lines.append(f"{name}: median {statistics.median(values):.1f}, largest {max(values):.1f}, "
                         f"last {values[-1]:.1f}, slope {slope:+.1f} an hour ({len(values)} samples)")
        return "\n".join(lines)


def main():
    """The whole soak; ends with an error unless everything is accounted for."""
    print(machine.description(), flush=True)
    with tempfile.TemporaryDirectory(prefix="wasl-soak-") as folder:
        folder = pathlib.Path(folder)
        hub, relay = Hub(folder / "hub", trained(folder)), Relay()
        (folder / "hub/settings/channels/email.yaml").write_text(
            "id: email\nadapter: email\nlimits: {concurrent: 16}\noptions:\n  lmtp: {host: 127.0.0.1, port: 2424}\n"
            f"  smtp: {{host: 127.0.0.1, port: {relay.port}, security: plain}}\n")
        hub.start()
        hub.takes_mail()
        try:
            faulty = soak(hub, relay)
        finally:
            hub.stop()
        if faulty:
            raise SystemExit("Not everything is accounted for.")


def soak(hub, relay):
    """Feeds, waits, makes the account; whether anything is wrong."""
    begun = time.monotonic()
    senders, faults, samples = Senders(hub), Faults(hub, relay), Samples(hub)
    while senders.are_busy():
        faults.befall()
        samples.take()
        time.sleep(1)
    fed = time.monotonic()
    waiting = settle(hub)
    idle = time.monotonic()
    print(f"{sum(senders.acknowledged):,} mails acknowledged in {(fed - begun) / 60:.1f} minutes, "
          f"settled after {(idle - begun) / 60:.1f}, when {waiting:,} acknowledgements waited; {senders.again} times sent again; faults: {faults.counts}; "
          f"the relay took {relay.taken:,}")
    print(samples.text(), flush=True)
    hub.stop()
    return account(hub, senders.acknowledged)


def settle(hub):
    """Waits until all is read and indexed, and sent where the time suffices; how many texts still wait."""
    end = time.monotonic() + SETTLE * 60
    hub.wait("SELECT count(*) FROM jobs WHERE kind IN ('read', 'index')", SETTLE * 60)
    while (waiting := hub.number("SELECT count(*) FROM jobs WHERE kind = 'send'")) and time.monotonic() < end:
        time.sleep(1)
    return waiting


def account(hub, acknowledged):
    """Compares what was acknowledged with what is there, and asks the ledger."""
    found = bytearray(len(acknowledged))
    strange = 0
    with hub.store() as store:
        for (name,) in store.execute("SELECT message_id FROM message_ids"):
            number = name.split("@")[0].removeprefix("soak.")
            if number.isdigit() and int(number) < len(found):
                found[int(number)] = min(found[int(number)] + 1, 255)
            else:
                strange += 1
    missing = sum(1 for sent, there in zip(acknowledged, found) if sent and not there)
    doubled = sum(1 for there in found if there > 1)
    begun = time.monotonic()
    said = hub.command("verify", seconds=1800).strip().splitlines()[-1]
    print(f"acknowledged and missing: {missing}; found more than once: {doubled}; of nobody: {strange}; "
          f"ledger after {time.monotonic() - begun:.1f} s: {said}")
    return missing or doubled or strange or said != "balanced"


if __name__ == "__main__":
    main()
