import Casework
import Foundation

/// Looks in a bounce for the mail that it returns, wherever the server put it: a part, the text, behind a line of
/// dashes.
enum ReturnedMail {
    /// The Message-ID of the returned mail, without angle brackets: one of ours where there is one, else the last.
    static func messageID(in raw: Data) -> String? {
        let ids = values(of: "message-id:", in: raw).dropFirst(startsWithOwnID(raw) ? 1 : 0)
            .compactMap { value -> String? in
                guard let open = value.firstIndex(of: "<"), let close = value[open...].firstIndex(of: ">") else {
                    return nil
                }
                return String(value[open..<close].dropFirst())
            }
        return ids.last(where: isOurs) ?? ids.last
    }

    /// Whom the returned mail was for.
    static func recipients(in raw: Data) -> [String] {
        guard let last = values(of: "to:", in: raw).dropFirst().last else { return [] }
        return SMTPWords.addresses(in: last.lowercased()).compactMap { MailAddress($0)?.normalised }
    }

    /// Ids of ours are a number, a full stop and a token.
    private static func isOurs(_ id: String) -> Bool {
        guard let dot = id.utf8.firstIndex(of: UInt8(ascii: ".")), dot != id.utf8.startIndex else { return false }
        return id.utf8[..<dot].allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// Whether the bounce's own header has a Message-ID, which is not the one that is looked for.
    private static func startsWithOwnID(_ raw: Data) -> Bool {
        let end = raw.range(of: Data("\n\n".utf8)) ?? raw.range(of: Data("\r\n\r\n".utf8))
        let crlf = raw.range(of: Data("\r\n\r\n".utf8))
        let limit = min(end?.lowerBound ?? raw.endIndex, crlf?.lowerBound ?? raw.endIndex)
        return !values(of: "message-id:", in: raw[raw.startIndex..<limit]).isEmpty
    }

    private static let mostBytes = 512 * 1_024
    private static let mostValues = 50

    /// What stands behind a name at the beginning of a line, whatever its letter case; a value may go on on the next
    /// line.
    private static func values(of name: String, in raw: Data) -> [String] {
        let wanted = Array(name.utf8)
        var found: [String] = []
        raw.prefix(mostBytes).withUnsafeBytes { bytes in
            var position = 0
            while position < bytes.count, found.count < mostValues {
                var end = position
                while end < bytes.count, bytes[end] != 0x0A { end += 1 }
                var start = position
                while start < end, [0x20, 0x3E, 0x09].contains(bytes[start]) { start += 1 }
                if end - start > wanted.count, starts(bytes, start, with: wanted) {
                    var next = end + 1
                    while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 {
                        while next < bytes.count, bytes[next] != 0x0A { next += 1 }
                        next += 1
                    }
                    let value = bytes[(start + wanted.count)..<min(next, bytes.count, start + 2_000)]
                    found.append(String(decoding: value, as: UTF8.self))
                }
                position = end + 1
            }
        }
        return found
    }

    private static func starts(_ bytes: UnsafeRawBufferPointer, _ start: Int, with wanted: [UInt8]) -> Bool {
        for (offset, byte) in wanted.enumerated() {
            let have = bytes[start + offset]
            if (have >= 0x41 && have <= 0x5A ? have | 0x20 : have) != byte { return false }
        }
        return true
    }
}
