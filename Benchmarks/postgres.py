"""A PostgreSQL server of its own on loopback, durable as in earnest, in a temporary folder."""

import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import time

from hub import free_port

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")


class Server:
    """One server; ended by its process id."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        folder.mkdir(parents=True)
        self.become = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
            # The server refuses to run as root.
            self.become = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        subprocess.run([PROGRAMS / "initdb", "-D", folder / "data", "-U", "wasl", "--auth=trust", "-E", "UTF8",
                        "--locale=C.UTF-8"], check=True, capture_output=True, cwd=folder, **self.become)
        self.process = subprocess.Popen(
            [PROGRAMS / "postgres", "-D", folder / "data", "-p", str(self.port), "-c", "listen_addresses=127.0.0.1",
             "-c", f"unix_socket_directories={folder}", "-c", "shared_buffers=256MB"],
            stdout=subprocess.DEVNULL, stderr=(folder / "log").open("wb"), cwd=folder, **self.become)
        for _ in range(600):
            if subprocess.run([PROGRAMS / "pg_isready", "-h", "127.0.0.1", "-p", str(self.port)],
                              capture_output=True).returncode == 0:
                return
            time.sleep(0.05)
        raise SystemExit("PostgreSQL did not start: " + (folder / "log").read_text()[-1000:])

    def url(self, name):
        """The address of a database."""
        return f"postgres://wasl@127.0.0.1:{self.port}/{name}"

    def fresh(self, name):
        """A new empty database; returns its address."""
        self.ask("postgres", f"CREATE DATABASE {name}")
        return self.url(name)

    def ask(self, name, query):
        """What a statement gives, as text."""
        done = subprocess.run([PROGRAMS / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", self.url(name), "-c", query],
                              capture_output=True, text=True, timeout=120)
        if done.returncode != 0:
            raise SystemExit(f"{query[:60]}: {done.stderr}")
        return done.stdout.strip()

    def bench(self, name, script, clients, seconds):
        """Transactions a second of a pgbench script."""
        done = subprocess.run(
            [PROGRAMS / "pgbench", "-n", "-M", "prepared", "-f", script, "-c", str(clients), "-j", str(min(clients, 2)),
             "-T", str(seconds), self.url(name)], capture_output=True, text=True, timeout=seconds + 120)
        rates = [line for line in done.stdout.splitlines() if line.startswith("tps")]
        if done.returncode != 0 or not rates:
            raise SystemExit(f"pgbench: {done.stderr[-2000:]}")
        return float(rates[0].split("=")[1].split()[0])

    def processor_seconds(self):
        """Seconds of processor that the server and its processes have used."""
        total = 0
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for pid in [str(self.process.pid), *children]:
            try:
                fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            # Of the server itself also what its ended processes used.
            total += sum(int(field) for field in (fields[11:15] if pid == str(self.process.pid) else fields[11:13]))
        return total / os.sysconf("SC_CLK_TCK")

    def remove(self):
        """Stops the server and removes its data."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
