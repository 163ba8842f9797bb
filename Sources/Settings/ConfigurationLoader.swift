import Casework
import Foundation

/// Reads the files of a configuration folder one after another and gathers their problems.
struct ConfigurationLoader {
    let folder: URL
    private var problems: [ConfigurationProblem] = []

    init(folder: URL) { self.folder = folder }

    mutating func load(
        secrets: @escaping (String) -> String?
    ) -> (configuration: Configuration, problems: [ConfigurationProblem]) {
        let associations = readAll("associations") { root, list -> AssociationProfile? in
            let profile = AssociationReader(list: list).profile(root)
            if let profile { ProfileCheck(profile: profile, root: root, list: list).run() }
            return profile
        }
        let known = associations.map(\.value.id)
        let channels = readAll("channels") { root, list -> ChannelSettings? in
            let channel = ChannelReader(list: list, secrets: secrets).channel(root)
            Self.checkAssociations(of: root, known: known, list: list)
            return channel
        }
        if associations.isEmpty {
            problems.append(
                ConfigurationProblem(
                    file: "associations", line: 1, message: "There is no association without errors.",
                    cure: "Put one YAML file for each association into this folder."))
        }
        let configuration = Configuration(
            associations: unique(associations, name: \.id.rawValue), channels: unique(channels, name: \.id.rawValue))
        checkDomains(associations)
        problems.sort { ($0.file, $0.line, $0.column ?? 0) < ($1.file, $1.line, $1.column ?? 0) }
        return (configuration, problems)
    }

    /// The values of all YAML files of a subfolder that have no errors, with their files.
    private mutating func readAll<Value>(
        _ subfolder: String, _ read: (SettingValue, ProblemList) -> Value?
    ) -> [(file: String, value: Value)] {
        yamlFiles(subfolder).compactMap { (file) -> (file: String, value: Value)? in
            let list = ProblemList()
            defer { problems += list.problems }
            do throws(ConfigurationProblem) {
                let value = read(try tree(file), list)
                guard let value, !list.hasErrors else { return nil }
                return (file: file, value: value)
            } catch {
                list.add(error)
                return nil
            }
        }
    }

    private func yamlFiles(_ subfolder: String) -> [String] {
        let url = folder.appending(path: subfolder, directoryHint: .isDirectory)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter { ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) && !$0.hasPrefix(".") }.sorted()
            .map { "\(subfolder)/\($0)" }
    }

    private func tree(_ file: String) throws(ConfigurationProblem) -> SettingValue {
        guard let data = try? Data(contentsOf: folder.appending(path: file)),
            let text = String(data: data, encoding: .utf8)
        else {
            throw ConfigurationProblem(
                file: file, line: 1, message: "The file cannot be read as UTF-8 text.", cure: "Save it as UTF-8.")
        }
        return try SettingTree.read(text, file: file)
    }

    private static func checkAssociations(of channel: SettingValue, known: [AssociationID], list: ProblemList) {
        let names = known.map(\.rawValue)
        for element in channel["associations"]?.elements ?? [] {
            guard let name = element.text, AssociationID(rawValue: name) != nil, !names.contains(name) else { continue }
            let cure = name.nearest(among: names).map { "Did you mean ‘\($0)’?" }
            list.add(
                element.problem(
                    "There is no association ‘\(name)’ without errors.",
                    cure: cure ?? "Use one of: \(names.joined(separator: ", "))."))
        }
    }

    private mutating func unique<Value>(
        _ read: [(file: String, value: Value)], name: KeyPath<Value, String>
    ) -> [Value] {
        var files: [String: String] = [:]
        var kept: [Value] = []
        for (file, value) in read {
            let id = value[keyPath: name]
            if let other = files.updateValue(file, forKey: id) {
                problems.append(
                    ConfigurationProblem(
                        file: file, line: 1, message: "The id ‘\(id)’ is used in \(other) too.",
                        cure: "Give one of them another id."))
            } else {
                kept.append(value)
            }
        }
        return kept.sorted { $0[keyPath: name] < $1[keyPath: name] }
    }

    private mutating func checkDomains(_ read: [(file: String, value: AssociationProfile)]) {
        var files: [String: String] = [:]
        for (file, profile) in read {
            guard let other = files.updateValue(file, forKey: profile.domain) else { continue }
            problems.append(
                ConfigurationProblem(
                    file: file, line: 1, message: "The domain ‘\(profile.domain)’ is used in \(other) too.",
                    cure: "Give each association a domain of its own."))
        }
    }
}
