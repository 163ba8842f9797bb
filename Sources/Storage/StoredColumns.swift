import Casework

extension ReadText: StoredColumn {
    func write(to json: inout JSONWriter) {
        json.object { json in
            if let field {
                json.name("field")
                field.write(label: field.label, to: &json)
            }
            json.field("isSure", isSure)
            json.name("kind")
            kind.write(label: kind.label.rawValue, to: &json)
            json.name("language")
            language.write(label: language.label.rawValue, to: &json)
            json.name("urgency")
            urgency.write(label: urgency.label.rawValue, to: &json)
        }
    }
}

extension Finding {
    fileprivate func write(label: String, to json: inout JSONWriter) {
        json.object { json in
            json.field("confidence", confidence)
            json.field("label", label)
            json.field("why", why)
        }
    }
}

extension MessageDetails: StoredColumn {
    func write(to json: inout JSONWriter) {
        json.object { json in
            if let attachments {
                json.name("attachments")
                json.list(attachments) { $1.write(to: &$0) }
            }
            if let from {
                json.name("from")
                from.write(to: &json)
            }
            if let hasHTML { json.field("hasHTML", hasHTML) }
            json.field("letterNumber", letterNumber)
            json.field("messageID", messageID)
            json.field("receipt", receipt?.description)
            if let warnings { json.field("warnings", warnings) }
        }
    }
}

extension OutgoingText.Details: StoredColumn {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.name("attachments")
            json.list(attachments) { $1.write(to: &$0) }
            json.field("inReplyTo", inReplyTo)
            json.field("letterNumber", letterNumber)
            json.field("messageID", messageID)
            json.field("references", references)
            json.field("replyTo", replyTo)
            json.field("signedBy", signedBy)
            json.field("verification", verification)
        }
    }
}

extension AttachmentNote {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("bytes", bytes)
            json.field("contentID", contentID)
            json.field("disposition", disposition)
            json.field("index", index)
            json.field("name", name)
            json.field("sha256", sha256)
            json.field("type", type)
        }
    }
}

extension Contact {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("kind", kind.rawValue)
            json.field("name", name)
            json.field("value", value)
        }
    }
}

/// The officer positions of an account, by association.
struct StoredPositions: StoredColumn {
    var positions: [String: [String]]

    init(_ positions: [String: [String]]) { self.positions = positions }

    init(from decoder: any Decoder) throws {
        positions = try decoder.singleValueContainer().decode([String: [String]].self)
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            for (association, held) in positions.sorted(by: { $0.key < $1.key }) { json.field(association, held) }
        }
    }
}
