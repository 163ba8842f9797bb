/// How soon a person must look, most urgent first (domain rule: automation may only raise it, never lower it).
public enum Urgency: String, Sendable, Codable, CaseIterable, Hashable, Comparable {
    case emergency
    case safeguarding
    case high
    case normal
    case low

    /// Orders by how soon somebody must look: `emergency` is the smallest.
    public static func < (left: Urgency, right: Urgency) -> Bool { left.rank < right.rank }

    /// 0 for the most urgent.
    public var rank: Int {
        switch self {
        case .emergency: 0
        case .safeguarding: 1
        case .high: 2
        case .normal: 3
        case .low: 4
        }
    }
}
