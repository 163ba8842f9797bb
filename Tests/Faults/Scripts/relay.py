"""A mail server that hands every mail on to the hub of its domain, and may lose all that marks a machine's mail.

Arguments: the port to listen on, DOMAIN=PORT of each hub's LMTP, and `keep` or `strip`.
"""
import asyncio
import re
import smtplib
import sys

LISTEN, MODE = int(sys.argv[1]), sys.argv[-1]
HUBS = dict(word.split("=") for word in sys.argv[2:-1])
MARKS = re.compile(
    rb"^(auto-submitted|x-wasl-[a-z]+|x-loop|precedence|x-auto-response-suppress|references|in-reply-to|list-[a-z]+)\s*:.*"
    rb"(\r\n[ \t].*)*\r\n",
    re.I | re.M)


def hand_on(sender, recipients, mail):
    head, gap, body = mail.partition(b"\r\n\r\n")
    if MODE == "strip":
        head = MARKS.sub(b"", head + b"\r\n").rstrip(b"\r\n")
        # A program that answers as if it were a person.
        sender = sender or "someone@" + recipients[0].split("@")[1]
    for recipient in recipients:
        port = HUBS.get(recipient.split("@")[1].lower())
        if not port:
            continue
        with smtplib.LMTP("127.0.0.1", int(port)) as hub:
            hub.sendmail(sender, [recipient], head + gap + body)


async def serve(reader, writer):
    def say(line):
        writer.write(line.encode() + b"\r\n")

    say("220 relay.example")
    sender, recipients = "", []
    while line := await reader.readline():
        word = line.decode("utf-8", "replace").strip()
        verb = word.upper()
        if verb.startswith("EHLO"):
            say("250-relay.example")
            say("250-8BITMIME")
            say("250 SIZE 104857600")
        elif verb.startswith("MAIL FROM:"):
            sender, recipients = word[10:].split(">")[0].strip("< "), []
            say("250 ok")
        elif verb.startswith("RCPT TO:"):
            recipients.append(word[8:].split(">")[0].strip("< "))
            say("250 ok")
        elif verb == "DATA":
            say("354 go on")
            lines = []
            while (line := await reader.readline()) not in (b".\r\n", b""):
                lines.append(line[1:] if line.startswith(b".") else line)
            await asyncio.to_thread(hand_on, sender, recipients, b"".join(lines))
            say("250 ok")
        elif verb == "QUIT":
            say("221 bye")
            break
        else:
            say("250 ok")
        await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", LISTEN)
    async with server:
        await server.serve_forever()


asyncio.run(main())
