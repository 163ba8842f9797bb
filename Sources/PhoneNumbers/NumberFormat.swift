/// The spellings of a number that gateways and people ask for.
public enum NumberFormat: String, Sendable, Hashable, Codable, CaseIterable {
    /// `+966501234567`
    case e164
    /// `966501234567`
    case digits
    /// `0501234567`, as dialled inside Saudi Arabia; a foreign number is written `0020…`.
    case national
    /// `00966501234567`
    case international00
}

extension PhoneNumber {
    /// The number in the wanted spelling, without spaces or direction marks.
    public func formatted(as format: NumberFormat) -> String {
        switch format {
        case .e164: e164
        case .digits: String(e164.dropFirst())
        case .international00: "00" + e164.dropFirst()
        case .national: national
        }
    }

    private var national: String {
        guard isSaudi else { return formatted(as: .international00) }
        let significant = e164.dropFirst(Self.saudiCode.count)
        // Subscriber numbers take the trunk zero; 800, 920 and the like are dialled as they stand.
        let takesTrunkZero = kind == .mobile || kind == .fixedLine
        return (takesTrunkZero ? "0" : "") + significant
    }
}
