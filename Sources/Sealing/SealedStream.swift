import CSodium
import Crypto
public import Foundation

/// The key of sealed files: 32 bytes made from the content of a key file.
public struct FileKey: Sendable {
    /// Bytes that a key file must have at least; `head -c 32 /dev/urandom | base64` makes 44.
    public static let minimumBytes = 32

    let bytes: [UInt8]

    /// The key of a key file's content, white space at its ends left out; nil when it is too short to be a key.
    public init?(contents: Data) {
        let text = contents.drop { Self.isSpace($0) }.reversed().drop { Self.isSpace($0) }
        guard text.count >= Self.minimumBytes else { return nil }
        bytes = Array(SHA256.hash(data: Data("wasl file key\n".utf8) + Data(text.reversed())))
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

/// Messages sealed one after the other under one key (libsodium's secretstream, XChaCha20-Poly1305), so that one that is
/// changed, missing or in another place is noticed. A stream has one writer.
public struct StreamSealer {
    /// What the reader needs before the first message; not secret.
    public let header: Data
    private var state = crypto_secretstream_xchacha20poly1305_state()

    /// A fresh stream under a key; nil when the library refuses.
    public init?(_ key: FileKey) {
        guard sodium_init() >= 0 else { return nil }
        var header = [UInt8](repeating: 0, count: crypto_secretstream_xchacha20poly1305_headerbytes())
        guard crypto_secretstream_xchacha20poly1305_init_push(&state, &header, key.bytes) == 0 else { return nil }
        self.header = Data(header)
    }

    /// The next message, sealed. Which one is the last the messages say themselves.
    public mutating func seal(_ message: Data) -> Data {
        var sealed = [UInt8](repeating: 0, count: message.count + crypto_secretstream_xchacha20poly1305_abytes())
        _ = crypto_secretstream_xchacha20poly1305_push(
            &state, &sealed, nil, Array(message), UInt64(message.count), nil, 0, 0)
        return Data(sealed)
    }
}

/// Opens what a `StreamSealer` sealed, in its order.
public struct StreamOpener {
    /// Bytes of a stream's header.
    public static let headerBytes = crypto_secretstream_xchacha20poly1305_headerbytes()
    private var state = crypto_secretstream_xchacha20poly1305_state()

    /// The stream of a header; nil when it is none.
    public init?(_ key: FileKey, header: Data) {
        guard sodium_init() >= 0, header.count == Self.headerBytes,
            crypto_secretstream_xchacha20poly1305_init_pull(&state, Array(header), key.bytes) == 0
        else { return nil }
    }

    /// The next message; nil when the key is another or the bytes were changed.
    public mutating func open(_ sealed: Data) -> Data? {
        let length = sealed.count - crypto_secretstream_xchacha20poly1305_abytes()
        guard length >= 0 else { return nil }
        var message = [UInt8](repeating: 0, count: length)
        let result = crypto_secretstream_xchacha20poly1305_pull(
            &state, &message, nil, nil, Array(sealed), UInt64(sealed.count), nil, 0)
        return result == 0 ? Data(message) : nil
    }
}
