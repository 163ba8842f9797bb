import Foundation
import Peers

/// A mail as another program than ours reads it (Python's `email`).
struct ReadMail: Decodable, Sendable {
    /// The decoded values of every header field, by its name in small letters.
    let fields: [String: [String]]
    /// The decoded text parts, by media type.
    let texts: [String: String]
    /// The media types of all parts, outermost first.
    let kinds: [String]
    /// What the reader found wrong.
    let defects: [String]

    /// Whether mails can be read here.
    static var isPossible: Bool { Places.program("python3") != nil }

    /// Reads a mail's bytes.
    static func read(_ mail: String) async throws -> ReadMail {
        let script = Places.root.appending(path: "Tests/RouteTests/Scripts/mail_parts.py").path
        let printed = try await Child.run(try Places.installed("python3"), [script], input: Data(mail.utf8))
        return try JSONDecoder().decode(ReadMail.self, from: Data(printed.utf8))
    }

    /// A field's only value; empty when there is none or more than one.
    subscript(_ name: String) -> String {
        let values = fields[name.lowercased()] ?? []
        return values.count == 1 ? values[0] : ""
    }

    /// The address of a field such as `Reply-To`, without name and angle brackets.
    func address(_ name: String) -> String {
        let value = self[name]
        guard let open = value.lastIndex(of: "<"), let close = value.lastIndex(of: ">"), open < close else {
            return value
        }
        return String(value[value.index(after: open)..<close])
    }
}
