/// A mail's text taken apart: what its writer wrote now, what the mail quotes, and how the writer signs.
public struct ReplyText: Sendable, Codable, Hashable {
    /// The new text, without white space around it.
    public var reply: String
    /// Quoted lines with the lines that introduce them.
    public var quoted: String
    /// The signature and the line a telephone adds («Sent from my iPhone»).
    public var signature: String

    /// The parts of a text.
    public init(reply: String, quoted: String = "", signature: String = "") {
        self.reply = reply
        self.quoted = quoted
        self.signature = signature
    }
}
