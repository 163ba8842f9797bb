/// A public number to call in danger, as automatic texts print it.
public struct EmergencyNumber: Sendable, Codable, Hashable {
    /// The digits as dialled: `997`.
    public var number: String
    /// Who answers.
    public var name: BilingualText
    /// Whether short texts name it too (the others appear in mails and on pages only).
    public var inShortTexts: Bool

    /// A number.
    public init(number: String, name: BilingualText, inShortTexts: Bool) {
        self.number = number
        self.name = name
        self.inShortTexts = inShortTexts
    }
}
