"""Reads one mail on standard input; prints its header fields, texts and defects as JSON."""
import email
import email.policy
import json
import sys

mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
fields = {}
for name, value in mail.items():
    fields.setdefault(name.lower(), []).append(" ".join(str(value).split()))
defects = [type(defect).__name__ for part in mail.walk() for defect in part.defects]
texts = {
    part.get_content_type(): part.get_content()
    for part in mail.walk()
    if part.get_content_maintype() == "text"
}
kinds = [part.get_content_type() for part in mail.walk()]
print(json.dumps({"fields": fields, "texts": texts, "kinds": kinds, "defects": defects}))
