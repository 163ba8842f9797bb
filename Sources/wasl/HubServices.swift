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
            + [Loop { await PromiseFlow(hub: hub).run() }, Loop { await SearchFlow(hub: hub).run() }] + company(hub)
    }

    /// What a process does only where others work on the same store: hear them, and take over from those that ended.
    private static func company(_ hub: Hub) -> [any Service] {
        guard hub.database.isShared else { return [] }
        return [Loop { await hub.hear() }, Loop { await Rescue(hub: hub).run() }]
    }

    /// The nightly backup and its weekly trial, where a folder is set for them.
    static func backups(_ hub: Hub, _ surroundings: Surroundings) throws -> [any Service] {
        guard let folder = surroundings.backups else { return [] }
        let plan = BackupPlan(
            folder: folder, key: try KeyFile.key(surroundings.backupKey?.path), keep: surroundings.backupsKept)
        let flow = BackupFlow(hub: hub, plan: plan) { try await StoreDoor.file(in: $0) }
        return [Loop { await flow.run() }]
    }

    /// The reader learns at night, takes over models that others promoted, and tries changes on past messages.
    static func learning(_ hub: Hub, _ assembly: Assembly) -> [any Service] {
        let (flow, watch) = (assembly.learning(hub), ModelWatch(hub: hub, model: assembly.surroundings.model))
        let trials = assembly.learningDesk(hub).watch
        return [Loop { await flow.run() }, Loop { await watch.run() }, Loop { await trials.run() }]
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
            done += try await SearchFlow(hub: hub).indexBatch()
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
