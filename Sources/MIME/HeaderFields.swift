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
    }

    /// The fields, first in the mail first.
    public var fields: [Field]

    /// Makes a list of fields.
    public init(_ fields: [Field] = []) {
        self.fields = fields
    }

    /// The value of the first field of that name.
    public func first(_ name: String) -> String? {
        let wanted = name.lowercased()
        return fields.first { $0.name.lowercased() == wanted }?.value
    }

    /// The values of all fields of that name, in order.
    public func all(_ name: String) -> [String] {
        let wanted = name.lowercased()
        return fields.filter { $0.name.lowercased() == wanted }.map(\.value)
    }
}
