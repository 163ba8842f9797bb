/// What is printed at the head and the foot of the association's letters.
public struct Letterhead: Sendable, Codable, Hashable {
    /// The line that names the register; the number stays empty until the association fills it in.
    public struct Registration: Sendable, Codable, Hashable {
        /// The licence or registration number as printed; empty prints no line.
        public var number: String
        /// The authority that registered the association.
        public var authority: BilingualText

        /// A registration line.
        public init(number: String, authority: BilingualText) {
            self.number = number
            self.authority = authority
        }
    }

    /// Prints «الرقم», the number in the outgoing register.
    public var printsNumber: Bool
    /// Prints «التاريخ», Hijri and Gregorian.
    public var printsDate: Bool
    /// Prints «المرفقات», the count of enclosures.
    public var printsAttachments: Bool
    /// The registration line, nil when the association prints none.
    public var registration: Registration?
    /// The accounts named at the foot, by purpose; the numbers are kept by the association, not here.
    public var accountPurposes: [BilingualText]

    /// A letterhead.
    public init(
        printsNumber: Bool, printsDate: Bool, printsAttachments: Bool, registration: Registration? = nil,
        accountPurposes: [BilingualText] = []
    ) {
        self.printsNumber = printsNumber
        self.printsDate = printsDate
        self.printsAttachments = printsAttachments
        self.registration = registration
        self.accountPurposes = accountPurposes
    }
}
