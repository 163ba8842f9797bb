import Casework
import Foundation
import Settings
import Testing

@testable import Channels

@Suite("What the dispatcher may rely on")
struct ChannelContractTests {
    @Test(
        "Only a channel whose far side knows a repeat may be tried again without asking",
        arguments: [
            ("email", true), ("letters", true), ("web", true), ("sms", true), ("sms-kannel", false),
            ("sms-twilio", false),
        ])
    func repeats(_ id: String, _ recognises: Bool) throws {
        let channel = try AllChannels.channel(try Fixtures.settings(id), Fixtures.environment(.temporaryDirectory))
        #expect(channel.recognisesRepeats == recognises)
        #expect(channel.isSlowToRead == (id == "letters"))
    }

    @Test("A channel that has no webhook answers none", arguments: ["email", "letters", "web", "sms"])
    func noWebhook(_ id: String) async throws {
        let channel = try AllChannels.channel(try Fixtures.settings(id), Fixtures.environment(.temporaryDirectory))
        let request = SMSWebhookTests.call(["nothing"])
        #expect(await channel.webhook(request, TestDoors().doors) == nil)
    }

    @Test(
        "A mistake in a settings file is named with its line and a cure",
        arguments: [
            ("adapter: fax\n", "There is no adapter"),
            ("adapter: web\noptions: {x: 1}\n", "‘x’ is not known"),
            ("adapter: sms-http\noptions: {send: {url: 'http://h/{nobody}'}}\n", "‘{nobody}’ is not known"),
            ("adapter: sms-http\noptions: {send: {url: 'http://h/{to'}}\n", "braces"),
            ("adapter: sms-http\noptions: {send: {method: GET}}\n", "‘options.send.url’ is missing"),
            ("adapter: sms-http\noptions: {send: {url: 'http://h'}, accepted: {status: [9]}}\n", "no HTTP status"),
            (
                "adapter: sms-http\noptions: {send: {url: 'http://h'}, errors: [{status: [400], then: hope}]}\n",
                "‘hope’"
            ),
            ("adapter: outbox-folder\noptions: {incoming: {from: a, to: 'b[', text: c}}\n", "‘b[’ is no path"),
            ("adapter: email\noptions: {imap: [{host: h, user: u, password: p, association: 'A B'}]}\n", "‘A B’"),
        ])
    func mistakes(_ file: String, _ words: String) async throws {
        try await Fixtures.withFolder { folder in
            try FileManager.default.createDirectory(
                at: folder.appending(path: "channels"), withIntermediateDirectories: true)
            let url = folder.appending(path: "channels/one.yaml")
            try Data("id: one\n\(file)".utf8).write(to: url)
            let settings = Configuration.load(folder: folder) { _ in "x" }.configuration.channel(
                ChannelID(rawValue: "one"))
            let problem = #expect(throws: ConfigurationProblem.self) {
                _ = try AllChannels.channel(try #require(settings), Fixtures.environment(folder))
            }
            #expect(problem?.message.contains(words) == true, "\(problem?.description ?? "")")
            #expect(problem?.file == "channels/one.yaml" || problem?.line == 0)
            #expect(problem?.cure.isEmpty == false)
        }
    }
}
