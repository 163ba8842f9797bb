import Crypto
public import Foundation

/// The tokens by which answers prove to which ticket they belong: the reference with 80 bits of an HMAC-SHA256 under the
/// hub's own key (claim S26). They are written into reply addresses and Message-IDs.
public struct ReplyTokens: Sendable {
    private let key: SymmetricKey

    /// Tokens under a key of at least 32 random bytes.
    public init(key: Data) { self.key = SymmetricKey(data: key) }

    /// The token of a ticket: digits, a full stop and 16 lower-case letters and digits.
    public func seal(reference: String, association: String) -> String {
        "\(reference).\(mark(reference, association))"
    }

    /// The reference that a token was made for; nil when it was not made by this hub for this association.
    public func open(_ token: String, association: String) -> String? {
        let parts = token.lowercased().split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let reference = parts.first.map(String.init), (8...20).contains(reference.utf8.count)
        else { return nil }
        let expected = Array(mark(reference, association).utf8)
        let given = Array(parts[1].utf8)
        guard expected.count == given.count else { return nil }
        let difference = zip(expected, given).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
        return difference == 0 ? reference : nil
    }

    private func mark(_ reference: String, _ association: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("reply\n\(association)\n\(reference)".utf8), using: key)
        return base32(Array(code.prefix(10)))
    }

    private func base32(_ bytes: [UInt8]) -> String {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        var out: [UInt8] = []
        var buffer: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            buffer = (buffer << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                out.append(alphabet[Int(buffer >> bits & 31)])
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
