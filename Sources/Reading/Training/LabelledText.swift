/// One example: a text and what a person says it is.
public struct LabelledText: Sendable, Codable, Hashable {
    /// The message as its writer wrote it.
    public var text: String
    /// What is asked for; any word, Wasl's own kinds or those of another label set.
    public var kind: String
    /// "association/field", when known.
    public var field: String?
    /// One of the urgency words, when known.
    public var urgency: String?
    /// The language tag, when known.
    public var lang: String?
    /// The way of speaking (msa, najdi, arabizi …), when known.
    public var dialect: String?
    /// Other kinds that hold too, empty when somebody looked and found none, nil when nobody looked.
    public var also: [String]?
    /// Whether it names or complains about a member of staff, when known.
    public var staff: Bool?
    /// The situation it was written from; messages of one situation are never on both sides of a measurement.
    public var card: String?

    /// An example.
    public init(
        text: String, kind: String, field: String? = nil, urgency: String? = nil, lang: String? = nil,
        dialect: String? = nil, also: [String]? = nil, staff: Bool? = nil, card: String? = nil
    ) {
        self.text = text
        self.kind = kind
        self.field = field
        self.urgency = urgency
        self.lang = lang
        self.dialect = dialect
        self.also = also
        self.staff = staff
        self.card = card
    }

    /// Reads an example; what is not of the expected type among the optional parts is left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func optional<Value: Decodable>(_ key: CodingKeys) -> Value? {
            (try? container.decodeIfPresent(Value.self, forKey: key)) ?? nil
        }
        try self.init(
            text: container.decode(String.self, forKey: .text), kind: container.decode(String.self, forKey: .kind),
            field: optional(.field), urgency: optional(.urgency), lang: optional(.lang), dialect: optional(.dialect),
            also: optional(.also), staff: optional(.staff), card: optional(.card))
    }

    /// The association of the field, nil when the field names none.
    var association: String? {
        guard let field, let slash = field.firstIndex(of: "/") else { return nil }
        return String(field[..<slash])
    }

    /// The field without its association.
    var fieldName: String? { field.map { FieldName.bare($0) } }

    /// A number for the card, or for the text in normal form where there is no card: the same on every machine.
    public var group: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        if let card {
            for byte in card.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        } else {
            for value in NormalForm.scalars(of: text) where ScalarFold.isLetter(value) {
                hash = (hash ^ UInt64(value)) &* 0x100_0000_01B3
            }
        }
        hash ^= hash >> 32
        hash = hash &* 0x9E37_79B9_7F4A_7C15
        return hash ^ hash >> 29
    }
}
