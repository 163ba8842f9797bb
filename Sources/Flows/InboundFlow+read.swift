public import Casework
import Foundation
import Reading

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

    /// Step 5: kind, field, urgency and language. What the sender chose in a form is certain.
    func classify(_ message: IncomingMessage, lexicon: FieldLexicon) -> ReadText {
        var read = hub.reader.read(message.wordsToRead, fields: lexicon)
        // The lexicon names a field `association/field`; within an association the last part is enough.
        if let field = read.field { read.field?.label = field.label.split(separator: "/").last.map(String.init) ?? "" }
        if let kind = message.declared.kind {
            read.kind = Finding(label: kind, confidence: 1, why: ["form"])
            read.isSure = true
        }
        if let field = message.declared.field { read.field = Finding(label: field, confidence: 1, why: ["form"]) }
        if message.declared.inDanger, read.urgency.label > .emergency {
            read.urgency = Finding(label: .emergency, confidence: 1, why: ["form"])
        }
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

    /// The words from which kind, field and urgency are read: at most 20,000 characters of subject and new text.
    public var wordsToRead: String {
        let words = subject + "\n" + replyText
        return words.utf8.count <= 20_000 ? words : String(words.prefix(20_000))
    }
}
