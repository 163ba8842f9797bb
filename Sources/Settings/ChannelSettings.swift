public import Casework

/// The settings of one channel instance: what every channel has, and the options that only its adapter understands.
public struct ChannelSettings: Sendable, Codable, Hashable, Identifiable {
    /// Which way messages go.
    public enum Direction: String, Sendable, Codable, CaseIterable, Hashable {
        case incoming = "in"
        case outgoing = "out"
        case both

        /// Whether messages come in.
        public var receives: Bool { self != .outgoing }
        /// Whether texts go out.
        public var sends: Bool { self != .incoming }
    }

    /// The limits of a channel; nil leaves the adapter's own.
    public struct Limits: Sendable, Codable, Hashable {
        /// The most bytes of one incoming message.
        public var messageBytes: Int?
        /// The most texts sent in a second.
        public var perSecond: Double?
        /// The most texts under way at once.
        public var concurrent: Int?
        /// The most parts of one short text.
        public var parts: Int?
        /// Seconds after which the far side is given up.
        public var timeoutSeconds: Int?

        /// Limits; each may be left to the adapter.
        public init(
            messageBytes: Int? = nil, perSecond: Double? = nil, concurrent: Int? = nil, parts: Int? = nil,
            timeoutSeconds: Int? = nil
        ) {
            self.messageBytes = messageBytes
            self.perSecond = perSecond
            self.concurrent = concurrent
            self.parts = parts
            self.timeoutSeconds = timeoutSeconds
        }
    }

    /// The name of the instance.
    public var id: ChannelID
    /// The adapter that speaks its protocol.
    public var adapter: String
    /// The associations it serves, nil for all.
    public var associations: [AssociationID]?
    /// Whether it is used at all.
    public var enabled: Bool
    /// Which way messages go.
    public var direction: Direction
    /// Its limits.
    public var limits: Limits
    /// What only its adapter understands: always a map.
    public var options: SettingValue

    /// Settings of a channel.
    public init(
        id: ChannelID, adapter: String, associations: [AssociationID]? = nil, enabled: Bool = true,
        direction: Direction = .both, limits: Limits = Limits(), options: SettingValue = .noOptions
    ) {
        self.id = id
        self.adapter = adapter
        self.associations = associations
        self.enabled = enabled
        self.direction = direction
        self.limits = limits
        self.options = options
    }

    /// Whether the channel serves an association.
    public func serves(_ association: AssociationID) -> Bool { associations?.contains(association) ?? true }
}
