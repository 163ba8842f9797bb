import Foundation

/// Named values of a query or of an `application/x-www-form-urlencoded` body (WHATWG URL, section 5), in order.
struct URLFields: Sendable, Hashable {
    /// One pair; the value stays bytes, because gateways send other charsets than UTF-8.
    struct Field: Sendable, Hashable {
        var name: String
        var value: [UInt8]
    }

    /// Pairs that are read at most.
    static let mostFields = 200

    private(set) var fields: [Field] = []

    /// Pairs as they are.
    init(_ fields: [Field]) { self.fields = Array(fields.prefix(Self.mostFields)) }

    /// Reads the pairs of an encoded text; broken escapes are kept as written.
    init(reading encoded: some Sequence<UInt8>) {
        for pair in Array(encoded).split(separator: UInt8(ascii: "&")).prefix(Self.mostFields) {
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let name = String(decoding: Self.decoded(pair[..<equals]), as: UTF8.self)
            fields.append(Field(name: name, value: Self.decoded(pair[equals...].dropFirst())))
        }
    }

    /// The first value of that name.
    func first(_ name: String) -> [UInt8]? { fields.first { $0.name == name }?.value }

    /// Percent-encodes everything but RFC 3986's unreserved characters, so that the result fits a query, a form and a
    /// path segment.
    static func encoded(_ bytes: some Sequence<UInt8>) -> String {
        var result: [UInt8] = []
        for byte in bytes {
            if isUnreserved(byte) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                result.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), let value = Hex.decoded(rest.prefix(2))?.first {
                result.append(value)
                rest = rest.dropFirst(2)
            } else {
                result.append(byte)
            }
        }
        return result
    }
}
