/// Walks over `value; name=value; name="value" (comment)` byte by byte and forgives what can be forgiven.
struct ParameterScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// What stands before the first `;`, without spaces and comments, in lower case; a parameter that follows without
    /// a `;` is left to be read as one.
    mutating func mainValue() -> String {
        var value = bare { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "=") }
        if isAt(UInt8(ascii: "=")) {
            while let last = value.last, last <= 0x20 { dropLast(&value) }
            while let last = value.last, last > 0x20 { dropLast(&value) }
        }
        return String(decoding: value.filter { $0 > 0x20 && $0 < 0x7F }, as: UTF8.self).lowercased()
    }

    private mutating func dropLast(_ value: inout [UInt8]) {
        value.removeLast()
        position -= 1
    }

    /// The next parameter, its name in lower case; nil at the end.
    mutating func parameter() -> (name: String, value: [UInt8])? {
        while position < bytes.count {
            skip { $0 == UInt8(ascii: ";") || $0 <= 0x20 }
            let name = bare { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "=") }.filter { $0 > 0x20 && $0 < 0x7F }
            guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { continue }
            position += 1
            skip { $0 <= 0x20 }
            let value = isAt(UInt8(ascii: "\"")) ? quoted() : plain()
            guard !name.isEmpty else { continue }
            return (String(decoding: name, as: UTF8.self).lowercased(), value)
        }
        return nil
    }

    /// Bytes up to a stop, comments left out.
    private mutating func bare(until stops: (UInt8) -> Bool) -> [UInt8] {
        var value: [UInt8] = []
        while position < bytes.count, !stops(bytes[position]) {
            if isAt(UInt8(ascii: "(")) {
                skipComment()
            } else {
                value.append(bytes[position])
                position += 1
            }
        }
        return value
    }

    /// An unquoted value: up to `;`, spaces inside kept because careless mailers write file names so.
    private mutating func plain() -> [UInt8] {
        var value = bare { $0 == UInt8(ascii: ";") }
        while let last = value.last, last <= 0x20 { value.removeLast() }
        return value
    }

    /// A quoted value; a backslash escapes only a quote or a backslash, so that Windows paths stay whole.
    private mutating func quoted() -> [UInt8] {
        var value: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { break }
            let next = position < bytes.count ? bytes[position] : 0
            if byte == UInt8(ascii: "\\"), next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") {
                value.append(next)
                position += 1
            } else if byte != 0x0A, byte != 0x0D {
                value.append(byte)
            }
        }
        skip { $0 != UInt8(ascii: ";") }
        return value
    }

    private mutating func skipComment() {
        var depth = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\\") { position += 1 }
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            if depth == 0 { return }
        }
        position = min(position, bytes.count)
    }

    private mutating func skip(while matches: (UInt8) -> Bool) {
        while position < bytes.count, matches(bytes[position]) { position += 1 }
    }

    private func isAt(_ byte: UInt8) -> Bool { position < bytes.count && bytes[position] == byte }
}
