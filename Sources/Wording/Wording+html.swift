public import Casework

extension Wording {
    /// The HTML part of a mail: the text's paragraphs in the direction of its language, links to be clicked, long
    /// numbers kept from turning round.
    public static func html(fromText text: String, language: Language) -> String {
        let direction = language.direction
        let paragraphs = paragraphs(of: text).map { paragraph in
            "<p dir=\"\(direction)\" style=\"margin:0 0 1em\">\(MailMarkup.line(paragraph))</p>"
        }
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)" dir="\(direction)">
            <head><meta charset="utf-8"></head>
            <body dir="\(direction)" style="\(style)">
            \(paragraphs.joined(separator: "\n"))
            </body>
            </html>

            """
    }

    private static let style =
        "margin:0;padding:1.5em;max-width:40em;font:16px/1.7 'Segoe UI',Tahoma,Arial,sans-serif;color:#1c2b2a;background:#fff"

    /// Runs of lines between empty ones.
    private static func paragraphs(of text: String) -> [String] {
        var paragraphs: [[Substring]] = [[]]
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
                paragraphs.append([])
            } else {
                paragraphs[paragraphs.count - 1].append(line)
            }
        }
        return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
    }
}

/// Turns plain text into HTML, byte by byte.
private enum MailMarkup {
    /// The fewest digits that are isolated as a reference.
    static let shortestNumber = 6

    static func line(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var html: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if let end = endOfLink(bytes, index) {
                appendLink(bytes[index..<end], to: &html)
                index = end
            } else if let end = endOfNumber(bytes, index) {
                html += Array("<bdi>".utf8) + bytes[index..<end] + Array("</bdi>".utf8)
                index = end
            } else {
                appendByte(bytes[index], to: &html)
                index += 1
            }
        }
        return String(decoding: html, as: UTF8.self)
    }

    private static func appendByte(_ byte: UInt8, to html: inout [UInt8]) {
        if byte == UInt8(ascii: "\n") {
            html += Array("<br>\n".utf8)
        } else {
            SafeHTML.append(CollectionOfOne(byte), to: &html)
        }
    }

    private static func appendLink(_ link: ArraySlice<UInt8>, to html: inout [UInt8]) {
        html += Array("<a dir=\"ltr\" href=\"".utf8)
        SafeHTML.append(link, to: &html)
        html += Array("\">".utf8)
        SafeHTML.append(link, to: &html)
        html += Array("</a>".utf8)
    }

    /// Where an http(s) address ends that begins here; punctuation at its end belongs to the sentence.
    private static func endOfLink(_ bytes: [UInt8], _ start: Int) -> Int? {
        guard start == 0 || !isWordByte(bytes[start - 1]) else { return nil }
        guard let scheme = ["https://", "http://"].first(where: { bytes[start...].starts(with: $0.utf8) }) else {
            return nil
        }
        let first = start + scheme.utf8.count
        var end = bytes[first...].firstIndex { !isLinkByte($0) } ?? bytes.count
        while end > first, Array(".,;:!?)".utf8).contains(bytes[end - 1]) { end -= 1 }
        return end > first ? end : nil
    }

    private static func endOfNumber(_ bytes: [UInt8], _ start: Int) -> Int? {
        guard isDigit(bytes[start]), start == 0 || !isWordByte(bytes[start - 1]) else { return nil }
        let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
        return end - start >= shortestNumber ? end : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// Printable ASCII without quotes and angle brackets: anything else ends an address.
    private static func isLinkByte(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !Array("\"'<>`\\^{}|".utf8).contains(byte)
    }
}
