public import Casework
import Foundation
import PhoneNumbers
public import Reading

extension InboundFlow {
    /// Step 4: what the person newly wrote, apart from what their program added. A mail that is all quotation keeps it.
    func clean(_ message: IncomingMessage) -> IncomingMessage {
        guard message.medium == .email else {
            var whole = message
            if whole.replyText.isEmpty { whole.replyText = message.text }
            return whole
        }
        return message.cleaned()
    }

    /// Step 5: kind, field, urgency, language and stated facts.
    func classify(_ message: IncomingMessage, lexicon: FieldLexicon, received: CalendarDay, hijri: HijriOverrides)
        -> ReadText
    {
        var read = message.read(by: hub.reader, lexicon: lexicon)
        let facts = message.facts(received: received, hijri: hijri)
        if !facts.isEmpty { read.facts = facts }
        return read
    }
}

extension IncomingMessage {
    /// The message with quotation and signature taken off its text; where only the HTML shows a quotation, off the
    /// words of that.
    public func cleaned() -> IncomingMessage {
        var message = self
        var parts = ReplyCleaning.clean(text, subject: subject)
        if parts.quoted.isEmpty, let markedText {
            let marked = ReplyCleaning.clean(markedText, subject: subject)
            if !marked.quoted.isEmpty, !marked.reply.isEmpty { parts = marked }
        }
        message.replyText = parts.reply.isEmpty ? text : parts.reply
        message.quotedText = parts.reply.isEmpty ? "" : parts.quoted
        message.signature = parts.reply.isEmpty ? "" : parts.signature
        return message
    }

    /// Kind, field, urgency and language by a reader. What the sender chose in a form is certain.
    func read(by reader: TextReader, lexicon: FieldLexicon) -> ReadText {
        var read = reader.read(wordsToRead, fields: lexicon)
        // The lexicon names a field `association/field`; within an association the last part is enough.
        if let field = read.field { read.field?.label = field.label.split(separator: "/").last.map(String.init) ?? "" }
        if let kind = declared.kind {
            read.kind = Finding(label: kind, confidence: 1, why: ["form"])
            read.isSure = true
        }
        if let field = declared.field { read.field = Finding(label: field, confidence: 1, why: ["form"]) }
        if declared.inDanger, read.urgency.label > .emergency {
            read.urgency = Finding(label: .emergency, confidence: 1, why: ["form"])
        }
        return read
    }

    /// The words from which kind, field and urgency are read: at most 20,000 characters of subject and new text.
    public var wordsToRead: String {
        let words = subject + "\n" + replyText
        return words.utf8.count <= 20_000 ? words : String(words.prefix(20_000))
    }

    /// What an officer would copy out of these words; a telephone number must be one by its numbering plan too. Days are
    /// counted from the day on which the message was received.
    public func facts(received: CalendarDay, hijri: HijriOverrides) -> [Fact] {
        FactReading.read(wordsToRead, received: received, hijri: hijri).filter { fact in
            fact.kind != .phone || PhoneNumbers.parse(fact.value) != nil
        }
    }
}

extension AssociationProfile {
    /// Its fields of work as the reader looks for them, named `association/field`.
    public var lexicon: FieldLexicon {
        FieldLexicon(fields.map { FieldCues(id: "\(id)/\($0.id)", keywords: $0.keywords) })
    }
}
