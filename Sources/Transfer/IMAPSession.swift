public import struct Foundation.Data

/// One signed-in session with an IMAP server; commands run one after another on a thread of its own.
///
/// Reading never marks a message as seen. When the connection is lost, `select` makes a new one.
public final class IMAPSession: Sendable {
    /// Bytes of one message fetched unless said otherwise: 100 MiB.
    public static let usualMessageLimit = 100 << 20

    private let server: IMAPServer
    private let limits: TransferLimits
    private let messageLimit: Int
    private let threads: TransferThreads<IMAPLane>

    /// Nothing is connected before the first `select`; `limits.total` holds for each command.
    public init(
        server: IMAPServer, limits: TransferLimits = TransferLimits(),
        messageLimit: Int = IMAPSession.usualMessageLimit
    ) {
        self.server = server
        self.limits = limits
        self.messageLimit = min(max(1, messageLimit), 1 << 30)
        threads = TransferThreads(count: 1) { IMAPLane() }
    }

    /// Connects if need be and selects a mailbox, by its name as people see it.
    public func select(_ mailbox: String) async throws(IMAPError) -> MailboxStatus {
        guard let name = IMAPMailboxName(mailbox) else {
            throw .invalid("the mailbox's name is empty, too long or holds a control character")
        }
        let (server, limits) = (server, limits)
        return try await threads.run { lane, cancellation throws(IMAPError) in
            try lane.select(name, server, limits, cancellation)
        }
    }

    /// The UIDs of the selected mailbox from `first` on, ascending.
    public func uids(from first: UInt32) async throws(IMAPError) -> [UInt32] {
        let (limits, lowest) = (limits, max(1, first))
        return try await threads.run { lane, cancellation throws(IMAPError) in
            let answers = try lane.command("UID SEARCH UID \(lowest):*", limits, cancellation)
            // `n:*` always includes the last message, even when its UID is below n.
            return Set(answers.flatMap(searchedNumbers)).filter { $0 >= lowest }.sorted()
        }
    }

    /// The exact bytes of one message of the selected mailbox, not marking it as seen.
    public func fetch(_ uid: UInt32) async throws(IMAPError) -> Data {
        let (limits, messageLimit) = (limits, messageLimit)
        return try await threads.run { lane, cancellation throws(IMAPError) in
            // Asking for one byte more than is allowed keeps the connection in step when a message is too large.
            let parts = "(UID RFC822.SIZE BODY.PEEK[]<0.\(messageLimit + 1)>)"
            let answers = try lane.command(
                "UID FETCH \(uid) \(parts)", limits, cancellation, byteLimit: messageLimit + IMAPDialogue.lineLimit)
            guard let messages = fetchedMessages(answers) else {
                lane.close()
                throw .nonsense("the server's answer to a fetch cannot be understood")
            }
            guard let message = messages.first(where: { $0.uid == uid }) else { throw .gone }
            if message.body.count > messageLimit {
                throw .tooLarge(size: message.size, limit: messageLimit)
            }
            return message.body
        }
    }

    /// Marks one message of the selected mailbox as seen.
    public func flagSeen(_ uid: UInt32) async throws(IMAPError) {
        let limits = limits
        try await threads.run { lane, cancellation throws(IMAPError) in
            _ = try lane.command("UID STORE \(uid) +FLAGS.SILENT (\\Seen)", limits, cancellation)
        }
    }

    /// Says goodbye; the session may be used again by selecting.
    public func close() async {
        try? await threads.run { lane, _ throws(IMAPError) in lane.close() }
    }
}

/// The session's connection on its thread; given up whenever it may be out of step with the server.
private struct IMAPLane {
    private var dialogue: IMAPDialogue?

    mutating func select(
        _ name: IMAPMailboxName, _ server: IMAPServer, _ limits: TransferLimits, _ cancellation: Cancellation
    ) throws(IMAPError) -> MailboxStatus {
        if dialogue != nil {
            do {
                return try select(name, limits, cancellation)
            } catch .connection {
                // A kept connection may have died of idleness; a new one decides.
            }
        }
        dialogue = try IMAPDialogue(server, limits, cancellation)
        return try select(name, limits, cancellation)
    }

    mutating func command(
        _ text: String, _ limits: TransferLimits, _ cancellation: Cancellation,
        byteLimit: Int = IMAPDialogue.lineLimit
    ) throws(IMAPError) -> [IMAPResponse] {
        guard let dialogue else { throw .notSelected }
        dialogue.begin(limits, cancellation)
        do {
            return try dialogue.command(text, byteLimit: byteLimit)
        } catch {
            if case .refused = error { throw error }
            self.dialogue = nil
            throw error
        }
    }

    mutating func close() {
        dialogue?.logOut()
        dialogue = nil
    }

    private mutating func select(
        _ name: IMAPMailboxName, _ limits: TransferLimits, _ cancellation: Cancellation
    ) throws(IMAPError) -> MailboxStatus {
        let answers = try command("SELECT \(name.quoted)", limits, cancellation)
        guard let validity = answers.lazy.compactMap({ $0.code("UIDVALIDITY") }).first else {
            close()
            throw .nonsense("the server gives the mailbox no UIDVALIDITY")
        }
        return MailboxStatus(
            uidValidity: validity, uidNext: answers.lazy.compactMap { $0.code("UIDNEXT") }.first,
            messages: answers.lazy.compactMap(existing).last ?? 0)
    }
}

private func existing(_ response: IMAPResponse) -> UInt32? {
    let words = response.head.uppercased().split(separator: " ")
    return words.count == 3 && words[2] == "EXISTS" ? UInt32(words[1]) : nil
}

private func searchedNumbers(_ response: IMAPResponse) -> [UInt32] {
    let words = response.head.split(separator: " ")
    guard words.count > 2, words[1].uppercased() == "SEARCH" else { return [] }
    return words.dropFirst(2).compactMap { UInt32($0) }
}

/// A message within the answer to a fetch.
private struct FetchedMessage {
    let uid: UInt32
    let body: Data
    let size: Int?

    /// Nil when the answer is about something else, such as another message's flags.
    init?(_ items: [IMAPValue]) {
        func item(_ name: String) -> IMAPValue? {
            stride(from: 0, to: items.count - 1, by: 2).first { items[$0].isAtom(name) }.map { items[$0 + 1] }
        }
        guard let uid = item("UID")?.number, case .string(let body)? = item("BODY[]<0>") ?? item("BODY[]")
        else { return nil }
        self.uid = uid
        self.body = body
        size = item("RFC822.SIZE")?.number.map(Int.init)
    }
}

/// The messages within answers to a fetch; nil when one of the answers is not made of pairs of a name and a value.
private func fetchedMessages(_ answers: [IMAPResponse]) -> [FetchedMessage]? {
    var messages: [FetchedMessage] = []
    for answer in answers {
        let words = answer.head.prefix(40).uppercased().split(separator: " ", maxSplits: 3)
        guard words.count > 2, words[2] == "FETCH" else { continue }
        guard let values = answer.values, values.count == 4, case .list(let items) = values[3],
            items.count.isMultiple(of: 2)
        else { return nil }
        if let message = FetchedMessage(items) { messages.append(message) }
    }
    return messages
}
