"""Postfix that hands its mail to Dovecot by LMTP, both with settings and data of their own on loopback."""

import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

from hub import free_port

MASTER = """
127.0.0.1:{port} inet n - n - 200 smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.bench.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = bench.example
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
default_process_limit = 200
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
"""

DOVECOT = """
base_dir = {folder}/run
state_dir = {folder}/state
protocols = lmtp
listen = 127.0.0.1
log_path = {folder}/dovecot.log
ssl = no
mail_location = maildir:{folder}/mail/%n
mail_uid = {user}
mail_gid = {user}
first_valid_uid = 1
passdb {{
  driver = static
  args = nopassword=y
}}
userdb {{
  driver = static
  args = uid={user} gid={user} home={folder}/mail/%n allow_all_users=yes
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service stats {{
  client_limit = 1000
}}
"""

# Owns the mailboxes: any account that is not privileged and may not sign in.
USER = "nobody"


class MailServer:
    """Both servers, in one folder; needs root, since Postfix does."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="wasl-mta-"))
        self.folder.chmod(0o755)
        self.port, self.lmtp = free_port(), free_port()
        for name in ("conf", "queue", "data", "run", "state", "mail"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix")
        shutil.chown(self.folder / "mail", USER)
        words = {"folder": self.folder, "port": self.port, "lmtp": self.lmtp, "user": pwd.getpwnam(USER).pw_uid}
        (self.folder / "conf/master.cf").write_text(MASTER.format(**words))
        (self.folder / "conf/main.cf").write_text(MAIN.format(**words))
        (self.folder / "dovecot.conf").write_text(DOVECOT.format(**words))
        subprocess.run(["postfix", "-c", self.folder / "conf", "check"], capture_output=True)
        self.run("postfix", "-c", self.folder / "conf", "start")
        self.run("dovecot", "-c", self.folder / "dovecot.conf")

    def run(self, *command):
        """Runs a command that starts a server."""
        # To a file, since a server that stays keeps a pipe open.
        said = self.folder / "started"
        with said.open("w") as out:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, timeout=60)
        if done.returncode != 0:
            words = said.read_text()[-1000:]
            self.remove()
            raise SystemExit(f"{command[0]}: {words}")

    def delivered(self, user):
        """Mails that lie in a mailbox."""
        try:
            return len(os.listdir(self.folder / "mail" / user / "new"))
        except FileNotFoundError:
            return 0

    def wait(self, user, count, seconds=120):
        """Waits until so many mails lie in a mailbox; returns the moment."""
        end = time.monotonic() + seconds
        while self.delivered(user) < count:
            if time.monotonic() > end:
                raise SystemExit(f"{self.delivered(user)} of {count} mails were delivered: " + self.log())
            time.sleep(0.01)
        return time.monotonic()

    def log(self):
        """The end of what Dovecot wrote."""
        log = self.folder / "dovecot.log"
        return log.read_text()[-600:] if log.exists() else ""

    def remove(self):
        """Stops both by their own process ids and removes their data."""
        for file in (self.folder / "queue/pid/master.pid", self.folder / "run/master.pid"):
            try:
                process = int(file.read_text())
                os.kill(process, signal.SIGTERM)
                for _ in range(100):
                    os.kill(process, 0)
                    time.sleep(0.05)
            except (OSError, ValueError):
                continue
        shutil.rmtree(self.folder, ignore_errors=True)
