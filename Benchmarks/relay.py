"""A mail relay on loopback that takes mail and, when told to, refuses it or falls silent."""

import socketserver
import threading
import time


class Relay(socketserver.ThreadingTCPServer):
    """SMTP (RFC 5321) as far as a sender needs it; counts what it took and keeps nothing."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.mood, self.taken = "takes", 0
        self.counting = threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        """Where it listens."""
        return self.server_address[1]

    def handle_error(self, request, client_address):
        """A hub that was killed leaves broken connections; that is no fault of the relay."""


class Session(socketserver.StreamRequestHandler):
    """One connection."""

    def handle(self):
        """Answers commands until the client leaves."""
        self.say("220 relay.example ESMTP")
        for line in self.rfile:
            word = line[:4].upper()
            if word in (b"EHLO", b"HELO"):
                self.say("250 relay.example")
            elif word == b"DATA":
                self.take()
            elif word == b"QUIT":
                self.say("221 goodbye")
                return
            elif self.server.mood == "refuses" and word in (b"MAIL", b"RCPT"):
                self.say("451 later, please")
            else:
                self.say("250 fine")

    def take(self):
        """Reads one mail up to its final dot."""
        self.say("354 go on")
        for line in self.rfile:
            if line == b".\r\n":
                break
        while self.server.mood == "silent":
            time.sleep(0.2)
        with self.server.counting:
            self.server.taken += 1
        self.say("250 taken")

    def say(self, line):
        """One line of answer."""
        self.wfile.write(line.encode() + b"\r\n")
