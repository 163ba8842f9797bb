import Casework
import Foundation

/// What needs a person besides tickets: deliveries set aside, texts that did not arrive, channels.
struct OversightPages: Sendable {
    let site: Site

    var endpoints: [Endpoint] {
        let (association, id) = (":association", ":id")
        return [
            .get(.setAside, .officer) { try await setAside($0) },
            .get(.setAsideSource(association, id), .officer) { try await source($0) },
            .post(.setAsideRetry(association, id), .officer) { visit in
                try await site.desk.retrySetAside(
                    visit.association(), visit.identifier("id"), asTicket: visit.isTicked("ticket"), for: visit.viewer)
                return .see(.setAside, query: "?done=retried")
            },
            .get(.outgoing, .officer) { try await outgoing($0) },
            .post(.outgoingRetry(association, id), .officer) { visit in
                try await site.desk.retryOutgoing(visit.association(), visit.identifier("id"), for: visit.viewer)
                return .see(.outgoing, query: "?done=retried")
            },
            .get(.channels, .officer) { try await channels($0) },
            .post(.pause(":channel"), .officer) { try await setPaused(true, $0) },
            .post(.resume(":channel"), .officer) { try await setPaused(false, $0) },
        ]
    }

    private func setAside(_ visit: Visit) async throws -> Answer {
        let words = site.words(visit)
        let rows = try await site.desk.setAside(for: visit.viewer)
        let view = SetAsideListView(rows: rows.map { SetAsideView($0, words, site.profile($0.association)) })
        return try await site.consolePage(
            "console/set-aside", view, visit, title: words["set_aside.title"], current: .setAside)
    }

    private func source(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("id")
        guard let data = try await site.desk.setAsideSource(visit.association(), id, for: visit.viewer) else {
            throw Refusal.notFound
        }
        return Answer.bytes(data, type: "application/octet-stream")
            .with("content-disposition", Disposition.header("attachment", name: "\(id).eml"))
            .under(.download)
    }

    private func outgoing(_ visit: Visit) async throws -> Answer {
        let words = site.words(visit)
        let all = visit.query["show"] == "all"
        let rows = try await site.desk.outgoing(needingAttention: !all, for: visit.viewer)
        let view = OutgoingListView(
            rows: rows.map { OutgoingView($0, words, site.profile($0.text.association)) }, showsAll: all)
        return try await site.consolePage(
            "console/outgoing", view, visit, title: words["outgoing.title"], current: .outgoing)
    }

    private func channels(_ visit: Visit) async throws -> Answer {
        let words = site.words(visit)
        let rows = try await site.desk.channels(for: visit.viewer)
        let view = ChannelListView(
            rows: rows.map { ChannelView($0, words) }, mayPause: try visit.viewer.isAdministrator)
        return try await site.consolePage(
            "console/channels", view, visit, title: words["channels.title"], current: .channels)
    }

    private func setPaused(_ isPaused: Bool, _ visit: Visit) async throws -> Answer {
        let viewer = try visit.viewer
        guard viewer.isAdministrator, let name = visit.parameters["channel"] else { throw Refusal.notFound }
        let channel = ChannelID(rawValue: name)
        guard try await site.desk.channels(for: viewer).contains(where: { $0.channel == channel }) else {
            throw Refusal.notFound
        }
        try await site.desk.setPaused(channel, isPaused, for: viewer)
        return .see(.channels, query: isPaused ? "?done=paused" : "?done=resumed")
    }
}
