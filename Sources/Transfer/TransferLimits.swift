/// How long a transfer may take: to connect, and in all.
public struct TransferLimits: Sendable, Hashable {
    /// Time to resolve the name, connect and agree on encryption.
    public var connect: Duration
    /// Time for everything together.
    public var total: Duration

    /// Ten seconds to connect and two minutes in all unless said otherwise.
    public init(connect: Duration = .seconds(10), total: Duration = .seconds(120)) {
        self.connect = connect
        self.total = total
    }
}

extension Duration {
    /// Milliseconds between 1 and one day, so that no value means "for ever" to libcurl.
    var wholeMilliseconds: Int {
        let day: Duration = .seconds(86_400)
        let (seconds, attoseconds) = Swift.min(Swift.max(self, .milliseconds(1)), day).components
        return Swift.max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}
