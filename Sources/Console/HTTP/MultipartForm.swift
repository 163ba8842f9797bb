import Foundation

/// Reads `multipart/form-data` (RFC 7578) from memory, within limits.
struct MultipartForm: Sendable {
    /// The most parts read; a form with more is refused.
    static let maximumParts = 100
    /// The longest head of a part, in bytes.
    static let maximumHead = 8 * 1024
    /// The longest text field, in bytes.
    static let maximumField = 64 * 1024

    /// The text fields, the first of a name winning.
    private(set) var fields: [String: String] = [:]
    /// The files, in order; fields without a file chosen are left out.
    private(set) var files: [SubmittedFile] = []

    /// Reads a body; nil when it is not well-formed or beyond the limits.
    init?(_ body: Data, contentType: String) {
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
                add(body[partStart..<end.lowerBound])
            else { return nil }
            position = end.upperBound
        }
        return nil
    }

    private static let newline = Data([13, 10])
    private static let dashes = Data([45, 45])
    private static let headEnd = Data([13, 10, 13, 10])

    /// Takes one part; false when it is malformed.
    private mutating func add(_ part: Data) -> Bool {
        let limit = part.index(part.startIndex, offsetBy: Self.maximumHead, limitedBy: part.endIndex) ?? part.endIndex
        guard let gap = part.range(of: Self.headEnd, in: part.startIndex..<limit) else { return false }
        let head = Self.headers(part[part.startIndex..<gap.lowerBound])
        guard let disposition = head["content-disposition"] else { return false }
        let parameters = HeaderParameters(disposition)
        guard let name = parameters.value("name") else { return false }
        let content = part[gap.upperBound...]
        guard let fileName = parameters.value("filename") else {
            guard content.count <= Self.maximumField else { return false }
            if fields[name] == nil { fields[name] = String(decoding: content, as: UTF8.self) }
            return true
        }
        if !fileName.isEmpty || !content.isEmpty {
            let type = head["content-type"] ?? "application/octet-stream"
            files.append(SubmittedFile(field: name, name: fileName, type: type, data: Data(content)))
        }
        return true
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

/// The parameters after the first `;` of a header field's value.
struct HeaderParameters: Sendable {
    private var values: [String: String] = [:]

    /// Reads `a; b=c; d="e;f"`; names are folded to lower case, the first of a name wins.
    init(_ header: String) {
        var bytes = Array(header.utf8)[...]
        bytes = bytes.drop { $0 != UInt8(ascii: ";") }
        while bytes.first == UInt8(ascii: ";") {
            bytes = bytes.dropFirst().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            let name = bytes.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }
            bytes = bytes.dropFirst(name.count)
            guard bytes.first == UInt8(ascii: "=") else { continue }
            let value = Self.takeValue(&bytes)
            let key = String(decoding: name, as: UTF8.self).lowercased()
            if values[key] == nil { values[key] = String(decoding: value, as: UTF8.self) }
        }
    }

    /// The value of a parameter.
    func value(_ name: String) -> String? { values[name] }

    /// Takes `=value` from the front and leaves the bytes at the next `;`; browsers write `%22` for a quote in it.
    private static func takeValue(_ bytes: inout ArraySlice<UInt8>) -> [UInt8] {
        bytes = bytes.dropFirst()
        var value: [UInt8] = []
        if bytes.first == UInt8(ascii: "\"") {
            bytes = bytes.dropFirst()
            while let byte = bytes.popFirst(), byte != UInt8(ascii: "\"") { value.append(byte) }
            bytes = bytes.drop { $0 != UInt8(ascii: ";") }
        } else {
            value = Array(bytes.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") })
            bytes = bytes.drop { $0 != UInt8(ascii: ";") }
        }
        return value
    }
}
