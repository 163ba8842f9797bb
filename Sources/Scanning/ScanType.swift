/// The kinds of file that can be read as a letter.
public enum ScanType: String, Sendable, Hashable, Codable, CaseIterable {
    case pdf, tiff, jpeg, png, text

    /// The kind that a file's first bytes show, whatever its name says; nil when they show none of the others and are
    /// not text.
    static func sniffed(from bytes: some Collection<UInt8>) -> ScanType? {
        let start = Array(bytes.prefix(1024))
        if start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if start.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if start.starts(with: [0x49, 0x49, 0x2A, 0]) || start.starts(with: [0x4D, 0x4D, 0, 0x2A]) { return .tiff }
        // Readers accept a PDF whose header stands a little behind other bytes, as mail gateways leave it.
        let header = Array("%PDF-".utf8)
        if start.indices.contains(where: { start[$0...].starts(with: header) }) { return .pdf }
        return PlainText.decode(bytes) == nil ? nil : .text
    }
}
