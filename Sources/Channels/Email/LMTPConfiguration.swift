public import Foundation

/// Where the LMTP server listens, who it says it is, and what it accepts at most.
public struct LMTPConfiguration: Sendable {
    /// Address to listen on.
    public var host: String
    /// Port to listen on; 0 takes a free one.
    public var port: Int
    /// The name given in greetings.
    public var hostName: String
    /// What is accepted at most.
    public var limits: LMTPLimits
    /// Folder for messages too large to be held in memory.
    public var spool: URL

    /// A server on this machine's port 2424 unless said otherwise.
    public init(
        host: String = "127.0.0.1", port: Int = 2424, hostName: String = "localhost", limits: LMTPLimits = LMTPLimits(),
        spool: URL
    ) {
        self.host = host
        self.port = port
        self.hostName = hostName
        self.limits = limits
        self.spool = spool
    }
}

/// What one server, connection and message may use.
public struct LMTPLimits: Sendable, Hashable {
    /// Bytes of a message; beyond it every recipient is answered 552.
    public var message = 100 << 20
    /// Bytes of a message held in memory; a larger one goes to a file.
    public var memory = 256 << 10
    /// Recipients of a message (RFC 5321 section 4.5.3.1.8); beyond it 452.
    public var recipients = 100
    /// Bytes of a command line with its line end.
    public var commandLine = 2048
    /// Commands that make no sense before the connection is closed.
    public var mistakes = 20
    /// Connections at once; beyond it 421.
    public var connections = 200
    /// How long a client may be silent (RFC 5321 section 4.5.3.2).
    public var idle: Duration = .seconds(300)
    /// How long transactions under way may take when the server stops.
    public var grace: Duration = .seconds(25)

    /// The usual limits.
    public init() {}
}
