import Glibc

/// Finds lines in a mail in one pass; line ends are LF or CRLF, or CR where the mail has no LF at all.
struct LineReader {
    /// One line: its content without the line end, and where the next line starts.
    struct Line {
        var content: Range<Int>
        var next: Int
    }

    let bytes: UnsafeRawBufferPointer
    private let terminator: UInt8

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        terminator = Self.position(of: 0x0A, in: bytes, from: 0) == nil ? 0x0D : 0x0A
    }

    /// The line that starts at `start`; nil at the end of the mail.
    func line(at start: Int) -> Line? {
        guard start < bytes.count else { return nil }
        guard let end = Self.position(of: terminator, in: bytes, from: start) else {
            return Line(content: start..<bytes.count, next: bytes.count)
        }
        let hasReturn = terminator == 0x0A && end > start && bytes[end - 1] == 0x0D
        return Line(content: start..<(hasReturn ? end - 1 : end), next: end + 1)
    }

    /// The end of the content before a boundary line: the line end before it belongs to the boundary (RFC 2046 5.1.1).
    func contentEnd(beforeLineAt start: Int, notBefore lowest: Int) -> Int {
        guard start > lowest, bytes[start - 1] == terminator else { return max(start, lowest) }
        let end = start - 1
        return terminator == 0x0A && end > lowest && bytes[end - 1] == 0x0D ? end - 1 : end
    }

    private static func position(of byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard let base = bytes.baseAddress, start < bytes.count else { return nil }
        guard let found = memchr(base + start, Int32(byte), bytes.count - start) else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
