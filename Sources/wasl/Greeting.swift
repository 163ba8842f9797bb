import Casework
import Channels
import Flows
import Foundation
import ServiceLifecycle

/// Says where to go, once everything listens; makes the first administrator with a one-time sign-in link.
struct Greeting: Service {
    let hub: Hub
    let surroundings: Surroundings
    let readiness: Readiness

    func run() async throws {
        let takesMail = hub.channels.values.contains { $0.medium == .email }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled, readiness.listening(withMail: takesMail) == nil {
                try? await Task.sleep(for: .milliseconds(5))
            }
            guard let ports = readiness.listening(withMail: takesMail) else { return }
            await say(http: ports.http, lmtp: ports.lmtp)
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(86_400)) }
        }
    }

    private func say(http: Int, lmtp: Int?) async {
        let address = "\(surroundings.http.host):\(http)"
        let mail = lmtp.map { "\(surroundings.lmtp?.host ?? "127.0.0.1"):\($0)" } ?? "off"
        var lines = ["ready http=\(address) lmtp=\(mail)"]
        let base = surroundings.http.port == 0 ? "http://\(address)" : surroundings.baseURL
        lines += ["", "  public pages   \(base)/", "  console        \(base)/console"]
        if let link = try? await FirstAdministrator.link(hub) {
            lines.append("  sign in once   \(base)/console/link/\(link)   (works for 30 minutes)")
        }
        lines.append("  mail (LMTP)    \(mail)")
        lines.append("  letters in     \(surroundings.data.path)/letters/{association}/in")
        lines.append("  texts out      \(surroundings.data.path)/outbox")
        print(lines.joined(separator: "\n"))
        fflush(nil)
    }
}

/// The administrator of a new hub: an account without a password and a link to choose one.
enum FirstAdministrator {
    /// A one-time token while nobody has signed in yet; nil afterwards.
    static func link(_ hub: Hub) async throws -> String? {
        let accounts = HubAccounts(hub: hub)
        let known = try await accounts.accounts()
        if known.contains(where: { $0.lastSeenAt != nil }) { return nil }
        let admin =
            known.first { $0.name == "admin" }
            ?? Account(
                id: 0, name: "admin", displayName: "مدير النظام", isAdministrator: true,
                positions: Dictionary(uniqueKeysWithValues: hub.profiles.map { ($0.id, []) }), isDisabled: false)
        return try await accounts.save(admin, newLink: true, by: nil)
    }
}
