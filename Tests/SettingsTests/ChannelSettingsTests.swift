import Casework
import Foundation
import Settings
import Testing

@Suite("Settings of channels")
struct ChannelSettingsTests {
    private func load(
        _ yaml: String, secrets: [String: String] = [:]
    ) throws -> (channel: ChannelSettings?, problems: [ConfigurationProblem]) {
        let folder = try ConfigurationFolder()
        try folder.write(ConfigurationFolder.smallProfile, to: "associations/small.yaml")
        try folder.write(yaml, to: "channels/email.yaml")
        let loaded = folder.load(secrets)
        return (loaded.configuration.channels.first, loaded.problems)
    }

    private static let email = """
        id: email
        adapter: email
        associations: [small]
        direction: both
        limits:
          message_bytes: 26214400
          per_second: 2.5
        options:
          host: mail.example
          port: 587
          tls: true
          password: { env: MAIL_PASSWORD }
          url: "https://${MAIL_USER}:${MAIL_PASSWORD}@mail.example/"
          folders: [INBOX, Junk]
          retry:
            seconds: 30
        """

    private static let secrets = ["MAIL_PASSWORD": "s3cret", "MAIL_USER": "hub"]

    @Test("A channel is read with its limits, its options and its secrets")
    func complete() throws {
        let loaded = try load(Self.email, secrets: Self.secrets)
        #expect(loaded.problems.map(\.description) == [])
        let channel = try #require(loaded.channel)
        #expect(channel.id == ChannelID(rawValue: "email"))
        #expect(channel.enabled && channel.direction.receives && channel.direction.sends)
        #expect(channel.limits.messageBytes == 26_214_400)
        #expect(channel.limits.perSecond == 2.5)
        #expect(try channel.options.string("host") == "mail.example")
        #expect(try channel.options.int("port", in: 1...65_535) == 587)
        #expect(try channel.options.bool("tls"))
        #expect(try channel.options.string("password") == "s3cret")
        #expect(try channel.options.string("url") == "https://hub:s3cret@mail.example/")
        #expect(try channel.options.strings("folders") == ["INBOX", "Junk"])
        #expect(try channel.options.map("retry").int("seconds", in: 1...60) == 30)
        #expect(try channel.options.int("absent", in: 1...60, default: 7) == 7)
        #expect(try channel.options.optionalString("absent") == nil)
        let small = try #require(AssociationID(rawValue: "small"))
        #expect(channel.serves(small))
    }

    @Test("A secret is never encoded or described")
    func hidden() throws {
        let channel = try #require(try load(Self.email, secrets: Self.secrets).channel)
        let json = String(decoding: try JSONEncoder().encode(channel), as: UTF8.self)
        #expect(!json.contains("s3cret") && json.contains("MAIL_PASSWORD"))
        #expect("\(try #require(channel.options["password"]))" == "(secret)")
    }

    @Test("A missing secret is a problem at its line, unless the channel is switched off")
    func missingSecret() throws {
        let problems = try load(Self.email, secrets: ["MAIL_USER": "hub"]).problems
        #expect(problems.map(\.line) == [12, 13])
        #expect(problems.allSatisfy { $0.message.contains("MAIL_PASSWORD") })
        let off = try load(Self.email + "\nenabled: false")
        #expect(off.problems.isEmpty)
        #expect(off.channel?.enabled == false)
    }

    @Test(
        "Each mistake is named with its line and its cure",
        arguments: [
            ("adapter: email", "adaptor: email", 2, "‘adapter’"), ("[small]", "[smal]", 3, "‘small’"),
            ("direction: both", "direction: bth", 4, "‘both’"),
            ("message_bytes: 26214400", "message_bytes: 5", 6, "1000"),
            ("id: email", "id: E mail", 1, "lowercase"), ("per_second", "per_secnd", 7, "‘per_second’"),
        ])
    func mistakes(old: String, new: String, line: Int, cure: String) throws {
        let problems = try load(Self.email.replacing(old, with: new), secrets: Self.secrets).problems
        #expect(problems.contains { $0.line == line && $0.cure.contains(cure) }, "\(problems)")
    }

    @Test(
        "An option that an adapter cannot use is refused with file, line and key",
        arguments: ["missing", "host", "folders", "retry"])
    func wrongOptions(key: String) throws {
        let options = try #require(try load(Self.email, secrets: Self.secrets).channel).options
        let error = #expect(throws: ConfigurationProblem.self) { try options.int(key, in: 1...10) }
        #expect(error?.file == "channels/email.yaml")
        #expect(error?.message.contains("options.\(key)") == true)
        #expect((error?.line ?? 0) >= 8)
    }

    @Test("A number outside its range is refused with the range")
    func range() throws {
        let options = try #require(try load(Self.email, secrets: Self.secrets).channel).options
        let error = #expect(throws: ConfigurationProblem.self) { try options.int("port", in: 1...100) }
        #expect(error?.line == 10)
        #expect(error?.cure.contains("1 to 100") == true)
    }

    @Test("An unknown option is named with the nearest known one")
    func unknownOptions() throws {
        let options = try #require(try load(Self.email, secrets: Self.secrets).channel).options
        let known = ["host", "port", "tls", "pasword", "url", "folders", "retry"]
        let problems = options.unknownKeys(known: known)
        #expect(problems.map(\.line) == [12])
        #expect(problems.first?.cure.contains("‘pasword’") == true)
    }

    @Test("Plain words stay as they were written: hours, leading zeros, yes and no")
    func plainWords() throws {
        let yaml =
            "id: email\nadapter: email\noptions: { a: 08:00, b: 0500, c: no, d: \"5\", e: 5, f: 1.50, g: ~, h: -3 }"
        let options = try #require(try load(yaml).channel).options
        #expect(options["a"]?.content == .string("08:00"))
        #expect(options["b"]?.content == .string("0500"))
        #expect(options["c"]?.content == .string("no"))
        #expect(options["d"]?.content == .string("5"))
        #expect(options["e"]?.content == .int(5))
        #expect(options["f"]?.content == .double(1.5))
        #expect(options["f"]?.text == "1.50")
        #expect(options["g"] == nil)
        #expect(options["h"]?.content == .int(-3))
    }

    @Test("A tree of options survives being stored as JSON")
    func coding() throws {
        let options = try #require(try load(Self.email, secrets: Self.secrets).channel).options
        let read = try JSONDecoder().decode(SettingValue.self, from: JSONEncoder().encode(options))
        #expect(try read.int("port", in: 1...65_535) == 587)
        #expect(try read.string("password") == "${MAIL_PASSWORD}")
        #expect(try read.strings("folders") == ["INBOX", "Junk"])
    }
}
