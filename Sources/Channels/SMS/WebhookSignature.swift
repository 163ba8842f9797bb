import Crypto
import Foundation

/// How a provider proves that a call is its own: an HMAC (RFC 2104) over parts of the call, or a secret in its header.
struct WebhookSignature: Sendable {
    /// The hash below the HMAC.
    enum Algorithm: String, Sendable, CaseIterable {
        case sha256 = "hmac-sha256"
        case sha1 = "hmac-sha1"
        /// No HMAC: the field holds the secret itself.
        case token
    }
    /// How the HMAC is written in its header field.
    enum Spelling: String, Sendable, CaseIterable {
        case hex
        case base64
    }

    var algorithm: Algorithm
    var spelling: Spelling
    /// The header field that holds the HMAC, lower case.
    var header: String
    /// What stands before the HMAC in the field, such as `sha256=`.
    var prefix = ""
    /// The shared secret.
    var secret: String
    /// What is covered: `{url}`, `{body}`, `{timestamp}` and `{sorted_form}` (names and values joined, sorted by name).
    var covers: PlaceholderText
    /// The header field with the time of the call in seconds since 1970, lower case; nil when the scheme has none.
    var timestampHeader: String?

    /// Seconds by which the time of a call may differ from ours, either way.
    static let tolerance = 300.0

    /// The names that `covers` may use.
    static let placeholders: Set<String> = ["url", "body", "timestamp", "sorted_form"]

    /// Whether the call bears the right signature over its raw bytes and, where the scheme has one, a fresh time.
    func isValid(_ request: WebhookRequest, now: Date) -> Bool {
        guard !secret.isEmpty, let given = request.headers[header], given.hasPrefix(prefix) else { return false }
        if algorithm == .token {
            return Self.areEqual(Array(given.dropFirst(prefix.count).utf8), Array(secret.utf8))
        }
        guard let claimed = bytes(of: String(given.dropFirst(prefix.count))) else { return false }
        var timestamp = ""
        if let timestampHeader {
            guard let written = request.headers[timestampHeader], let seconds = Int64(written) else { return false }
            guard abs(Double(seconds) - now.timeIntervalSince1970) <= Self.tolerance else { return false }
            timestamp = written
        }
        let covered = covers.bytes { name in
            switch name {
            case "url": Array(request.url.utf8)
            case "body": Array(request.body)
            case "timestamp": Array(timestamp.utf8)
            case "sorted_form": sortedForm(request.body)
            default: nil
            }
        }
        return Self.areEqual(claimed, code(of: covered))
    }

    /// Compares in a time that depends only on the lengths.
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func code(of covered: [UInt8]) -> [UInt8] {
        let key = SymmetricKey(data: Array(secret.utf8))
        return switch algorithm {
        case .sha256: Array(HMAC<SHA256>.authenticationCode(for: covered, using: key))
        case .sha1: Array(HMAC<Insecure.SHA1>.authenticationCode(for: covered, using: key))
        case .token: []
        }
    }

    private func bytes(of written: String) -> [UInt8]? {
        switch spelling {
        case .hex: Hex.decoded(Array(written.utf8))
        case .base64: Data(base64Encoded: written).map { Array($0) }
        }
    }

    private func sortedForm(_ body: Data) -> [UInt8] {
        let fields = URLFields(reading: body).fields.sorted { left, right in
            left.name == right.name
                ? left.value.lexicographicallyPrecedes(right.value)
                : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
        }
        return fields.flatMap { Array($0.name.utf8) + $0.value }
    }
}
