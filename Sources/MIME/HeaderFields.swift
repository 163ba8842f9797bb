/// Header fields in the order in which they stand in a mail, found by name in any letter case.
public struct HeaderFields: Sendable, Codable, Equatable {
    /// One header field.
    public struct Field: Sendable, Codable, Equatable {
        /// The name as written.
        public var name: String
        /// The decoded value on one line.
        public var value: String

        /// Makes a field.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }

        /// Whether this is the name in any letter case; names are ASCII (RFC 5322 section 2.2).
        fileprivate func isNamed(_ wanted: String) -> Bool {
            guard name.utf8.count == wanted.utf8.count else { return false }
            return name.utf8.elementsEqual(wanted.utf8) { Self.lowercased($0) == Self.lowercased($1) }
        }

        private static func lowercased(_ byte: UInt8) -> UInt8 {
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
        }
    }

    /// The fields, first in the mail first.
    public var fields: [Field]

    /// Makes a list of fields.
    public init(_ fields: [Field] = []) {
        self.fields = fields
    }

    /// The value of the first field of that name.
    public func first(_ name: String) -> String? {
        fields.first { $0.isNamed(name) }?.value
    }

    /// The values of all fields of that name, in order.
    public func all(_ name: String) -> [String] {
        fields.filter { $0.isNamed(name) }.map(\.value)
    }
}
