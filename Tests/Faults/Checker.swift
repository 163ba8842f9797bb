import Foundation
import Peers

/// What must hold after every fault, once the hub runs undisturbed again: everything acknowledged is in the store, nothing
/// else than what was sent is there, each message has one effect, and each ticket one acknowledgement at most.
struct Checker {
    let hub: HubProcess
    let load: Load
    var gateway: Gateway?

    /// What was counted.
    struct Account {
        var acknowledged = 0
        var stored = 0
        var sent = 0
        var uncertain = 0
        var aside = 0

        /// In a few words, for the table.
        var words: String {
            "\(acknowledged) acked, \(stored) stored, 0 lost, 0 twice"
                + (aside > 0 ? ", \(aside) set aside" : "") + (uncertain > 0 ? ", \(uncertain) uncertain" : "")
        }
    }

    /// Starts the hub undisturbed, lets it finish, ends it, and checks everything.
    func checkAfterRestart(under wrapper: [String] = []) async throws -> Account {
        let child = try await hub.start()
        do {
            try await hub.settles()
            try await reportsAreHeard()
        } catch {
            print(child.complaints.suffix(3000))
            await child.stop()
            throw error
        }
        await child.stop()
        return try await check()
    }

    /// Checks everything; the hub may run, but nothing may be under way.
    func check() async throws -> Account {
        let aside = try await hub.balances().reduce(0) { $0 + ($1["aside"] as? Int ?? 0) }
        let outbox = try await hub.outbox()
        let tickets = try await hub.tickets()
        var account = Account()
        account.acknowledged = load.acknowledged.count
        account.sent = load.sent.count
        account.aside = aside
        account.stored = tickets.count + aside
        account.uncertain = outbox.count { $0["state"] as? String == "uncertain" }
        let acknowledgements = Dictionary(
            grouping: outbox.filter { $0["kind"] as? String == "acknowledgement" },
            by: { $0["ticket"] as? String ?? "" })
        let byID = Dictionary(grouping: tickets) { Self.id(of: $0, acknowledgements) }
        // What was being read at several deaths in a row is set aside, where a person finds it.
        let missing = load.acknowledged.filter { byID[$0] == nil }
        try Broken.unless(
            missing.count <= account.aside, "\(missing.count) acknowledged are in no ticket, \(account.aside) set aside"
        )
        for (id, found) in byID {
            try Broken.unless(load.sent.contains(id), "'\(id)' was never sent")
            try Broken.unless(found.count == 1, "\(id) is in \(found.count) tickets")
            guard let ticket = found.first, let reference = ticket["reference"] as? String else { continue }
            let receipts = (ticket["receipts"] as? [String])?.count ?? 0
            try Broken.unless(
                receipts == 1 && ticket["messages"] as? Int == 2, "\(id) has \(receipts) receipts, or not two messages")
            try Broken.unless(
                acknowledgements[reference]?.count == 1,
                "\(id) has \(acknowledgements[reference]?.count ?? 0) acknowledgements")
        }
        try checkTexts(outbox)
        return account
    }

    /// No short text left twice, and what the gateway reported as delivered is delivered.
    private func checkTexts(_ outbox: [[String: any Sendable]]) throws {
        guard let gateway else { return }
        let taken = Dictionary(grouping: gateway.taken) { $0 }
        for (number, times) in taken {
            try Broken.unless(times.count == 1, "\(number) got its acknowledgement \(times.count) times")
        }
        let states = Dictionary(
            outbox.map { (($0["to"] as? String ?? "").filter(\.isNumber), $0["state"] as? String ?? "") },
            uniquingKeysWith: { first, _ in first })
        for number in gateway.reported {
            // A report about a text whose outcome was lost names an id that the hub never learned.
            let state = states[number] ?? "nothing"
            try Broken.unless(
                ["delivered", "uncertain"].contains(state), "the text to \(number) was delivered, the hub says \(state)"
            )
        }
    }

    private func reportsAreHeard() async throws {
        guard let gateway else { return }
        var before = -1
        while gateway.reported.count != before {
            before = gateway.reported.count
            try await Task.sleep(for: .milliseconds(700))
        }
    }

    private static func id(of ticket: [String: any Sendable], _ texts: [String: [[String: any Sendable]]]) -> String {
        let subject = ticket["subject"] as? String ?? ""
        if subject.hasPrefix("mail ") { return String(subject.dropFirst(5)) }
        let text = texts[ticket["reference"] as? String ?? ""]?.first
        return (text?["to"] as? String ?? "").filter(\.isNumber)
    }
}

extension HubProcess {
    /// The ledger's accounts; throws what does not fit when it does not balance.
    @discardableResult
    func balances() async throws -> [[String: any Sendable]] {
        let printed = try await command("verify", within: 300)
        try Broken.unless(printed.hasSuffix("balanced\n"), "not balanced: \(printed.suffix(500))")
        return try printed.split(separator: "\n").dropLast().compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: any Sendable]
        }
    }

    /// Returns once everything accepted is read and, unless it was put off, sent.
    func settles(within seconds: Double = 240) async throws {
        try await eventually("everything is read and sent", within: seconds, every: 200) {
            guard try await balances().allSatisfy({ $0["inPipeline"] as? Int == 0 }) else { return false }
            return try await outbox().allSatisfy { text in
                let state = text["state"] as? String
                return state != "sending" && (state != "queued" || text["note"] != nil)
            }
        }
    }
}
