#!/usr/bin/env python3
"""Feeds a running hub one realistic batch through its real doors and prints what became of each message.

Doors: LMTP, the SMS webhook, the letter folder and the public web forms. Nothing leaves the machine.
"""
import http.cookiejar
import json
import os
import re
import smtplib
import subprocess
import sys
import time
import unicodedata
import urllib.error
import urllib.parse
import urllib.request
import uuid

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HUB = os.environ.get("WASL_BINARY", os.path.join(ROOT, ".build/release/wasl"))
DATA = os.path.abspath(os.environ.get("WASL_DATA", os.path.join(ROOT, "var")))
HTTP = os.environ.get("WASL_HTTP", "127.0.0.1:8080")
LMTP_HOST, LMTP_PORT = os.environ.get("WASL_LMTP", "127.0.0.1:2424").rsplit(":", 1)
RUN = uuid.uuid4().hex[:6]
MAIL_ENDING = "people.example"
WAIT_SECONDS = 90


def mail(sender, name, to, subject, text, extra=""):
    return (
        f"From: {name} <{sender}>\r\nTo: {to}\r\nSubject: {subject}\r\n"
        f"Message-ID: <{uuid.uuid4().hex}@{MAIL_ENDING}>\r\nDate: {time.strftime('%a, %d %b %Y %H:%M:%S +0300')}\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n{extra}"
        f"\r\n{text}\r\n"
    ).encode()


def address(name):
    return f"{name}-{RUN}@{MAIL_ENDING}"


DUPLICATE = mail(
    address("noura"), "نورة", "al-eman@al-eman.example", "دواء والدتي",
    "السلام عليكم ورحمة الله\nوالدتي تتعالج من الورم، ودواؤها غير متوفر في الصيدلية منذ أسبوعين. كيف نحصل عليه عن طريقكم؟")

# (what it is, envelope sender, recipient, bytes)
MAILS = [
    ("بريد: استفسار عن دواء", address("noura"), "al-eman@al-eman.example", DUPLICATE),
    ("بريد: الرسالة نفسها مرة ثانية", address("noura"), "al-eman@al-eman.example", DUPLICATE),
    ("بريد: شكوى", address("salem"), "info@khairat.example", mail(
        address("salem"), "سالم", "info@khairat.example", "شكوى من سوء التعامل",
        "أشتكي من تعامل موظف الاستقبال، رفع صوته علي أمام الناس ولم يرد على سؤالي. أرجو محاسبته.")),
    ("mail: donation", address("ahmed"), "jamoum@jamoum.example", mail(
        address("ahmed"), "Ahmed", "jamoum@jamoum.example", "Sponsoring an orphan",
        "Dear team,\nI would like to sponsor two orphans every month. How can I donate and which account do I use?")),
    ("بريد: اقتراح", address("huda"), "info@friends-of-blood-banks.example", mail(
        address("huda"), "هدى", "info@friends-of-blood-banks.example", "اقتراح",
        "أقترح عليكم إرسال تذكير للمتبرعين قبل موعدهم بيوم، وحبذا لو كان الحجز من الجوال.")),
    ("بريد: شكر", address("maha"), "info@saa.example", mail(
        address("maha"), "مها", "info@saa.example", "شكرا لكم",
        "جزاكم الله خيرا على ما قدمتم لوالدي في السعي، الله يبارك في جهودكم.")),
    ("بريد: تظلم", address("badr"), "info@jamoum.example", mail(
        address("badr"), "بدر", "info@jamoum.example", "تظلم من قرار",
        "أتظلم من قرار رفض طلبي وأطلب إعادة النظر فيه، ومستعد لتقديم أي مستندات إضافية.")),
    ("mail: auto-reply", address("robot"), "al-eman@al-eman.example", mail(
        address("robot"), "Robot", "al-eman@al-eman.example", "Out of office",
        "I am away until Sunday.", "Auto-Submitted: auto-replied\r\n")),
    ("بريد مكسور: ترميز كاذب", address("odd"), "info@al-eman.example",
        b"From: odd <" + address("odd").encode() + b">\r\nTo: info@al-eman.example\r\nSubject: =?utf-8?B?2KrYrNix2A==?= "
        b"=?utf-8?B?qNip?=\r\nContent-Type: text/plain; charset=x-unknown\r\n\r\n" + "أحتاج كرسيا متحركا لوالدي".encode("cp1256") + b"\r\n"),
]

# (what it is, from, to, text)
TEXTS = [
    ("رسالة نصية: طلب مساعدة", "0501230001", "jamoum", "ارملة وعندي 4 ايتام والايجار متاخر علينا ابي مساعدة الله يجزاكم خير"),
    ("رسالة نصية: حالة طارئة", "0501230002", "friends-of-blood-banks",
        "عاجل اخوي ينزف بعد حادث ويحتاج دم O سالب الحين في المستشفى"),
    ("رسالة نصية: تطوع", "٠٥٠١٢٣٠٠٠٣", "saa", "ابغى اتطوع معكم في رمضان وش الطريقة"),
    ("sms: inquiry", "00966501230004", "khairat", "Hello, where can I pick up the food basket and what are your hours?"),
    ("sms: arabizi", "966501230005", "khairat", "salam 3ndna fa2ed akl mn 3rs, tejoon takhthoonah?"),
    ("رسالة نصية: إيقاف", "+966501230006", "saa", "الغاء الاشتراك"),
]

LETTER = """بسم الله الرحمن الرحيم
سعادة مدير جمعية رعاية الأيتام   سلمه الله
السلام عليكم ورحمة الله وبركاته، وبعد:
مقدمه: عبدالله سعيد
أرفع لكم طلبي بتسجيل أبناء أخي المتوفى في الجمعية، ومرفق صك الولاية وشهادة الوفاة.
للتواصل: 0501230007
"""

# (what it is, association, form, fields)
FORMS = [
    ("نموذج: طلب مساعدة بمرفق", "al-eman", "aid-request", {
        "name": "ريم", "phone": "0501230008", "email": "", "field": "transport_lodging", "declaration": "1",
        "message": "نسكن خارج جدة ونحتاج سكنا قريبا من المستشفى مدة العلاج، ومواعيدنا كل أسبوع."}),
    ("form: complaint, English", "saa", "complaint", {
        "name": "", "phone": "", "email": address("visitor"), "lang": "en",
        "message": "The wheelchair we were given was broken and nobody answered our calls for two hours."}),
]


def send_mails(found):
    for what, sender, to, data in MAILS:
        with smtplib.LMTP(LMTP_HOST, int(LMTP_PORT)) as client:
            client.ehlo()  # LMTP's LHLO
            code, answer = client.docmd("MAIL", f"FROM:<{sender}>")
            code, answer = client.docmd("RCPT", f"TO:<{to}>")
            code, answer = client.data(data)
        found.append((what, "LMTP", code, (to.split("@")[1].split(".")[0], receipt(answer.decode()))))


def send_texts(found):
    for index, (what, sender, to, text) in enumerate(TEXTS):
        body = urllib.parse.urlencode({"from": sender, "to": to, "text": text, "id": f"demo-{RUN}-{index}"}).encode()
        request = urllib.request.Request(f"http://{HTTP}/hooks/sms/incoming", data=body)
        try:
            with urllib.request.urlopen(request, timeout=20) as reply:
                found.append((what, "SMS", reply.status, sender))
        except urllib.error.HTTPError as error:
            found.append((what, "SMS", error.code, None))


def drop_letters(found):
    for name, what in (("letter.png", "خطاب: صورة ممسوحة"), ("letter.txt", "خطاب: نص")):
        folder = os.path.join(DATA, "letters", "jamoum", "in")
        os.makedirs(folder, exist_ok=True)
        target = os.path.join(folder, f"{RUN}-{name}")
        source = os.path.join(ROOT, "Scripts", "demo", name)
        data = open(source, "rb").read() if os.path.exists(source) else LETTER.encode() + RUN.encode()
        if name.endswith(".png"):
            data += RUN.encode()  # bytes after the picture's end make every run a letter of its own
        with open(target + ".part", "wb") as file:
            file.write(data)
        os.rename(target + ".part", target)
        found.append((what, "folder", "-", None))


def fill_forms(found):
    for what, association, form, fields in FORMS:
        jar = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        fields = dict(fields)
        language = fields.pop("lang", "ar")
        page = f"http://{HTTP}/{association}/{form}?lang={language}"
        html = jar.open(page, timeout=20).read().decode()
        for name in ("csrf", "submission"):
            fields[name] = re.search(rf'name="{name}" value="([^"]*)"', html).group(1)
        boundary = uuid.uuid4().hex
        parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items()]
        if form == "aid-request":
            parts.append(
                f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="تقرير.txt"\r\n'
                f"Content-Type: text/plain\r\n\r\nتقرير طبي للتجربة\r\n".encode())
        body = b"".join(parts) + f"--{boundary}--\r\n".encode()
        request = urllib.request.Request(page, data=body, headers={
            "Content-Type": f"multipart/form-data; boundary={boundary}", "Origin": f"http://{HTTP}"})
        try:
            with jar.open(request, timeout=20) as reply:
                text = re.sub(r"<[^>]+>", " ", reply.read().decode())
                found.append((what, "web form", reply.status, (association, receipt(text))))
        except urllib.error.HTTPError as error:
            found.append((what, "web form", error.code, None))


def receipt(text):
    numbers = re.findall(r"(?<!\d)\d{8,10}(?!\d)", text)
    return numbers[0] if numbers else None


def listing(command):
    out = subprocess.run([HUB, command], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return [json.loads(line) for line in out.splitlines()]


def digits(number):
    """The last nine digits of a telephone number, Latin: what all spellings of a Saudi mobile share."""
    return "".join(str(unicodedata.digit(letter)) for letter in number if letter.isdigit())[-9:]


def wait_for(receipts, letters):
    end = time.time() + WAIT_SECONDS
    while time.time() < end:
        tickets = listing("tickets")
        known = {(ticket["association"], number) for ticket in tickets for number in ticket["receipts"]}
        scanned = sum(ticket["channel"] == "letters" for ticket in tickets)
        waiting = [number for number in receipts if number not in known]
        if scanned >= letters and len(waiting) <= 1:
            time.sleep(1)
            return listing("tickets"), listing("outbox")
        time.sleep(0.5)
    return listing("tickets"), listing("outbox")


def main():
    before = sum(ticket["channel"] == "letters" for ticket in listing("tickets"))
    found = []
    try:
        for door in (send_mails, send_texts, drop_letters, fill_forms):
            door(found)
    except (ConnectionError, OSError) as error:
        sys.exit(f"The hub does not answer ({error}); start it with 'make run' in another window.")
    letters = sum(door == "folder" for _, door, _, _ in found)
    tickets, outbox = wait_for([key for *_, key in found if isinstance(key, tuple)], before + letters)
    by_key = {(ticket["association"], number): ticket for ticket in tickets for number in ticket["receipts"]}
    by_reference = {(ticket["association"], ticket["reference"]): ticket for ticket in tickets}
    for text in outbox:
        if text["channel"] == "sms":
            by_key[digits(text["to"])] = by_reference[text["association"], text["ticket"]]
    fresh_letters = [t for t in tickets if t["channel"] == "letters"][before:]
    acknowledged = {}
    for text in outbox:
        acknowledged.setdefault((text["association"], text["ticket"]), f"{text['kind']} → {text['channel']} ({text['state']})")
    print(f"{'message':<34} {'door':<9} {'answer':<7} {'ticket':<10} {'kind':<13} {'field':<20} {'urgency':<13} {'officer':<24} told")
    for what, door, code, key in found:
        key = digits(key) if isinstance(key, str) else key
        ticket = fresh_letters.pop(0) if door == "folder" and fresh_letters else by_key.get(key)
        if ticket is None:
            print(f"{what:<34} {door:<9} {code!s:<7} {'set aside' if key else '-':<10}")
            continue
        told = acknowledged.get((ticket["association"], ticket["reference"]), "-")
        print(
            f"{what:<34} {door:<9} {code!s:<7} {ticket['reference']:<10} {ticket['kind']:<13} {ticket.get('field') or '-':<20} "
            f"{ticket['urgency']:<13} {ticket.get('officer') or 'triage':<24} {told}")
    print(f"\nSee them in the console: http://{HTTP}/console — outgoing texts are in {os.path.join(DATA, 'outbox')}")


if __name__ == "__main__":
    main()
