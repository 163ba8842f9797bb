import Casework

/// The list of deliveries that became no ticket.
struct SetAsideListView: Sendable {
    let rows: [SetAsideView]
    var isEmpty: Bool
    init(rows: [SetAsideView]) {
        self.rows = rows
        isEmpty = rows.isEmpty
    }
}

/// One delivery set aside.
struct SetAsideView: Sendable {
    let receipt: String
    let channel: String
    let associationName: String
    let received: Moment
    let reason: String
    let size: String
    let attempts: String
    let sourceURL: String
    let retryURL: String

    init(_ row: SetAsideRow, _ words: Words, _ profile: AssociationProfile?) {
        let (association, id) = (row.association.rawValue, String(row.id))
        receipt = row.receipt.description
        channel = row.channel.rawValue
        associationName = profile?.shortName[words.language] ?? association
        received = words.moment(row.receivedAt, in: profile?.calendar ?? .anywhere)
        reason = words.sentence(row.reason)
        size = words.size(row.size)
        attempts = words.count(row.attempts, "attempt")
        sourceURL = ConsoleRoute.setAsideSource(association, id).path
        retryURL = ConsoleRoute.setAsideRetry(association, id).path
    }
}

/// The list of outgoing texts.
struct OutgoingListView: Sendable {
    let rows: [OutgoingView]
    let isEmpty: Bool
    let showsAll: Bool
    let allURL: String
    let attentionURL: String

    init(rows: [OutgoingView], showsAll: Bool) {
        self.rows = rows
        isEmpty = rows.isEmpty
        self.showsAll = showsAll
        attentionURL = ConsoleRoute.outgoing.path
        allURL = attentionURL + "?show=all"
    }
}

/// One outgoing text.
struct OutgoingView: Sendable {
    let ticketURL: String
    let reference: String
    let purpose: String
    let medium: String
    let mediumName: String
    let to: String
    let written: Moment
    let state: String
    let stateName: String
    let attempts: String
    let farNote: String?
    let nextTry: Moment?
    let excerpt: String
    /// Where to send it once more; nil when it needs no person.
    let retryURL: String?

    init(_ row: OutgoingRow, _ words: Words, _ profile: AssociationProfile?) {
        let association = row.text.association.rawValue
        let calendar = profile?.calendar ?? .anywhere
        ticketURL = ConsoleRoute.ticket(association, row.text.reference.description).path
        reference = row.text.reference.description
        purpose = words["purpose.\(row.text.purpose.rawValue)"]
        medium = row.text.medium.rawValue
        mediumName = words.medium(row.text.medium)
        to = words.contact(row.text.recipient)
        written = words.moment(row.text.createdAt, in: calendar)
        state = row.state.rawValue
        stateName = words.delivery(row.state)
        attempts = words.count(row.attempts, "attempt")
        farNote = row.note.map(words.sentence)
        nextTry = row.nextTry.map { words.moment($0, in: calendar) }
        excerpt = String(row.text.text.prefix(160))
        retryURL = row.state.needsPerson ? ConsoleRoute.outgoingRetry(association, String(row.text.id)).path : nil
    }
}

/// How the channels do.
struct ChannelListView: Sendable {
    let rows: [ChannelView]
    let mayPause: Bool
}

/// One channel.
struct ChannelView: Sendable {
    let channel: String
    let medium: String
    let mediumName: String
    let adapter: String
    /// `ready`, `paused` or `down`.
    let health: String
    let healthName: String
    let isPaused: Bool
    let farNote: String?
    let received: String
    let sent: String
    let queued: String
    let failed: String
    let hasFailed: Bool
    let lastReceived: Moment?
    let lastSent: Moment?
    /// Destinations that are spared, in words.
    let resting: [String]
    let switchURL: String

    init(_ row: ChannelRow, _ words: Words) {
        channel = row.channel.rawValue
        medium = row.medium.rawValue
        mediumName = words.medium(row.medium)
        adapter = row.adapter
        health = row.isPaused ? "paused" : row.isReady ? "ready" : "down"
        healthName = words["channels.\(health)"]
        isPaused = row.isPaused
        farNote = row.note.map(words.sentence)
        received = words.number(row.received)
        sent = words.number(row.sent)
        queued = words.number(row.queued)
        failed = words.number(row.failed)
        hasFailed = row.failed > 0
        lastReceived = row.lastReceivedAt.map { words.moment($0, in: .anywhere) }
        lastSent = row.lastSentAt.map { words.moment($0, in: .anywhere) }
        resting = row.circuits.map { open in
            let place = open.destination.isEmpty ? words["channels.far_side"] : open.destination
            let time = open.circuit.restsUntil.map { words.relative($0) } ?? ""
            return words.fill(
                "channels.resting",
                ["place": place, "time": time, "reason": words.sentence(open.circuit.reason)])
        }
        switchURL = (row.isPaused ? ConsoleRoute.resume(channel) : .pause(channel)).path
    }
}
