/// Values are encoded as the plain tree that they are; secrets are encoded as they are written in the file.
extension SettingValue: Codable {
    /// Reads a plain tree; the places are lost.
    public init(from decoder: any Decoder) throws {
        if let map = try? decoder.container(keyedBy: Key.self) {
            let entries = try map.allKeys.map { key in
                Entry(key: key.stringValue, place: Place(), value: try map.decode(SettingValue.self, forKey: key))
            }
            self.init(.map(entries.sorted { $0.key < $1.key }))
        } else if var list = try? decoder.unkeyedContainer() {
            var elements: [SettingValue] = []
            while !list.isAtEnd { elements.append(try list.decode(SettingValue.self)) }
            self.init(.list(elements))
        } else {
            self = try Self.scalar(try decoder.singleValueContainer())
        }
    }

    /// Writes a plain tree.
    public func encode(to encoder: any Encoder) throws {
        switch content {
        case .map(let entries):
            var container = encoder.container(keyedBy: Key.self)
            for entry in entries { try container.encode(entry.value, forKey: Key(entry.key)) }
        case .list(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(element) }
        default:
            var container = encoder.singleValueContainer()
            try encodeScalar(into: &container)
        }
    }

    private func encodeScalar(into container: inout any SingleValueEncodingContainer) throws {
        switch content {
        case .string(let text): try container.encode(isSecret ? written ?? "" : text)
        case .int(let number): try container.encode(number)
        case .double(let number): try container.encode(number)
        case .bool(let flag): try container.encode(flag)
        case .empty, .list, .map: try container.encodeNil()
        }
    }

    private static func scalar(_ container: any SingleValueDecodingContainer) throws -> SettingValue {
        if container.decodeNil() { return SettingValue(.empty) }
        if let flag = try? container.decode(Bool.self) { return SettingValue(.bool(flag), written: "\(flag)") }
        if let number = try? container.decode(Int.self) { return SettingValue(.int(number), written: "\(number)") }
        if let number = try? container.decode(Double.self) {
            return SettingValue(.double(number), written: "\(number)")
        }
        return SettingValue(.string(try container.decode(String.self)))
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension SettingValue: CustomStringConvertible {
    /// The kind of value and its place, never a secret.
    public var description: String {
        isSecret ? "(secret)" : text ?? "\(place.file):\(place.line) \(place.path)"
    }
}
