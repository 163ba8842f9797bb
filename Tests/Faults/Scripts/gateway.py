"""A gateway for short texts: takes each text, and reports on it in every order until the hub hears.

Arguments: the port to listen on, the port of the hub, a folder. In the folder, `mode` says how to behave, `taken` lists the
number of each text that was taken and `reported` those whose delivery the hub heard of.
"""
import http.client
import http.server
import itertools
import json
import pathlib
import random
import sys
import threading
import time

LISTEN, HUB, FOLDER = int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
RUN = f"{time.time_ns():x}"
NUMBERS = itertools.count(1)
LOCK = threading.Lock()
PATIENCE = 40


def note(name, line):
    with LOCK, open(FOLDER / name, "a") as file:
        file.write(line + "\n")


def mode():
    try:
        return (FOLDER / "mode").read_text()
    except FileNotFoundError:
        return "ok"


def call(path, body):
    """Tells the hub until it answers 200."""
    end = time.time() + PATIENCE
    while time.time() < end:
        try:
            hub = http.client.HTTPConnection("127.0.0.1", HUB, timeout=5)
            hub.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
            status = hub.getresponse().status
            hub.close()
            if status == 200:
                return True
        except OSError:
            pass
        time.sleep(0.1)
    return False


def report(number, text_id):
    states = ["sent", "delivered", "delivered"]
    random.shuffle(states)
    told = [call("/hooks/sms-fault/report", {"id": text_id, "state": state}) for state in states]
    if all(told):
        note("reported", number)


class Gateway(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        behaviour = mode()
        if behaviour == "busy":
            return self.say(503, b"later")
        if behaviour == "error":
            return self.say(200, b'{"error": "no credit"}')
        note("taken", body["to"])
        if behaviour == "hang":
            time.sleep(30)
        if behaviour in ("cut", "hang"):
            self.close_connection = True
            return None
        if behaviour == "nonsense":
            return self.say(200, b"<html>\xff\xfe maintenance</html>")
        text_id = f"g-{RUN}-{next(NUMBERS)}"
        answer = json.dumps({"id": text_id}).encode()
        if behaviour == "half":
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer) * 2))
            self.end_headers()
            self.wfile.write(answer)
            self.close_connection = True
            return None
        if behaviour == "echo":
            words = {"from": body["to"], "to": "al-eman", "text": body["text"], "id": text_id}
            threading.Thread(target=call, args=("/hooks/sms-fault/incoming", words)).start()
        else:
            teller = threading.Thread(target=report, args=(body["to"], text_id))
            teller.start()
            if random.random() < 0.3:
                # The first report overtakes the answer.
                time.sleep(0.02)
        return self.say(200, answer)

    def say(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True

    def handle_error(self, *_):
        pass


Server(("127.0.0.1", LISTEN), Gateway).serve_forever()
