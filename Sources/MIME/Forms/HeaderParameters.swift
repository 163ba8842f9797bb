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
