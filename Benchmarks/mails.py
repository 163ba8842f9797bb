"""Mails as people write them to a charity: multipart, about 4 KiB, every second one Arabic, each sender another."""

import base64
import quopri
import random
from datetime import datetime, timedelta, timezone
from email.header import Header
from email.utils import format_datetime

ASSOCIATIONS = ["al-eman", "friends-of-blood-banks", "jamoum", "khairat", "saa"]

NAMES = {
    "ar": ["هدى", "سلمان", "أمل", "راشد", "وفاء", "ناصر", "جواهر", "زيد", "شيماء", "عادل", "بشرى", "حسن"],
    "en": ["Huda", "Salman", "Amal", "Rashid", "Wafa", "Nasser", "Jawaher", "Zaid", "Shaima", "Adel", "Bushra",
           "Hasan"],
}
FAMILIES = {
    "ar": ["الرشيدي", "الجابري", "السالم", "البقمي", "الخالدي", "الفهيد", "النجار", "الصالح"],
    "en": ["Al-Rashidi", "Al-Jabri", "Al-Salem", "Al-Buqami", "Al-Khaldi", "Al-Fuhaid", "Najjar", "Al-Saleh"],
}
SUBJECTS = {
    "ar": ["أحتاج مساعدة في الإيجار", "متى موعد السلة القادمة؟", "لم يرد علي أحد", "أريد التطوع معكم",
           "علاج والدتي", "شكرًا لكم", "ما الأوراق المطلوبة؟", "اقتراح لتنظيم المواعيد"],
    "en": ["Help with the rent", "When is the next basket?", "Nobody answered me", "I want to volunteer",
           "Treatment for my mother", "Thank you", "Which papers do you need?", "An idea about appointments"],
}
SENTENCES = {
    "ar": [
        "السلام عليكم، نحن أسرة من {n} أفراد نسكن في {place} ودخلنا {sum} ريال في الشهر ولا يكفي حاجاتنا.",
        "صاحب البيت يطلب إيجار {n} أشهر وقدره {sum} ريال، وأمهلنا إلى يوم {day} من هذا الشهر.",
        "والدتي تراجع المستشفى منذ {n} أسابيع وتحتاج دواء بمبلغ {sum} ريال لم نجده في الصيدلية.",
        "أرسلت طلبي يوم {day} وحضرت إلى المكتب مرتين ولم يخبرني أحد إلى أين وصل.",
        "أرجو أن تذكروا لي الأوراق التي أقدمها، وهل أرسلها بالبريد أم أسلمها في {place}.",
        "عندي {n} سنوات من العمل مع فرق التطوع في {place} وأستطيع الحضور مساء كل يوم.",
        "أشكر الموظفة التي استقبلتني يوم {day}، فقد شرحت لي كل شيء بصبر ولطف.",
        "يسهل علينا أن تعلن المواعيد قبل {n} أيام، فكثير منا يأتي من {place} وليس عنده سيارة.",
    ],
    "en": [
        "Peace be upon you. We are a family of {n} in {place}, and {sum} riyals a month do not cover what we need.",
        "The owner of the house wants {n} months of rent, {sum} riyals, and gave us until day {day} of this month.",
        "My mother has gone to the hospital for {n} weeks and needs a medicine of {sum} riyals that no pharmacy has.",
        "I sent my request on day {day} and came to the office twice, and nobody told me how far it has come.",
        "Please tell me which papers I have to bring, and whether I send them by mail or hand them in at {place}.",
        "I have worked {n} years with volunteers in {place} and I can come every evening of the week.",
        "I thank the lady who received me on day {day}; she explained everything with patience and kindness.",
        "It would help us to know appointments {n} days before; many of us come from {place} and have no car.",
    ],
}
PLACES = {"ar": ["الجموم", "الرياض", "جدة", "الطائف", "حائل"], "en": ["Jamoum", "Riyadh", "Jeddah", "Taif", "Hail"]}


def write(folder, count, seed):
    """Writes `count` mails, the same for the same seed, into `folder`; returns (sender, recipient, path) of each."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number in range(count):
        sender, recipient, content = mail(chance, number, seed)
        path = folder / f"{number:05}.eml"
        path.write_bytes(content)
        written.append((sender, recipient, path))
    return written


def mail(chance, number, seed):
    """One mail as (sender, recipient, bytes with CRLF line ends)."""
    language = "ar" if number % 2 else "en"
    association = ASSOCIATIONS[number // 2 % len(ASSOCIATIONS)]
    domain = chance.choice(["post", "letters", "home"]) + ".example"
    sender, recipient = f"person{seed}.{number}@{domain}", f"{association}@{association}.example"
    name = f"{chance.choice(NAMES[language])} {chance.choice(FAMILIES[language])}"
    charset = "windows-1256" if number % 20 == 11 else "utf-8"
    encoding = "base64" if language == "ar" and chance.random() < 0.5 else "quoted-printable"
    texts = chance.sample(SENTENCES[language], 5 if language == "ar" else 8)
    paragraphs = [sentence(chance, language, text) for text in texts]
    direction = "rtl" if language == "ar" else "ltr"
    plain = "\r\n\r\n".join(paragraphs) + f"\r\n\r\n-- \r\n{name}\r\n"
    html = f'<html><body dir="{direction}" style="font-family: Arial">' + "\r\n".join(
        f'<p style="margin: 0 0 10px">{text}</p>' for text in paragraphs) + f"<p>{name}</p></body></html>\r\n"
    parts = part("plain", plain, charset, encoding, "inner") + part("html", html, charset, encoding, "inner")
    lines = headers(chance, number, domain) + [
        f"From: {word(name)} <{sender}>", f"To: {recipient}",
        f"Subject: {word(chance.choice(SUBJECTS[language]) + ' ' + str(number))}", "MIME-Version: 1.0"]
    if number % 10 == 3:
        report = base64.encodebytes(chance.randbytes(900)).decode().replace("\n", "\r\n")
        lines += ['Content-Type: multipart/mixed; boundary="outer"', "", "--outer"]
        parts += (
            "--inner--\r\n--outer\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
            f'Content-Disposition: attachment; filename="report.pdf"\r\n\r\n{report}--outer--\r\n').encode()
    else:
        parts += b"--inner--\r\n"
    lines += ['Content-Type: multipart/alternative; boundary="inner"', "", ""]
    return sender, recipient, "\r\n".join(lines).encode() + parts


def headers(chance, number, domain):
    """What mail servers write on top."""
    moment = datetime(2026, 11, 1, 9, tzinfo=timezone(timedelta(hours=3))) + timedelta(seconds=41 * number)
    trace = f"{chance.getrandbits(128):032x}"
    seal = "\r\n ".join(f"{chance.getrandbits(256):064x}" for _ in range(8))
    return [
        f"Received: from out.{domain} (out.{domain} [192.0.2.{number % 250 + 1}]) by mx.example",
        f" with ESMTPS id {trace[:12]}; {format_datetime(moment)}",
        f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s=k1;",
        f" h=to:subject:message-id:date:from; bh={chance.getrandbits(170):043x}=;", f" b={seal}",
        f"Date: {format_datetime(moment)}", f"Message-ID: <{trace}@{domain}>"]


def part(kind, text, charset, encoding, boundary):
    """One part of a multipart body."""
    raw = text.encode(charset)
    if encoding == "base64":
        coded = base64.encodebytes(raw)
    else:
        coded = quopri.encodestring(raw.replace(b"\r\n", b"\n"))
    head = (f"--{boundary}\r\nContent-Type: text/{kind}; charset={charset}\r\n"
            f"Content-Transfer-Encoding: {encoding}\r\n\r\n")
    return head.encode() + coded.replace(b"\n", b"\r\n")


def word(text):
    """Text for a header, encoded when it is not ASCII (RFC 2047)."""
    return text if text.isascii() else Header(text, "utf-8", maxlinelen=70).encode(linesep="\r\n")


def sentence(chance, language, text):
    """One sentence with its figures filled in."""
    return text.format(
        n=chance.randint(2, 11), sum=chance.randrange(700, 9000, 50), day=chance.randint(1, 29),
        place=chance.choice(PLACES[language]))
