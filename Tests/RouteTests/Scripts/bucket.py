"""An S3 server with one bucket in a folder, which believes only requests that are signed as Signature Version 4 says.

Arguments: the port to listen on, the folder, the access key, the secret. Prints `METHOD STATUS key` for each request. While the
folder holds a file `down`, every request is answered 503.
"""
import hashlib
import hmac
import http.server
import os
import sys
import urllib.parse

PORT, FOLDER, KEY, SECRET = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]


def digest(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


class Bucket(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def is_signed(self, body):
        words = dict(part.strip().split("=", 1) for part in self.headers["Authorization"].split(" ", 1)[1].split(","))
        key, day, region, service, end = words["Credential"].split("/")
        stamp, claimed = self.headers["x-amz-date"], self.headers["x-amz-content-sha256"]
        names = words["SignedHeaders"].split(";")
        if key != KEY or service != "s3" or end != "aws4_request" or not stamp.startswith(day):
            return False
        if not {"host", "x-amz-date", "x-amz-content-sha256"} <= set(names) or hashlib.sha256(body).hexdigest() != claimed:
            return False
        path, _, query = self.path.partition("?")
        canonical = "\n".join(
            [self.command, urllib.parse.quote(urllib.parse.unquote(path)), query]
            + [f"{name}:{' '.join(self.headers[name].split())}" for name in names]
            + ["", ";".join(names), claimed])
        scope = "/".join([day, region, service, end])
        text = "\n".join(["AWS4-HMAC-SHA256", stamp, scope, hashlib.sha256(canonical.encode()).hexdigest()])
        signing = ("AWS4" + SECRET).encode()
        for part in (day, region, service, end):
            signing = digest(signing, part)
        return hmac.compare_digest(digest(signing, text).hex(), words["Signature"])

    def answer(self, status, body=b""):
        print(self.command, status, self.path, flush=True)
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if os.path.exists(os.path.join(FOLDER, "down")):
            return self.answer(503)
        if "Authorization" not in self.headers or not self.is_signed(body):
            return self.answer(403)
        file = os.path.join(FOLDER, self.path.strip("/").replace("/", "_"))
        if self.command == "PUT":
            with open(file, "wb") as out:
                out.write(body)
            return self.answer(200)
        if not os.path.exists(file):
            return self.answer(404)
        with open(file, "rb") as kept:
            return self.answer(200, kept.read())

    do_GET = do_PUT = serve

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Bucket).serve_forever()
