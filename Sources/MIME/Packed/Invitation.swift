/// What an invitation to a meeting says (RFC 5545), in a few lines without words of our own.
struct Invitation {
    /// Bytes of a calendar that are read.
    static let maxBytes = 256 * 1_024

    /// Summary, time, place, organiser, one line each.
    private(set) var text = ""
    private var summary = ""

    /// Reads the first event of a calendar; nil when there is none.
    init?(_ calendar: String) {
        var fields: [String: Line] = [:]
        var isEvent = false
        for line in Self.lines(calendar) {
            let upper = line.name
            if upper == "BEGIN", line.value.uppercased() == "VEVENT" { isEvent = true }
            if upper == "END", line.value.uppercased() == "VEVENT" { break }
            if isEvent || upper == "METHOD" { fields[upper] = fields[upper] ?? line }
        }
        guard isEvent else { return nil }
        summary = fields["SUMMARY"]?.text ?? ""
        let isCancelled = fields["METHOD"]?.value.uppercased() == "CANCEL"
        let organiser = fields["ORGANIZER"].map { $0.parameter("CN") ?? Self.address($0.value) }
        let lines: [String?] = [
            (isCancelled ? "❌ " : "📅 ") + summary, Self.time(fields["DTSTART"], fields["DTEND"]).map { "🕒 " + $0 },
            fields["LOCATION"].map(\.text).flatMap { $0.isEmpty ? nil : "📍 " + $0 },
            organiser.flatMap { $0.isEmpty ? nil : "👤 " + $0 },
        ]
        text = lines.compactMap { $0.map(HeaderText.oneLine) }.joined(separator: "\n") + "\n"
    }

    /// Whether a text names the meeting already.
    func isSaid(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { UnsafeRawBufferPointer($0).holds(summary) }
    }

    private struct Line {
        var name: String
        var parameters: [UInt8]
        var value: String

        /// The value with its escapes undone.
        var text: String {
            var output: [UInt8] = []
            var isEscaped = false
            for byte in value.utf8 {
                if isEscaped {
                    output.append(byte | 0x20 == UInt8(ascii: "n") ? 0x20 : byte)
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else {
                    output.append(byte)
                }
            }
            return String(decoding: output, as: UTF8.self)
        }

        func parameter(_ name: String) -> String? {
            for piece in parameters.split(separator: UInt8(ascii: ";")) {
                guard let equals = piece.firstIndex(of: UInt8(ascii: "=")) else { continue }
                guard String(decoding: piece[..<equals], as: UTF8.self).uppercased() == name else { continue }
                return String(decoding: piece[(equals + 1)...].filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
            }
            return nil
        }
    }

    /// Unfolded lines `NAME;PARAMETERS:VALUE`; a colon within quotes belongs to a parameter.
    private static func lines(_ calendar: String) -> [Line] {
        var unfolded: [[UInt8]] = []
        for line in PlainLines.cleaned(calendar).utf8.split(separator: 0x0A) {
            if let first = line.first, first == 0x20 || first == 0x09, !unfolded.isEmpty {
                unfolded[unfolded.count - 1] += line.dropFirst()
            } else {
                unfolded.append(Array(line))
            }
        }
        return unfolded.compactMap { line in
            var isQuoted = false
            let colon = line.firstIndex { byte in
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                return byte == UInt8(ascii: ":") && !isQuoted
            }
            guard let colon else { return nil }
            let head = line[..<colon]
            let name = head.prefix { $0 != UInt8(ascii: ";") }
            return Line(
                name: String(decoding: name, as: UTF8.self).uppercased(), parameters: Array(head[name.endIndex...]),
                value: String(decoding: line[(colon + 1)...], as: UTF8.self))
        }
    }

    /// `2026-05-17 22:15 – 23:15 (Asia/Riyadh)`.
    private static func time(_ start: Line?, _ end: Line?) -> String? {
        guard let start, let from = moment(start.value) else { return nil }
        let zone = start.value.utf8.last == UInt8(ascii: "Z") ? "UTC" : start.parameter("TZID")
        let until = end.flatMap { moment($0.value) }.map { until in
            until.day == from.day ? until.clock : [until.day, until.clock].compactMap { $0 }.joined(separator: " ")
        }
        let words = [from.day, from.clock].compactMap { $0 }.joined(separator: " ")
        let range = until.flatMap { $0 }.map { words + " – " + $0 } ?? words
        return zone.map { range + " (" + $0 + ")" } ?? range
    }

    /// `20260517T221500` or `20260517`.
    private static func moment(_ value: String) -> (day: String, clock: String?)? {
        let digits = value.utf8.filter { (0x30...0x39).contains($0) }
        guard digits.count >= 8 else { return nil }
        func part(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
        let day = part(0..<4) + "-" + part(4..<6) + "-" + part(6..<8)
        return (day, digits.count >= 12 ? part(8..<10) + ":" + part(10..<12) : nil)
    }

    private static func address(_ value: String) -> String {
        value.lowercased().hasPrefix("mailto:") ? String(decoding: value.utf8.dropFirst(7), as: UTF8.self) : value
    }
}
