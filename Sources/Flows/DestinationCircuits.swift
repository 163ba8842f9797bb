import Casework
import Channels
import Foundation
import Storage

/// Spares destinations that do not answer: the relay or gateway of a channel as a whole, and each domain that mail goes to,
/// so that one dead destination costs the others nothing (claim D20).
struct DestinationCircuits {
    /// What is to be done with a text before it is tried.
    enum Verdict {
        case go
        case wait(until: Date, reason: String)
    }

    /// How long the one text that tries a destination may take before another does.
    static let probe: TimeInterval = WorkLimits().sendingLease

    let channel: ChannelID
    let recipient: Contact
    let now: Date

    /// Whether the text may be tried now; of several that might, one goes and the others wait for it.
    func admit(on sql: any SQLConnection) throws -> Verdict {
        for destination in destinations {
            guard let circuit = try sql.circuit(destination, of: channel) else { continue }
            if circuit.rests(at: now) { return .wait(until: circuit.restsUntil ?? now, reason: circuit.reason) }
        }
        for destination in destinations {
            guard let circuit = try sql.circuit(destination, of: channel), circuit.isProbed(at: now) else { continue }
            try sql.setCircuit(circuit.probing(until: now.addingTimeInterval(Self.probe)), destination, of: channel)
        }
        return .go
    }

    /// Learns from the outcome of an attempt.
    func learn(_ outcome: DeliveryOutcome, on sql: any SQLConnection) throws {
        switch outcome {
        case .temporary(let reason, let seconds):
            // Where the relay does not answer, nothing is known of the domain behind it.
            let isFarSide = domain == nil || ChannelNote.isAboutFarSide(reason)
            let destination = isFarSide ? "" : domain ?? ""
            let circuit = try sql.circuit(destination, of: channel) ?? Circuit()
            try sql.setCircuit(circuit.failed(reason, asked: seconds, at: now), destination, of: channel)
            if !isFarSide { try forget("", on: sql) }
        case .sent, .permanent: for destination in destinations { try forget(destination, on: sql) }
        case .uncertain: break
        }
    }

    private func forget(_ destination: String, on sql: any SQLConnection) throws {
        if try sql.circuit(destination, of: channel) != nil { try sql.setCircuit(nil, destination, of: channel) }
    }

    private var destinations: [String] { [""] + [domain].compactMap(\.self) }

    /// The domain of a mail address, in lower case.
    private var domain: String? {
        guard recipient.kind == .email, let at = recipient.value.utf8.lastIndex(of: UInt8(ascii: "@")) else {
            return nil
        }
        let domain = recipient.value[at...].dropFirst().lowercased()
        return domain.isEmpty ? nil : domain
    }
}
