import Foundation
public import Logging
import NIOCore
import NIOPosix

/// Takes mail from a mail server on the same machine (RFC 2033): one answer for each recipient, given only after
/// `accept` has returned.
public struct LMTPServer: Sendable {
    private let configuration: LMTPConfiguration
    private let door: LMTPDoor
    private let onListening: @Sendable (Int) -> Void
    private let logger: Logger

    /// A server that does nothing before `run`.
    ///
    /// `checkRecipient` says whether an address is one of ours. `accept` keeps a message and answers for each recipient
    /// in their order; a missing answer becomes 451. `onListening` hears the port once connections are accepted.
    public init(
        configuration: LMTPConfiguration, checkRecipient: @escaping @Sendable (String) -> Bool,
        accept: @escaping @Sendable (LMTPTransaction) async -> [LMTPReply], logger: Logger,
        onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.onListening = onListening
        self.logger = logger
        door = LMTPDoor(configuration: configuration, checkRecipient: checkRecipient, accept: accept)
    }

    /// Serves until the calling task is cancelled, then ends idle sessions with 421 and lets transactions finish.
    ///
    /// Throws when the address cannot be listened on.
    public func run() async throws {
        let limits = configuration.limits
        let connections = LMTPConnections(limit: limits.connections)
        let door = door
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handlers = channel.pipeline.syncOperations
                    try handlers.addHandler(IdleStateHandler(allTimeout: TimeAmount(limits.idle)))
                    try handlers.addHandler(LMTPHandler(door, connections))
                }
            }
            .bind(host: configuration.host, port: configuration.port).get()
        let port = listener.localAddress?.port ?? configuration.port
        logger.info("LMTP listens", metadata: ["host": "\(configuration.host)", "port": "\(port)"])
        onListening(port)
        await withTaskCancellationHandler {
            try? await listener.closeFuture.get()
        } onCancel: {
            listener.close(promise: nil)
        }
        await connections.drain(grace: limits.grace, on: listener.eventLoop)
        logger.info("LMTP stopped")
    }
}

/// What every session of a server shares.
struct LMTPDoor: Sendable {
    let configuration: LMTPConfiguration
    let checkRecipient: @Sendable (String) -> Bool
    let accept: @Sendable (LMTPTransaction) async -> [LMTPReply]
}
