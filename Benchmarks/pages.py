"""Pages of a running hub: signing in, and how many a second it serves."""

import http.client
import re
import shutil
import subprocess
import threading
import time
import urllib.parse

SECONDS, CONNECTIONS = 4, 8


def sign_in(hub):
    """Makes an officer who sees all tickets and returns the cookies of their session."""
    link = hub.command("user", "add", "bench", "--administrator").split()[-1]
    path = urllib.parse.urlsplit(link).path
    cookies = {}
    password = "queue-of-the-morning-41"
    post(hub, path, cookies, {"csrf": token(hub, path, cookies)})
    post(hub, "/console/password", cookies, {
        "csrf": token(hub, "/console/password", cookies), "password": password, "repeated": password})
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def rows(hub, path, cookies):
    """How many tickets a list shows."""
    page = get(hub, path, {"Cookie": cookies})
    return len(set(re.findall(r'href="(/console/(?:tickets/)?[a-z-]+/\d[^"/]*)"', page)))


def rate(hub, path, cookies=""):
    """Requests a second, and the median and 99th percentile in ms, with 8 connections for 4 seconds."""
    if get(hub, path, {"Cookie": cookies}) == "":
        raise SystemExit(f"{path} is empty.")
    return with_wrk(hub, path, cookies) if shutil.which("wrk") else with_threads(hub, path, cookies)


def with_wrk(hub, path, cookies):
    """Measures with wrk."""
    said = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-H", f"Cookie: {cookies}",
         f"http://127.0.0.1:{hub.http}{path}"], capture_output=True, text=True, timeout=60).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"{path} was refused: {said}")
    found = {name: value for name, value in re.findall(r"(50%|99%|Requests/sec:)\s+([\d.]+\w*)", said)}
    return float(found["Requests/sec:"]), milliseconds(found["50%"]), milliseconds(found["99%"])


def with_threads(hub, path, cookies):
    """Measures with threads of this program; slower than the hub, so only a lower bound."""
    took = []

    def ask():
        connection = http.client.HTTPConnection("127.0.0.1", hub.http, timeout=20)
        while time.monotonic() < end:
            start = time.monotonic()
            connection.request("GET", path, headers={"Cookie": cookies})
            connection.getresponse().read()
            took.append(time.monotonic() - start)

    end = time.monotonic() + SECONDS
    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took.sort()
    return len(took) / SECONDS, took[len(took) // 2] * 1e3, took[len(took) * 99 // 100] * 1e3


def milliseconds(text):
    """A duration as wrk writes it."""
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def token(hub, path, cookies):
    """The token of the forms on a page; what cookies the page sets are kept."""
    page = get(hub, path, {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}, cookies)
    return re.search(r'name="csrf" value="([^"]*)"', page).group(1)


def get(hub, path, headers, cookies=None):
    """The text of a page."""
    return ask(hub, "GET", path, headers, None, cookies)


def post(hub, path, cookies, fields):
    """Sends a form."""
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
               "Content-Type": "application/x-www-form-urlencoded"}
    return ask(hub, "POST", path, headers, urllib.parse.urlencode(fields), cookies)


def ask(hub, method, path, headers, body, cookies):
    """One request; stops the measurement when it is refused."""
    connection = http.client.HTTPConnection("127.0.0.1", hub.http, timeout=30)
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    text = response.read().decode()
    if response.status not in (200, 303):
        raise SystemExit(f"{method} {path.split('/link/')[0]} was answered {response.status}.")
    for line in response.headers.get_all("Set-Cookie") or []:
        name, value = line.split(";")[0].split("=", 1)
        if cookies is not None:
            cookies[name] = value
    return text
