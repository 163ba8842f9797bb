import ArgumentParser
import Casework
import Channels
import Console
import Flows
import Foundation
import Logging
import ServiceLifecycle
import Storage
import Synchronization
import UnixSignals

/// Runs the whole hub in one process: web, channels and worker.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the hub: pages, console, channels and worker in one process.")

    func run() async throws {
        let surroundings = try Surroundings()
        let lock = try StoreLock(of: surroundings)
        MemoryLimit.set()
        let assembly = try Assembly(surroundings)
        let readiness = Readiness()
        let hub = try await assembly.hub(node: 0, onLMTP: { readiness.set(lmtp: $0) })
        try await Rescue(hub: hub).rescue()
        let web = try await WebServer(
            hub: hub, surroundings: surroundings, learning: assembly.learningDesk(hub).desk
        ).service { readiness.set(http: $0) }
        let services: [any Service] =
            try HubServices.workers(hub) + HubServices.channels(hub) + HubServices.learning(hub, assembly)
            + HubServices.backups(hub, surroundings) + [web]
        let greeting = Greeting(hub: hub, surroundings: surroundings, readiness: readiness)
        var group = ServiceGroupConfiguration(
            services: (services + [greeting]).map { .init(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: assembly.logger)
        group.maximumGracefulShutdownDuration = .seconds(25)
        try await ServiceGroup(configuration: group).run()
        try await hub.database.close()
        lock?.release()
    }
}

/// Runs the worker only, for many processes on one store, or until the queue is empty.
struct Work: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the worker only: read, send, watch promises.")

    @Flag(help: "Stop as soon as nothing is due.") var untilIdle = false

    func run() async throws {
        let surroundings = try Surroundings()
        let lock = try StoreLock(of: surroundings)
        MemoryLimit.set()
        let assembly = try Assembly(surroundings)
        let hub = try await assembly.hub(node: 0)
        try await Rescue(hub: hub).rescue()
        if untilIdle {
            try await HubServices.drain(hub)
        } else {
            var group = ServiceGroupConfiguration(
                services: (try HubServices.workers(hub) + HubServices.learning(hub, assembly)
                    + HubServices.backups(hub, surroundings)).map {
                        .init(service: $0)
                    },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: assembly.logger)
            group.maximumGracefulShutdownDuration = .seconds(25)
            try await ServiceGroup(configuration: group).run()
        }
        try await hub.database.close()
        lock?.release()
    }
}

/// The ports on which the hub answers, once it does.
final class Readiness: Sendable {
    private struct Ports {
        var http: Int?
        var lmtp: Int?
    }
    private let ports = Mutex(Ports())

    func set(http port: Int) { ports.withLock { $0.http = port } }
    func set(lmtp port: Int) { ports.withLock { $0.lmtp = port } }

    /// The ports, nil until the pages are served; mail is waited for only when a channel takes it.
    func listening(withMail: Bool) -> (http: Int, lmtp: Int?)? {
        ports.withLock { ports in
            guard let http = ports.http, !withMail || ports.lmtp != nil else { return nil }
            return (http, ports.lmtp)
        }
    }
}
