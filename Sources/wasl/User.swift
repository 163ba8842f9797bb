import ArgumentParser
import Casework
import Flows
import Foundation
import Storage

/// Accounts of the console.
struct User: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Accounts of the console.", subcommands: [Add.self, List.self, Link.self, Disable.self])

    /// Adds an account and prints its one-time sign-in link.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add an account; print its one-time sign-in link.")
        @Argument(help: "The name typed at sign-in.") var name: String
        @Option(help: "The name shown.") var display: String?
        @Flag(help: "May see all unsealed tickets and make accounts.") var administrator = false
        @Option(help: "A position held, as association/position; may be repeated.") var position: [String] = []

        func run() async throws {
            let surroundings = try Surroundings()
            let assembly = try Assembly(surroundings)
            let hub = try await assembly.hub()
            let accounts = HubAccounts(hub: hub)
            if try await accounts.accounts().contains(where: { $0.name == name.lowercased() }) {
                throw Complaint("There is an account '\(name)' already; use 'wasl user link \(name)'.")
            }
            var positions: [AssociationID: [String]] = [:]
            for text in position {
                let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
                guard parts.count == 2, let id = AssociationID(rawValue: parts[0]), let profile = hub.profile(id),
                    profile.officer(parts[1]) != nil
                else {
                    throw Complaint("There is no position '\(text)'; write association/position, see associations/.")
                }
                positions[id, default: []].append(parts[1])
            }
            let account = Account(
                id: 0, name: name, displayName: display ?? name, isAdministrator: administrator, positions: positions,
                isDisabled: false)
            let token = try await accounts.save(account, newLink: true, by: nil)
            print("\(surroundings.baseURL)/console/link/\(token ?? "")")
            try await hub.database.close()
        }
    }

    /// Lists the accounts.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the accounts.")

        func run() async throws {
            let hub = try await Assembly(try Surroundings()).hub()
            for account in try await HubAccounts(hub: hub).accounts() {
                let positions = account.positions.flatMap { entry in entry.value.map { "\(entry.key)/\($0)" } }.sorted()
                let marks =
                    (account.isAdministrator ? ["administrator"] : []) + (account.isDisabled ? ["disabled"] : [])
                print(([account.name] + marks + positions).joined(separator: "  "))
            }
            try await hub.database.close()
        }
    }

    /// Prints a new one-time sign-in link.
    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a new one-time sign-in link of an account.")
        @Argument(help: "The account's name.") var name: String

        func run() async throws {
            let surroundings = try Surroundings()
            let token = try await User.change(name, surroundings, newLink: true) { _ in }
            print("\(surroundings.baseURL)/console/link/\(token ?? "")")
        }
    }

    /// Ends an account's sessions and keeps it from signing in.
    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Keep an account from signing in.")
        @Argument(help: "The account's name.") var name: String

        func run() async throws {
            _ = try await User.change(name, try Surroundings(), newLink: false) { $0.isDisabled = true }
        }
    }

    fileprivate static func change(
        _ name: String, _ surroundings: Surroundings, newLink: Bool, _ change: (inout Account) -> Void
    ) async throws -> String? {
        let hub = try await Assembly(surroundings).hub()
        let accounts = HubAccounts(hub: hub)
        guard var account = try await accounts.accounts().first(where: { $0.name == name.lowercased() }) else {
            throw Complaint("There is no account '\(name)'; see 'wasl user list'.")
        }
        change(&account)
        let token = try await accounts.save(account, newLink: newLink, by: nil)
        try await hub.database.close()
        return token
    }
}
