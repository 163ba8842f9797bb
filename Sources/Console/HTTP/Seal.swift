import Crypto
import Foundation

/// Signs short values with the console's key (HMAC-SHA256), each for one purpose only.
struct Seal: Sendable {
    private let key: SymmetricKey

    /// A key of at least 32 bytes.
    init(key: Data) { self.key = SymmetricKey(data: key) }

    /// The signature of a value for a purpose, as 64 lower-case hexadecimal digits.
    func signature(_ purpose: String, _ value: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("\(purpose)\u{1F}\(value)".utf8), using: key)
        return code.map { Self.hex($0) }.joined()
    }

    /// Whether the signature is right; takes the same time for any wrong one of the same length.
    func isValid(_ signature: String, _ purpose: String, _ value: String) -> Bool {
        Self.areEqual(signature, self.signature(purpose, value))
    }

    /// `value.signature`, for a URL or a hidden field.
    func sealed(_ purpose: String, _ value: String) -> String { "\(value).\(signature(purpose, value))" }

    /// The value of a sealed text; nil when anything was changed.
    func opened(_ purpose: String, _ sealed: String) -> String? {
        guard sealed.utf8.count <= 512, let dot = sealed.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let value = String(sealed[..<dot])
        let signature = String(sealed[sealed.utf8.index(after: dot)...])
        return isValid(signature, purpose, value) ? value : nil
    }

    /// Compares two texts without telling by time where they differ.
    static func areEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// 128 random bits as 32 hexadecimal digits.
    static func randomToken() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<16).map { _ in hex(UInt8.random(in: 0...255, using: &generator)) }.joined()
    }

    /// SHA-256 of bytes as hexadecimal digits.
    static func digest(_ data: Data) -> String { SHA256.hash(data: data).map { hex($0) }.joined() }

    private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}
