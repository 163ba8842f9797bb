"""An officer signs in by the one-time link, answers a message, and sees new ones come in without touching anything.

Arguments: the hub's address, a folder for pictures, the one-time link, association/reference of the message to answer,
the answer's text. Prints `watching` when new messages may come; ends when `new one` is the subject of a row.
"""
import sys

from browser import Browser, check

BASE, FOLDER, LINK, TICKET, ANSWER = sys.argv[1:6]
PASSWORD = "سماء صافية فوق جدة 12"


def sign_in(page):
    page.open(LINK)
    page.picture("link")
    page.press("main form button.strong")
    page.open("/console/lists/all")
    check(page.all("[name=repeated]"), "nothing is shown before a password is chosen")
    page.type("password", PASSWORD)
    page.type("repeated", PASSWORD)
    page.picture("password")
    page.press("main form button.strong")
    check("/console" in page.driver.current_url and page.all("nav.menu"), "the console is open")
    page.picture("queue-ar")


def link_is_used(page):
    with Browser(BASE, FOLDER + "/other") as other:
        other.open(LINK)
        other.press("main form button.strong")
        check(not other.all("nav.menu"), "a link signs in once")
        other.picture("link-used")


def answer(page):
    page.open(f"/console/tickets/{TICKET}")
    page.picture("ticket-ar")
    check(not page.is_overflowing(), "the ticket is not wider than the window")
    page.type("text", ANSWER)
    page.press(".composer form > p:last-child button")
    page.picture("preview-ar")
    leaving = page.text(".preview .words")
    check(ANSWER in leaving, "the preview holds the answer")
    check(page.value("text") == ANSWER, "the draft is still there")
    page.press(".preview button.strong")
    check(page.all(".notice"), "the answer is confirmed")
    check(any(ANSWER in shown.text for shown in page.all(".message .words")), "the answer is in the conversation")
    page.picture("answered-ar")


def in_english(page):
    page.press("header .language")
    check(page.find("html").get_attribute("dir") == "ltr", "English goes from left to right")
    page.picture("ticket-en")
    for name in ("lists/all", "outgoing", "channels", "ledger", "accounts", "set-aside"):
        page.open(f"/console/{name}")
        check(not page.is_overflowing(), f"{name} is not wider than the window")
        page.picture(f"{name.split('/')[-1]}-en")
    page.press("header .language")
    for name in ("lists/all", "outgoing", "channels", "ledger", "accounts", "set-aside"):
        page.open(f"/console/{name}")
        page.picture(f"{name.split('/')[-1]}-ar")


def watch(page):
    page.open("/console/lists/all")
    rows = len(page.all("[data-row]"))
    html = page.driver.find_element("tag name", "html")
    print("watching", flush=True)
    page.until(lambda: any("new one" in row.text for row in page.all("[data-row]")), "the new message in the list")
    check(len(page.all("[data-row]")) == rows + 1, "one row more")
    check(html.is_enabled(), "the page was not loaded again")
    page.picture("live-ar")


with Browser(BASE, FOLDER) as page:
    sign_in(page)
    link_is_used(page)
    answer(page)
    in_english(page)
    watch(page)
