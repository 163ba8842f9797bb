import CSodium
import Dispatch
import Foundation

/// Passwords as Argon2id hashes by libsodium; at most one is computed at a time, off the cooperative threads, so that a
/// flood of sign-ins cannot take all memory (claim S37).
public enum Passwords {
    /// The shortest password accepted, in characters.
    public static let minimumLength = 12
    /// The longest password looked at, in UTF-8 bytes.
    public static let maximumBytes = 1024

    private static let queue = DispatchQueue(label: "wasl.passwords")
    private static let isReady = sodium_init() >= 0

    /// The hash of a password, with its salt and cost inside; nil when it is too long or memory is short.
    public static func hash(_ password: String) async -> String? {
        await run {
            guard password.utf8.count <= maximumBytes else { return nil }
            var out = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
            let result = crypto_pwhash_str(
                &out, password, UInt64(password.utf8.count), UInt64(crypto_pwhash_OPSLIMIT_INTERACTIVE),
                Int(crypto_pwhash_MEMLIMIT_INTERACTIVE))
            guard result == 0 else { return nil }
            return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// Whether a password fits a hash; takes as long for a missing hash, so that unknown names are not told apart.
    public static func verify(_ password: String, against hash: String?) async -> Bool {
        await run {
            guard password.utf8.count <= maximumBytes else { return false }
            let fits = crypto_pwhash_str_verify(hash ?? decoy, password, UInt64(password.utf8.count)) == 0
            return fits && hash != nil
        } ?? false
    }

    /// A hash of nobody's password, of the same cost.
    private static let decoy: String = {
        var out = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        _ = crypto_pwhash_str(
            &out, "nobody", 6, UInt64(crypto_pwhash_OPSLIMIT_INTERACTIVE), Int(crypto_pwhash_MEMLIMIT_INTERACTIVE))
        return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()

    private static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value?) async -> Value? {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: isReady ? work() : nil) }
        }
    }
}
