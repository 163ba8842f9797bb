public import Foundation

/// One message as handed over, with everyone it is for.
public struct LMTPTransaction: Sendable {
    /// The return path; empty for `<>`.
    public let mailFrom: String
    /// The recipients that were accepted, in order.
    public let recipients: [String]
    /// The exact bytes of the message.
    public let content: LMTPContent
    /// The address of the client.
    public let peer: String
    /// The name the client gave in LHLO.
    public let lhlo: String
}

/// The bytes of a message: in memory when small, otherwise in a file that is deleted when the answer has been given.
public enum LMTPContent: Sendable {
    case bytes(Data)
    case file(URL, size: Int)
}

/// The answer for one recipient (RFC 2033 section 4.2); its text is cut to one short ASCII line.
public enum LMTPReply: Sendable, Hashable {
    /// 250: the message is safe with us. Only after it is on disk.
    case accepted(String)
    /// 451: try again later.
    case temporary(String)
    /// 452: no room now, try again later.
    case insufficientStorage(String)
    /// 554: never.
    case permanent(String)
    /// 550: nobody here has this address.
    case noSuchRecipient
}

extension LMTPReply {
    /// The answer as a line without its line end.
    var line: String {
        switch self {
        case .accepted(let text): "250 2.0.0 \(short(text, or: "OK"))"
        case .temporary(let text): "451 4.3.0 \(short(text, or: "try again later"))"
        case .insufficientStorage(let text): "452 4.3.1 \(short(text, or: "insufficient storage"))"
        case .permanent(let text): "554 5.0.0 \(short(text, or: "refused"))"
        case .noSuchRecipient: "550 5.1.1 no such recipient"
        }
    }
}

/// At most 400 printable ASCII characters, so that no text can add a line or a reply of its own.
private func short(_ text: String, or usual: String) -> String {
    let kept = text.unicodeScalars.prefix(400).filter { (0x20...0x7E).contains($0.value) }
    return kept.isEmpty ? usual : String(String.UnicodeScalarView(kept))
}
