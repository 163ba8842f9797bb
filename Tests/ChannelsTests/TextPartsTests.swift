import Casework
import Foundation
import Testing

@testable import Channels

@Suite("Long texts that come in parts")
struct TextPartsTests {
    /// One part of Vonage's, by GET.
    static func part(
        _ number: Int, of total: Int = 3, _ words: String, reference: String = "17", from: String = "966501234567"
    ) -> WebhookRequest {
        let text = URLFields.encoded(words.utf8)
        let query =
            "msisdn=\(from)&to=966112345678&messageId=m\(number)&text=\(text)&type=unicode&concat=true"
            + "&concat-ref=\(reference)&concat-total=\(total)&concat-part=\(number)"
            + "&message-timestamp=2026-02-13+07%3A30%3A00"
        let call = GatewayCall(channel: "sms-vonage", shape: "", method: "GET", query: query)
        return call.request(GatewayCallTests.path(call))
    }

    private static func read(_ doors: TestDoors, _ channel: SMSChannel) async -> [IncomingMessage] {
        var messages: [IncomingMessage] = []
        for (envelope, bytes) in zip(doors.intake.kept, doors.intake.bytes) {
            messages.append(await channel.read(SMSWebhookTests.kept(envelope, bytes)))
        }
        return messages
    }

    private static let words = ["أحتاج مسا", "عدة في الإي", "جار"]

    @Test("Parts in any order, some twice, are one text", arguments: [[1, 2, 3], [3, 1, 2], [2, 2, 3, 3, 1, 1, 2]])
    func whole(_ order: [Int]) async throws {
        let doors = TestDoors()
        let channel = try GatewayCallTests.channel("sms-vonage")
        for number in order {
            #expect(await channel.webhook(Self.part(number, Self.words[number - 1]), doors.doors)?.status == 200)
        }
        let messages = await Self.read(doors, channel)
        #expect(messages.map(\.text) == ["أحتاج مساعدة في الإيجار"])
        #expect(messages.first?.sender.value == "+966501234567")
        #expect(messages.first?.writtenAt == Fixtures.now)
        #expect(messages.first?.warnings.isEmpty == true)
        #expect(doors.held.count == 1 && doors.held[0].hasSuffix("/made"))
    }

    @Test("Each part called for many times at once makes one text and leaves nothing waiting")
    func storm() async throws {
        let doors = TestDoors()
        let channel = try GatewayCallTests.channel("sms-vonage")
        await withTaskGroup(of: Void.self) { group in
            for number in 1...3 {
                for _ in 1...30 {
                    group.addTask {
                        let call = Self.part(number, Self.words[number - 1])
                        #expect(await channel.webhook(call, doors.doors)?.status == 200)
                    }
                }
            }
        }
        #expect(await Self.read(doors, channel).map(\.text) == ["أحتاج مساعدة في الإيجار"])
        #expect(doors.held.count == 1)
    }

    @Test("A part that does not come is not waited for without end, and what has come says so")
    func missing() async throws {
        let doors = TestDoors()
        let channel = try GatewayCallTests.channel("sms-vonage")
        let hook = try #require(channel.incoming)
        for number in [1, 3] { _ = await channel.webhook(Self.part(number, Self.words[number - 1]), doors.doors) }
        doors.wait(seconds: 299)
        try await channel.makeOverdue(hook, doors.doors)
        #expect(doors.intake.kept.isEmpty)
        doors.wait(seconds: 2)
        try await channel.makeOverdue(hook, doors.doors)
        try await channel.makeOverdue(hook, doors.doors)
        let messages = await Self.read(doors, channel)
        #expect(messages.map(\.text) == ["أحتاج مسا … جار"])
        #expect(messages.first?.warnings == ["text-incomplete"])
        doors.wait(seconds: 100_000)
        try await channel.makeOverdue(hook, doors.doors)
        #expect(doors.held.isEmpty)
    }

    @Test("The same reference from two people, or for two texts, mixes nothing")
    func apart() async throws {
        let doors = TestDoors()
        let channel = try GatewayCallTests.channel("sms-vonage")
        let calls = [
            Self.part(1, of: 2, "a"), Self.part(1, of: 2, "x", from: "966501234568"), Self.part(2, of: 2, "b"),
            Self.part(2, of: 2, "y", from: "966501234568"), Self.part(1, of: 2, "c"), Self.part(2, of: 2, "d"),
        ]
        for call in calls { #expect(await channel.webhook(call, doors.doors)?.status == 200) }
        #expect(await Self.read(doors, channel).map(\.text) == ["ab", "xy", "cd"])
    }

    @Test("A part that the store does not take is called again for")
    func storeFails() async throws {
        let doors = TestDoors(failure: .storeFull)
        let channel = try GatewayCallTests.channel("sms-vonage")
        #expect(await channel.webhook(Self.part(1, of: 2, "a"), doors.doors)?.status == 200)
        #expect(await channel.webhook(Self.part(2, of: 2, "b"), doors.doors)?.status == 503)
        #expect(doors.held.count == 2)
    }

    @Test(
        "Numbers that make no sense make a text of its own",
        arguments: [(0, 2), (3, 2), (1, 1), (1, 256), (-1, 2)])
    func nonsense(_ number: Int, _ total: Int) async throws {
        let doors = TestDoors()
        let channel = try GatewayCallTests.channel("sms-vonage")
        #expect(await channel.webhook(Self.part(number, of: total, "a"), doors.doors)?.status == 200)
        #expect(await Self.read(doors, channel).map(\.text) == ["a"])
    }
}
