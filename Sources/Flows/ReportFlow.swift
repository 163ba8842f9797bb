import Casework
import Foundation
import Storage

/// What happens to a provider's report: find the text, move its state forward only, remember it when it came before the
/// send was recorded (F34). Reports come in any order and more than once.
struct ReportFlow: Sendable {
    let hub: Hub

    func record(_ report: DeliveryReport, on channel: ChannelID) async throws {
        let now = hub.now()
        let found = try await hub.database.write { sql -> OutgoingText? in
            guard let row = try sql.outgoing(reported: report, on: channel) else {
                if !report.isOurNumber { try sql.keepEarly(report, on: channel, at: now) }
                return nil
            }
            guard row.state.accepts(report: report.state) else { return nil }
            try sql.record(report.state, of: row.text.id, row.text.association, note: report.reason)
            // A text that was uncertain, or whose answer was lost, has arrived after all: nothing is left to send.
            if row.state == .sending || row.state == .queued {
                try sql.cancel(.send, row.text.id, of: row.text.association)
            }
            let kind: EventKind = report.state == .failed ? .deliveryFailed : .delivered
            if report.state != .sent {
                try EventTrail(sql, row.text.association).append(
                    kind, at: now, actor: "hub", ticket: row.text.ticket, facts: ["channel": channel.rawValue])
            }
            return row.text
        }
        CrashPoint.report.pass()
        if let found { hub.news.announce((found.association, DeskChange(reference: found.reference))) }
    }
}
