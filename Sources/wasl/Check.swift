import ArgumentParser
import Channels
import Foundation
import Settings
import Wording

/// Checks the settings and templates and names every problem with file, line and cure.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check associations, channels and templates; name every problem with its cure.")

    func run() throws {
        let surroundings = try Surroundings()
        let (configuration, found) = Configuration.load(folder: surroundings.config, secrets: Surroundings.secret)
        var problems = found.map(\.description)
        var isBroken = found.contains { $0.severity == .error }
        let environment = ChannelEnvironment(
            data: surroundings.data, outbox: surroundings.data.appending(path: "outbox"),
            executable: surroundings.executable, httpBase: surroundings.baseURL)
        for channel in configuration.channels {
            do { _ = try AllChannels.channel(channel, environment) } catch let problem {
                problems.append(problem.description)
                isBroken = isBroken || (channel.enabled && problem.severity == .error)
            }
        }
        do {
            Wording.registerContentTypes()
            let wording = try Wording(folder: surroundings.config.appending(path: "templates"))
            let faults = wording.problems(associations: configuration.associations, baseURL: surroundings.baseURL)
            problems += faults.map { "\($0)" }
            isBroken = isBroken || !faults.isEmpty
        } catch {
            problems.append("\(error)")
            isBroken = true
        }
        for problem in problems { print(problem) }
        if isBroken { throw ExitCode(1) }
        print("\(configuration.associations.count) associations, \(configuration.channels.count) channels: in order.")
    }
}
