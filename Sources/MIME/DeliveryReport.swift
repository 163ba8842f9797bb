/// A delivery status notification (RFC 3464): what became of a mail of ours.
public struct DeliveryReport: Sendable, Codable, Equatable {
    /// What became of the mail for one recipient.
    public struct Recipient: Sendable, Codable, Equatable {
        /// The address the mail was finally sent to.
        public var finalRecipient: String?
        /// The address as we gave it, when the reporter tells.
        public var originalRecipient: String?
        /// `failed`, `delayed`, `delivered`, `relayed` or `expanded`, in lower case.
        public var action: String?
        /// The enhanced status code (RFC 3463), for example `5.1.1`.
        public var status: String?
        /// The remote server's own words.
        public var diagnosticCode: String?
    }

    /// The server that reports.
    public var reportingMTA: String?
    /// One entry for each recipient.
    public var recipients: [Recipient] = []
    /// The Message-ID of the mail that is reported on, without angle brackets.
    public var originalMessageID: String?
}
