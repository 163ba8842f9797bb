import CGMime
import Foundation

/// Dates in mail (RFC 5322 section 3.3 and its obsolete and careless forms).
enum MailDate {
    /// The instant a raw Date field names; nil when it names none.
    static func read(_ raw: [UInt8]) -> Date? {
        let text = String(decoding: withoutComments(raw).prefix(200).map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
        guard let parsed = g_mime_utils_header_decode_date(text) else { return nil }
        defer { g_date_time_unref(parsed) }
        return Date(timeIntervalSince1970: TimeInterval(g_date_time_to_unix(parsed)))
    }

    private static func withoutComments(_ raw: [UInt8]) -> [UInt8] {
        var depth = 0
        return raw.filter { byte in
            if byte == UInt8(ascii: "(") { depth += 1 }
            let isOutside = depth == 0
            if byte == UInt8(ascii: ")"), depth > 0 { depth -= 1 }
            return isOutside
        }
    }
}
