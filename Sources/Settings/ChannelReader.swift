import Casework

/// Reads one file of `channels/`.
struct ChannelReader {
    let list: ProblemList
    let secrets: (String) -> String?

    /// The settings; nil when the channel has no id.
    func channel(_ root: SettingValue) -> ChannelSettings? {
        let isEnabled = root["enabled"]?.text != "false"
        let resolved = root.resolvingSecrets(secrets)
        if isEnabled { resolved.problems.forEach(list.add) }
        let reader = SettingReader(resolved.value, list)
        defer { reader.finish() }
        let id = reader.required("id").flatMap { value in
            // A channel's name obeys the rule of an association's: it is a part of addresses and paths.
            reader.parsed(value, "a name of lowercase letters, digits and hyphens") {
                AssociationID(rawValue: $0)?.rawValue
            }
        }
        let settings = ChannelSettings(
            id: ChannelID(rawValue: id ?? "unnamed"), adapter: reader.text("adapter"),
            associations: associations(reader), enabled: reader.optional("enabled") == nil || reader.flag("enabled"),
            direction: reader.word("direction") ?? .both, limits: limits(reader.nested("limits")),
            options: options(reader))
        return id == nil ? nil : settings
    }

    /// `all`, nothing, or a list of ids.
    private func associations(_ reader: SettingReader) -> [AssociationID]? {
        guard let value = reader.optional("associations"), value.text != "all" else { return nil }
        return reader.elements(value).compactMap { element in
            reader.parsed(element, "an association's id", AssociationID.init(rawValue:))
        }
    }

    private func limits(_ reader: SettingReader?) -> ChannelSettings.Limits {
        guard let reader else { return ChannelSettings.Limits() }
        defer { reader.finish() }
        return ChannelSettings.Limits(
            messageBytes: reader.number("message_bytes", in: 1_000...1_000_000_000),
            perSecond: reader.decimal("per_second", in: 0.001...100_000),
            concurrent: reader.number("concurrent", in: 1...1_000), parts: reader.number("parts", in: 1...20),
            timeoutSeconds: reader.number("timeout_seconds", in: 1...3_600))
    }

    private func options(_ reader: SettingReader) -> SettingValue {
        guard let options = reader.optional("options") else {
            return SettingValue(.map([]), place: reader.value.place.child("options"))
        }
        if case .map = options.content { return options }
        list.add(options.wrongType("a map of keys and values"))
        return SettingValue(.map([]), place: options.place)
    }
}
