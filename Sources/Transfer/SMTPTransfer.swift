import Foundation

/// Gives messages to SMTP servers, saying for every failure whether the server may have the message.
public struct SMTPTransfer: Sendable {
    /// Recipients of one message at most (RFC 5321 section 4.5.3.1.8).
    public static let recipientLimit = 100

    private let threads: TransferThreads<SMTPLane>
    private let limits: TransferLimits

    /// At most `threads` messages are on their way at once; a connection is used again while it is fresh.
    public init(threads: Int = 4, limits: TransferLimits = TransferLimits()) {
        self.limits = limits
        self.threads = TransferThreads(count: threads) {
            SMTPLane()
        } idle: { lane in
            lane.close()
        }
    }

    /// Submits one message to its server and returns once the server has taken it for all recipients.
    public func send(_ submission: SMTPSubmission) async throws(SMTPError) -> SMTPAccepted {
        try check(submission)
        let limits = limits
        return try await threads.run { lane, cancellation throws(SMTPError) in
            try lane.submit(submission, limits, cancellation)
        }
    }
}

/// One thread's open connection, kept for the next message to the same server.
private struct SMTPLane {
    private var open: (server: SMTPServer, dialogue: SMTPDialogue)?

    mutating func submit(
        _ submission: SMTPSubmission, _ limits: TransferLimits, _ cancellation: Cancellation
    ) throws(SMTPError) -> SMTPAccepted {
        let dialogue = try dialogue(with: submission.server, limits, cancellation)
        defer { if !dialogue.isUsable { open = nil } }
        return try dialogue.submit(submission, limits, cancellation)
    }

    mutating func close() {
        open?.dialogue.quit()
        open = nil
    }

    private mutating func dialogue(
        with server: SMTPServer, _ limits: TransferLimits, _ cancellation: Cancellation
    ) throws(SMTPError) -> SMTPDialogue {
        if let open, open.server == server, open.dialogue.isAlive(cancellation) { return open.dialogue }
        close()
        let dialogue = try SMTPDialogue(server, limits, cancellation)
        open = (server, dialogue)
        return dialogue
    }
}

private func check(_ submission: SMTPSubmission) throws(SMTPError) {
    guard (1...SMTPTransfer.recipientLimit).contains(submission.to.count) else {
        throw .refused("a message needs between 1 and \(SMTPTransfer.recipientLimit) recipients")
    }
    for address in submission.to + (submission.from.isEmpty ? [] : [submission.from]) where !isMailPath(address) {
        throw .refused("an address is empty, too long, or holds a character that is not allowed; correct it")
    }
}

/// Whether an address can stand between `<` and `>` without breaking out (RFC 5321 section 4.1.2, at most 254 bytes).
private func isMailPath(_ address: String) -> Bool {
    let forbidden = Set("<>\"()[]\\,;: ".utf8)
    let parts = address.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return address.utf8.count <= 254 && parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
        && address.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !forbidden.contains($0) }
        && !address.unicodeScalars.contains { (0x80...0x9F).contains($0.value) || [0x2028, 0x2029].contains($0.value) }
}
