import Casework
import Channels
import Flows
import Foundation
import Logging
import ServiceLifecycle
import Storage

/// The hub's loops as services that end with the process.
enum HubServices {
    /// Reading, sending and watching promises.
    static func workers(_ hub: Hub) -> [any Service] {
        InboundFlow.workers(of: hub).map { flow in Loop { await flow.run() } }
            + OutboundFlow.senders(of: hub).map { flow in Loop { await flow.run() } }
            + [Loop { await PromiseFlow(hub: hub).run() }] + company(hub)
    }

    /// What a process does only where others work on the same store: hear them, and take over from those that ended.
    private static func company(_ hub: Hub) -> [any Service] {
        guard hub.database.isShared else { return [] }
        return [Loop { await hub.hear() }, Loop { await Rescue(hub: hub).run() }]
    }

    /// The channels that listen; one that fails is tried again, and the others go on.
    static func channels(_ hub: Hub) -> [any Service] {
        let doors = hub.doors()
        return hub.channels.values.map { channel in
            Loop {
                while !Task.isCancelled {
                    do {
                        try await channel.run(doors)
                        try? await Task.sleep(for: .seconds(86_400))
                    } catch is CancellationError {
                        return
                    } catch {
                        hub.logger.error(
                            "a channel stopped", metadata: ["channel": "\(channel.id)", "why": "\(error)"])
                        try? await Task.sleep(for: .seconds(5))
                    }
                }
            }
        }
    }

    /// Does everything that is due, and returns when nothing is.
    static func drain(_ hub: Hub) async throws {
        let readers = InboundFlow.workers(of: hub)
        let senders = OutboundFlow.senders(of: hub)
        var done = 1
        while done > 0 {
            done = 0
            for reader in readers { done += try await reader.readAll() }
            for sender in senders { done += try await sender.sendBatch() }
            done += try await PromiseFlow(hub: hub).watchBatch()
        }
    }
}

/// A loop that runs until the process is told to stop.
struct Loop: Service {
    let body: @Sendable () async -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown { await body() }
    }
}
