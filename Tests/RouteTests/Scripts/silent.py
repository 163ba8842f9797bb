"""An SMS gateway that takes every call, prints its path, and never answers.

Argument: the port to listen on.
"""
import http.server
import sys
import threading


class Silent(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        print(self.path, flush=True)
        threading.Event().wait()

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Silent).serve_forever()
