public import Foundation

/// The parts of a `multipart/form-data` body (RFC 7578), read from memory within limits.
public struct FormParts: Sendable {
    /// One part.
    public struct Part: Sendable, Hashable {
        /// The form's field.
        public var name: String
        /// The name of the file; nil for a field of text.
        public var fileName: String?
        /// The declared media type; nil when there is none.
        public var type: String?
        /// The content, a slice of the body.
        public var content: Data
    }

    /// The most parts read; a form with more is refused.
    public static let maximumParts = 100
    /// The longest head of a part, in bytes.
    public static let maximumHead = 8 * 1024

    /// The parts in order.
    public private(set) var parts: [Part] = []

    /// Reads a body; nil when it is not well-formed or beyond the limits.
    public init?(_ body: Data, contentType: String) {
        guard let boundary = HeaderParameters(contentType).value("boundary"), (1...70).contains(boundary.utf8.count)
        else { return nil }
        let delimiter = Data("--\(boundary)".utf8)
        guard let first = body.range(of: delimiter) else { return nil }
        var position = first.upperBound
        for _ in 0...Self.maximumParts {
            if body[position...].starts(with: Self.dashes) { return }
            guard body[position...].starts(with: Self.newline) else { return nil }
            let partStart = body.index(position, offsetBy: 2)
            guard let end = body.range(of: Self.newline + delimiter, in: partStart..<body.endIndex),
                let part = Self.part(body[partStart..<end.lowerBound])
            else { return nil }
            parts.append(part)
            position = end.upperBound
        }
        return nil
    }

    private static let newline = Data([13, 10])
    private static let dashes = Data([45, 45])
    private static let headEnd = Data([13, 10, 13, 10])

    /// Reads one part; nil when it is malformed.
    private static func part(_ part: Data) -> Part? {
        let limit = part.index(part.startIndex, offsetBy: maximumHead, limitedBy: part.endIndex) ?? part.endIndex
        guard let gap = part.range(of: headEnd, in: part.startIndex..<limit) else { return nil }
        let head = headers(part[part.startIndex..<gap.lowerBound])
        guard let disposition = head["content-disposition"] else { return nil }
        let parameters = HeaderParameters(disposition)
        guard let name = parameters.value("name") else { return nil }
        return Part(
            name: name, fileName: parameters.value("filename"), type: head["content-type"],
            content: part[gap.upperBound...])
    }

    private static func headers(_ head: Data) -> [String: String] {
        var result: [String: String] = [:]
        for line in head.split(separator: 10) {
            let text = String(decoding: line.filter { $0 != 13 }, as: UTF8.self)
            guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let value = text[text.utf8.index(after: colon)...]
            result[text[..<colon].lowercased()] = value.trimmingCharacters(in: .whitespaces)
        }
        return result
    }
}
