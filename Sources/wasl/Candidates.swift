import Casework
import Flows
import Foundation
import Settings

/// Changed settings that lie ready to be tried: the folders `candidates/NAME/associations` beside those in force.
enum Candidates {
    /// The candidates of a settings folder.
    static func settings(of config: URL) -> CandidateSettings {
        let folder = config.appending(path: "candidates", directoryHint: .isDirectory)
        return CandidateSettings(
            names: {
                let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
                return names.filter { name in
                    var isFolder: ObjCBool = false
                    let path = folder.appending(path: name).appending(path: "associations").path
                    return !name.hasPrefix(".") && FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                        && isFolder.boolValue
                }.sorted()
            },
            profiles: { try profiles(of: folder.appending(path: $0, directoryHint: .isDirectory)) })
    }

    /// The associations of a folder of settings; throws with every problem found.
    static func profiles(of folder: URL) throws -> [AssociationProfile] {
        let (configuration, problems) = Configuration.load(folder: folder, secrets: Surroundings.secret)
        let errors = problems.filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw Complaint(
                "The changed settings cannot be used:\n" + errors.map(\.description).joined(separator: "\n"))
        }
        return configuration.associations
    }
}
