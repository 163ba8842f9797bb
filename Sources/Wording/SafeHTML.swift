public import Mustache

/// The content type that every page template must name: `{{% CONTENT_TYPE:SAFE}}`.
///
/// The template library's own escaping compares whole characters and lets `"` with a combining mark through; this one
/// compares bytes.
public struct SafeHTML: MustacheContentType {
    /// The name by which templates ask for it.
    public static let name = "SAFE"

    /// The content type.
    public init() {}

    /// Escapes a value for an element's text or a quoted attribute.
    public func escapeText(_ text: String) -> String { Self.escape(text) }

    /// Escapes `<`, `>`, `&`, `"` and `'`, whatever stands beside them.
    public static func escape(_ text: String) -> String {
        guard text.utf8.contains(where: { entity($0) != nil }) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 32)
        append(text.utf8, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func append(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
        for byte in text {
            if let entity = entity(byte) {
                bytes.append(contentsOf: entity.utf8)
            } else {
                bytes.append(byte)
            }
        }
    }

    private static func entity(_ byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}

extension Wording {
    /// Makes `SAFE` known to the template library; to be called before any page is compiled, as often as one likes.
    public static func registerContentTypes() { MustacheContentTypes.register(SafeHTML(), named: SafeHTML.name) }
}
