/// Reads the header fields of one entity within the limits and finds where its body starts.
struct HeaderScanner {
    let lines: LineReader
    let limits: MIMELimits
    let isRoot: Bool
    private(set) var headers: [RawHeader] = []
    private(set) var warnings: Set<ParseWarning> = []
    private(set) var end = 0
    private var bytesKept = 0
    private var isKeeping = false
    private var seen = 0

    init(lines: LineReader, limits: MIMELimits, isRoot: Bool) {
        self.lines = lines
        self.limits = limits
        self.isRoot = isRoot
    }

    /// Reads from `start` to the empty line, to a line that cannot belong to a header, or to an enclosing boundary.
    mutating func scan(from start: Int, isBoundary: (Range<Int>) -> Bool) {
        end = isRoot ? skipBlankStart(start) : start
        while let line = lines.line(at: end) {
            if line.content.isEmpty || isBlankEnd(line) {
                end = line.next
                break
            }
            if isBoundary(line.content) || !take(line) { break }
            end = line.next
        }
        if isRoot, seen == 0 { warnings.insert(.noHeaders) }
    }

    /// The first header field, when only a byte order mark and a few empty lines stand before it.
    private func skipBlankStart(_ start: Int) -> Int {
        var position = start
        if lines.bytes[clamping: start..<(start + 3)].elementsEqual([0xEF, 0xBB, 0xBF]) { position += 3 }
        let first = position
        for _ in 0..<20 {
            guard let line = lines.line(at: position) else { return first }
            guard line.content.allSatisfy({ lines.bytes[$0] <= 0x20 }) else {
                return position == first || fieldName(line.content) != nil ? position : first
            }
            position = line.next
        }
        return first
    }

    /// A line of blanks ends the header, unless the next line belongs to one.
    private func isBlankEnd(_ line: LineReader.Line) -> Bool {
        guard seen > 0, line.content.allSatisfy({ Self.isBlank(lines.bytes[$0]) }) else { return false }
        guard let next = lines.line(at: line.next), !next.content.isEmpty else { return false }
        return !Self.isBlank(lines.bytes[next.content.lowerBound]) && fieldName(next.content) == nil
    }

    /// Takes a field, a continuation or a line to skip; false when the body starts with this line.
    private mutating func take(_ line: LineReader.Line) -> Bool {
        if Self.isBlank(lines.bytes[line.content.lowerBound]) {
            guard seen > 0 else { return false }
            keep(after: line.content.lowerBound, line: line)
            return true
        }
        if let name = fieldName(line.content) {
            begin(name, line: line)
            return true
        }
        if isRoot, seen == 0, starts(line.content, with: "From ") || starts(line.content, with: ">From ") {
            return true
        }
        guard seen > 0, nextIsKnownField(line.next) else { return false }
        warnings.insert(.malformedHeader)
        isKeeping = false
        return true
    }

    private mutating func begin(_ name: String, line: LineReader.Line) {
        seen += 1
        isKeeping = headers.count < limits.maxHeaders && bytesKept < limits.maxHeaderBytes
        guard isKeeping else {
            warnings.insert(.headerLimit)
            return
        }
        headers.append(RawHeader(name: name, value: []))
        bytesKept += name.utf8.count
        var colon = line.content.lowerBound
        while lines.bytes[colon] != UInt8(ascii: ":") { colon += 1 }
        keep(after: colon + 1, line: line, isContinuation: false)
    }

    private mutating func keep(after start: Int, line: LineReader.Line, isContinuation: Bool = true) {
        guard isKeeping, !headers.isEmpty else { return }
        let content = start..<max(start, line.content.upperBound)
        let room = max(0, limits.maxHeaderBytes - bytesKept)
        if content.count > room { warnings.insert(.headerLimit) }
        if isContinuation { headers[headers.count - 1].value.append(0x0A) }
        headers[headers.count - 1].value.append(contentsOf: lines.bytes[clamping: content].prefix(room))
        bytesKept += min(room, content.count) + 1
    }

    /// The name of the field that a line starts, of at most 100 printable ASCII characters (RFC 5322 section 2.2).
    private func fieldName(_ content: Range<Int>) -> String? {
        var name: [UInt8] = []
        var hasEnded = false
        for position in content.prefix(102) {
            let byte = lines.bytes[position]
            if byte == UInt8(ascii: ":") { return name.isEmpty ? nil : String(decoding: name, as: UTF8.self) }
            if Self.isBlank(byte) {
                hasEnded = true
            } else if hasEnded || byte < 33 || byte > 126 {
                return nil
            } else {
                name.append(byte)
            }
        }
        return nil
    }

    private func nextIsKnownField(_ start: Int) -> Bool {
        guard let next = lines.line(at: start), let name = fieldName(next.content)?.lowercased() else { return false }
        return Self.known.contains(name) || name.hasPrefix("content-") || name.hasPrefix("x-")
    }

    private func starts(_ content: Range<Int>, with prefix: String) -> Bool {
        lines.bytes[clamping: content].starts(with: prefix.utf8)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static let known: Set<String> = [
        "received", "return-path", "from", "to", "cc", "bcc", "subject", "date", "message-id", "in-reply-to",
        "references", "reply-to", "sender", "mime-version", "dkim-signature", "authentication-results", "list-id",
    ]
}
