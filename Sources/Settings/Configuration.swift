public import Casework
public import Foundation

/// Everything that the hub's settings files say: `associations/*.yaml` and `channels/*.yaml`.
public struct Configuration: Sendable, Codable, Hashable {
    /// The associations, by id.
    public var associations: [AssociationProfile]
    /// The channel instances, by id; disabled ones included.
    public var channels: [ChannelSettings]

    /// A configuration.
    public init(associations: [AssociationProfile], channels: [ChannelSettings]) {
        self.associations = associations
        self.channels = channels
    }

    /// The profile of an association, nil when there is none.
    public func association(_ id: AssociationID) -> AssociationProfile? { associations.first { $0.id == id } }

    /// The association whose domain this is, letters in either case; nil when there is none.
    public func association(domain: String) -> AssociationProfile? {
        let domain = domain.lowercased()
        return associations.first { $0.domain == domain }
    }

    /// The settings of a channel, nil when there is none.
    public func channel(_ id: ChannelID) -> ChannelSettings? { channels.first { $0.id == id } }

    /// Reads a configuration folder and reports every problem found, by file and line.
    ///
    /// Files that have errors are left out. `secrets` is asked for the names behind `{env: NAME}` and `${NAME}`.
    public static func load(
        folder: URL, secrets: (String) -> String?
    ) -> (configuration: Configuration, problems: [ConfigurationProblem]) {
        var loader = ConfigurationLoader(folder: folder)
        return withoutActuallyEscaping(secrets) { loader.load(secrets: $0) }
    }
}
