import Crypto
public import Foundation

/// Unguessable values: session cookies, one-time links, form tokens.
public enum SecretToken {
    /// 256 random bits in 43 characters that need no escaping in a URL.
    public static func make() -> String {
        let key = SymmetricKey(size: .bits256)
        return key.withUnsafeBytes { base64URL(Data($0)) }
    }

    /// What the store keeps instead of a token.
    public static func digest(_ token: String) -> Data { Data(SHA256.hash(data: Data(token.utf8))) }

    /// The SHA-256 of bytes in lower-case hexadecimal: tells two submissions apart.
    public static func digest(of data: Data) -> String {
        SHA256.hash(data: data).map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }

    private static func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
