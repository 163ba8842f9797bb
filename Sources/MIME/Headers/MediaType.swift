/// A media type or a disposition with its parameters (RFC 2045 section 5, RFC 2183), read from broken fields too.
struct MediaType {
    /// `type/subtype`, or the disposition, in lower case.
    var name: String
    private var parameters: [Parameter] = []

    private struct Parameter {
        var name: String
        var value: [UInt8]
    }

    private init(name: String) { self.name = name }

    static let plainText = MediaType(name: "text/plain")
    static let message = MediaType(name: "message/rfc822")

    var isMultipart: Bool { name.hasPrefix("multipart/") }
    var isHTML: Bool { name == "text/html" || name == "application/xhtml+xml" }

    /// True for the two kinds of text that nearly all mails consist of.
    var isCommon: Bool { name == "text/plain" || isHTML }

    /// True for text that is read as it stands.
    var isReadable: Bool {
        isHTML || ["text/plain", "text/markdown", "text/x-markdown", "text/enriched", "text/unknown"].contains(name)
    }

    /// The boundary of a multipart; nil when it has none.
    var boundary: [UInt8]? {
        guard var value = raw("boundary") else { return nil }
        while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
        return value.isEmpty ? nil : value
    }

    /// Reads a Content-Type; what is not `type/subtype` counts as plain text (RFC 2045 section 5.2).
    static func read(_ raw: [UInt8]) -> MediaType {
        var media = parse(raw)
        let halves = media.name.split(separator: "/", omittingEmptySubsequences: false)
        let isValid = halves.count == 2 && halves.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isTokenByte) }
        if !isValid { media.name = "text/plain" }
        return media
    }

    /// Reads a Content-Disposition.
    static func readDisposition(_ raw: [UInt8]) -> MediaType { parse(raw) }

    /// The text of a parameter, its RFC 2231 and RFC 2047 encodings undone.
    func first(_ wanted: String, hint: Charset? = nil) -> String? {
        let plain = raw(wanted)
        let extended = sections(wanted)
        guard !extended.isEmpty else { return plain.map { HeaderText.decode($0, hint: hint).text } }
        let text = joined(extended, hint: hint)
        guard let plain, text.isEmpty || text.unicodeScalars.contains("\u{FFFD}") else { return text }
        return HeaderText.decode(plain, hint: hint).text
    }

    private func raw(_ wanted: String) -> [UInt8]? { parameters.first { $0.name == wanted }?.value }
}

extension MediaType {
    private struct Section {
        var number: Int
        var isEncoded: Bool
        var value: [UInt8]
    }

    /// The `name*`, `name*0`, `name*1*` … pieces of a parameter in order (RFC 2231 section 3).
    private func sections(_ wanted: String) -> [Section] {
        var found: [Section] = []
        for parameter in parameters where parameter.name.hasPrefix(wanted + "*") {
            var rest = parameter.name.dropFirst(wanted.count + 1)
            let isEncoded = rest.isEmpty || rest.hasSuffix("*")
            if rest.hasSuffix("*") { rest = rest.dropLast() }
            guard let number = rest.isEmpty ? 0 : Int(rest), (0..<Self.maxParameters).contains(number) else { continue }
            guard !found.contains(where: { $0.number == number }) else { continue }
            found.append(Section(number: number, isEncoded: isEncoded, value: parameter.value))
        }
        return found.sorted { $0.number < $1.number }
    }

    private func joined(_ sections: [Section], hint: Charset?) -> String {
        var bytes: [UInt8] = []
        var label: String?
        for (place, section) in sections.enumerated() {
            var value = section.value[...]
            if place == 0, section.number == 0, section.isEncoded, let quote = value.firstIndex(of: UInt8(ascii: "'")) {
                let rest = value[(quote + 1)...]
                if let second = rest.firstIndex(of: UInt8(ascii: "'")) {
                    label = String(decoding: value[..<quote], as: UTF8.self)
                    value = rest[(second + 1)...]
                }
            }
            // Some programs repeat the charset before each piece, which the standard does not know.
            if place > 0, section.isEncoded, let label, value.starts(with: (label + "'").utf8) {
                value = value.dropFirst(label.utf8.count + 1)
            }
            bytes += section.isEncoded ? Percent.decoded(value) : Array(value)
        }
        guard let label, !label.isEmpty else { return HeaderText.decode(bytes, hint: hint).text }
        return HeaderText.oneLine(TextDecoding.decode(bytes, label: label, hint: hint).text)
    }

    private static let maxParameters = 100

    private static func parse(_ raw: [UInt8]) -> MediaType {
        var scanner = ParameterScanner(raw)
        var media = MediaType(name: scanner.mainValue())
        while media.parameters.count < maxParameters, let next = scanner.parameter() {
            guard !media.parameters.contains(where: { $0.name == next.name }) else { continue }
            media.parameters.append(Parameter(name: next.name, value: next.value))
        }
        return media
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"()<>@,;:\\\"/[]?=".utf8.contains(byte)
    }
}
