/// One recipient of a delivery report (RFC 3464).
public struct FailedRecipient: Sendable, Codable, Hashable {
    /// The address.
    public var address: String
    /// Enhanced status code (RFC 3463), such as 5.1.1: the far server's, or the one that fits its words.
    public var status: String
    /// Why it was not delivered.
    public var reason: BounceReason
    /// Whether the address is not to be written to again.
    public var isHard: Bool
    /// Whether the server goes on trying, so that nothing has failed yet.
    public var isDelayed: Bool
    /// The far server's words.
    public var diagnostic: String

    /// One recipient's fate.
    public init(
        address: String, status: String, reason: BounceReason, isHard: Bool, isDelayed: Bool = false, diagnostic: String
    ) {
        self.address = address
        self.status = status
        self.reason = reason
        self.isHard = isHard
        self.isDelayed = isDelayed
        self.diagnostic = diagnostic
    }

    /// The form in which a failed text keeps why: the reason's word, the status and the far server's words.
    public var note: String { String("\(reason.rawValue): \(status) \(diagnostic)".prefix(300)) }
}
