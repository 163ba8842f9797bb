"""A network that loses the first answer to every call.

Each call is handed on to the hub, its path is printed, and only a repeat of it gets the hub's answer back.
Arguments: the port to listen on, the port of the hub.
"""
import http.client
import http.server
import sys

LISTEN, HUB = int(sys.argv[1]), int(sys.argv[2])
SECONDS = 20


class Forgetful(http.server.BaseHTTPRequestHandler):
    seen = set()

    def do_GET(self):
        hub = http.client.HTTPConnection("127.0.0.1", HUB, timeout=SECONDS)
        hub.request("GET", self.path)
        answer = hub.getresponse()
        body = answer.read()
        hub.close()
        print(answer.status, self.path, flush=True)
        self.close_connection = True
        if self.path not in self.seen:
            self.seen.add(self.path)
            return
        self.send_response(answer.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", LISTEN), Forgetful).serve_forever()
