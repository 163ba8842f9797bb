import ArgumentParser
import Flows
import Foundation

/// The versions of the reader's model.
struct Models: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the reader's models, take one into use, or go back.",
        subcommands: [List.self, Promote.self, Rollback.self], defaultSubcommand: List.self, aliases: ["model"])

    private static func shelf() throws -> ModelShelf { ModelShelf(model: try Surroundings().model) }

    /// One line for each version.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print every model with its measures, a line each.")

        func run() async throws {
            for version in try shelf().versions() { try Lines.print(version) }
        }
    }

    /// Takes a version into use; a running hub notices within half a minute.
    struct Promote: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a model into use.")

        @Argument(help: "The number of the model.") var number: Int

        func run() async throws { try shelf().promote(number) }
    }

    /// Goes back to the version before.
    struct Rollback: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Go back to the model that was in use before.")

        func run() async throws { try Lines.print(["inUse": try shelf().rollback()]) }
    }
}
