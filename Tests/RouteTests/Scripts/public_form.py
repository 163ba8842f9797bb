"""A person sends a form with an attachment, follows its number, and nobody else can.

Arguments: the hub's address, a folder for pictures, the language, `scripts` or `no-scripts`.
The last line printed is the number given.
"""
import os
import sys

from browser import Browser, check, digits

BASE, FOLDER, LANGUAGE, SCRIPTS = sys.argv[1:5]
WORDS = {
    "ar": {
        "name": "ريم عبدالله", "phone": "٠٥٠١٢٣٠٠٠٨", "file": "تقرير طبي.txt",
        "message": "نسكن خارج جدة ونحتاج سكنًا قريبًا من المستشفى مدة العلاج.\nمواعيدنا كل أسبوع <ثلاثاء> & \"خميس\".",
        "phone_problem": "0500000000", "direction": "rtl",
    },
    "en": {
        "name": "Reem Abdullah", "phone": "050 123 0009", "file": "medical report.txt",
        "message": "We live outside Jeddah and need a place near the hospital.\nOur visits are every <Tuesday> & \"Thursday\".",
        "phone_problem": "0500000000", "direction": "ltr",
    },
}[LANGUAGE]
ASSOCIATION, FORM = "al-eman", "aid-request"


def attach(page):
    path = os.path.join(FOLDER, WORDS["file"])
    with open(path, "w", encoding="utf-8") as file:
        file.write("تقرير للتجربة\n")
    page.find("[name=files]").send_keys(path)


def fill_wrongly(page):
    page.type("message", WORDS["message"])
    page.type("name", WORDS["name"])
    page.type("phone", "12")
    page.type("email", "nobody")
    page.find("#danger").click()
    page.find("#danger").click()
    attach(page)
    page.press("form.form button.strong")


def see_what_is_wrong(page):
    check(page.find("html").get_attribute("dir") == WORDS["direction"], "the page's direction")
    problems = page.all("#problems li")
    check(len(problems) == 3, f"three problems are listed, not {len(problems)}")
    for field in ("phone", "email", "declaration"):
        box = page.find(f"#{field}")
        check(box.get_attribute("aria-invalid") == "true", f"{field} is marked")
        beside = page.find(f"#{box.get_attribute('aria-describedby')}")
        check(beside.text in page.text("#problems"), f"the sentence beside {field} is in the list")
        distance = abs(beside.location["y"] - (box.location["y"] + box.size["height"]))
        check(distance < 80, f"the sentence stands beside {field}, {distance} pixels away")
    check(WORDS["phone_problem"] in page.text("#phone-problem"), "an example is given")
    check(page.value("message").replace("\r\n", "\n") == WORDS["message"], "the message is still there")
    check(page.value("name") == WORDS["name"] and page.value("phone") == "12", "name and phone are still there")
    check(page.value("email") == "nobody", "the address is still there")


def mend(page):
    page.type("phone", WORDS["phone"])
    page.find("#email").clear()
    page.find("#declaration").click()
    attach(page)
    page.press("form.form button.strong")


def follow(page, number):
    page.press(".receipt a.strong")
    ask(page, number, WORDS["phone"])
    page.picture("status")
    check(number in page.text(), "the number is on the status page")
    check(page.all(".stage-line"), "the state is shown")


def ask(page, number, contact):
    page.type("number", number)
    page.type("contact", contact)
    page.press("main form button.strong")


def nobody_else(page, number):
    answers = []
    for asked, contact in ((number, "0509999999"), ("26999999", WORDS["phone"])):
        page.open(f"/{ASSOCIATION}/status")
        ask(page, asked, contact)
        check(not page.all(".stage-line"), "nothing is shown to others")
        answers.append(page.text(".problem-box"))
    page.picture("status-unknown")
    check(answers[0] == answers[1], "a wrong contact looks like an unknown number")


with Browser(BASE, FOLDER, LANGUAGE, scripts=SCRIPTS == "scripts") as page:
    page.open(f"/?lang={LANGUAGE}")
    page.picture("associations")
    page.press(f"a[href='/{ASSOCIATION}']")
    page.picture("association")
    page.press(f"a[href='/{ASSOCIATION}/{FORM}']")
    page.picture("form")
    check(not page.is_overflowing(), "the form is not wider than the window")
    fill_wrongly(page)
    see_what_is_wrong(page)
    page.picture("form-problems")
    mend(page)
    page.picture("receipt")
    number = digits(page.text(".number"))
    follow(page, number)
    nobody_else(page, number)
    page.driver.set_window_size(400, 800)
    for path in ("/", f"/{ASSOCIATION}", f"/{ASSOCIATION}/{FORM}", f"/{ASSOCIATION}/status"):
        page.open(path)
        check(not page.is_overflowing(), f"{path} fits a telephone")
    page.open(f"/{ASSOCIATION}/{FORM}")
    page.picture("form-telephone")
    print(number)
