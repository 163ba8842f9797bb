import Casework
import Crypto
import Foundation
import Testing

@testable import Channels

@Suite("Texts and reports that gateways bring")
struct SMSWebhookTests {
    static func call(
        _ path: [String] = ["incoming"], body: String = "", query: String = "", headers: [String: String] = [:],
        url: String = ""
    ) -> WebhookRequest {
        WebhookRequest(
            method: "POST", url: url, path: path, query: query, headers: headers, body: Data(body.utf8),
            remote: "127.0.0.1")
    }

    static let form = ["content-type": "application/x-www-form-urlencoded"]
    static let arabic = "%D8%A3%D8%AD%D8%AA%D8%A7%D8%AC+%D9%85%D8%B3%D8%A7%D8%B9%D8%AF%D8%A9"

    @Test("A text brought on a fresh machine is kept before it is answered, and reads the same each time")
    func incoming() async throws {
        let doors = TestDoors()
        let channel = try Fixtures.sms("sms")
        let call = Self.call(body: "from=0501234567&to=ALEMAN&text=\(Self.arabic)&id=7", headers: Self.form)
        #expect(await channel.webhook(call, doors.doors)?.status == 200)
        let envelope = try #require(doors.intake.kept.first)
        #expect(envelope.association == Fixtures.eman)
        #expect(envelope.sender == "0501234567")
        let kept = Self.kept(envelope, doors.intake.bytes[0])
        let message = await channel.read(kept)
        #expect(message.text == "أحتاج مساعدة")
        #expect(message.replyText == message.text)
        #expect(message.sender == Contact(kind: .phone, value: "+966501234567"))
        #expect(message.medium == .sms)
        #expect(message.warnings.isEmpty)
        #expect(await channel.read(kept) == message)
    }

    @Test("JSON is taken as well as a form")
    func json() async throws {
        let doors = TestDoors()
        let channel = try Fixtures.sms("sms")
        let call = Self.call(
            body: #"{"from":"+966501234567","to":"al-eman","text":"سلام","id":9}"#,
            headers: ["content-type": "application/json; charset=utf-8"])
        #expect(await channel.webhook(call, doors.doors)?.status == 200)
        let message = await channel.read(Self.kept(doors.intake.kept[0], doors.intake.bytes[0]))
        #expect(message.text == "سلام")
    }

    @Test("The same call twice is one text; the same id with other words is another text")
    func repeats() async throws {
        let doors = TestDoors()
        let channel = try Fixtures.sms("sms")
        for body in ["text=a&id=7", "text=a&id=7", "text=b&id=7", "text=a&id=8"] {
            let call = Self.call(body: "from=0501234567&to=ALEMAN&\(body)", headers: Self.form)
            #expect(await channel.webhook(call, doors.doors)?.status == 200)
        }
        #expect(doors.intake.kept.count == 3)
    }

    @Test("A thousand copies at once are one text")
    func storm() async throws {
        let doors = TestDoors()
        let channel = try Fixtures.sms("sms")
        let call = Self.call(body: "from=0501234567&to=ALEMAN&text=a&id=7", headers: Self.form)
        let statuses = await withTaskGroup(of: Int?.self) { group in
            for _ in 0..<1_000 { group.addTask { await channel.webhook(call, doors.doors)?.status } }
            return await group.reduce(into: Set<Int?>()) { $0.insert($1) }
        }
        #expect(statuses == [200])
        #expect(doors.intake.kept.count == 1)
    }

    @Test(
        "What cannot be kept is answered so that the gateway calls again or a person looks",
        arguments: [
            ("from=0501234567&to=NOBODY&text=a", nil, 422), ("to=ALEMAN&text=a", nil, 400),
            ("from=1&to=ALEMAN", nil, 400),
            ("from=0501234567&to=ALEMAN&text=a", AcceptanceError.storeFull, 503),
            ("from=0501234567&to=ALEMAN&text=a", .storeUnavailable(""), 503),
            ("from=0501234567&to=ALEMAN&text=a", .tooLarge(limit: 1), 413),
            ("text=" + String(repeating: "a", count: 70_000), nil, 413),
        ])
    func refusals(_ body: String, _ failure: AcceptanceError?, _ status: Int) async throws {
        let doors = TestDoors(failure: failure)
        let reply = try await Fixtures.sms("sms").webhook(Self.call(body: body, headers: Self.form), doors.doors)
        #expect(reply?.status == status)
        #expect(doors.intake.kept.isEmpty)
    }

    @Test("Kannel's UTF-16 and UTF-8 both read as what was written")
    func kannel() async throws {
        let channel = try Fixtures.sms("sms-kannel")
        let wide = URLFields.encoded("مرحبا".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
        for (text, coding, charset) in [(wide, "2", "UTF-16BE"), (wide, "2", ""), ("Hello", "0", "UTF-8")] {
            let doors = TestDoors()
            let query =
                "from=%2B966501234567&to=ALEMAN&text=\(text)&coding=\(coding)&charset=\(charset)&id=u1&time=1770967800"
            let call = Self.call(["incoming", "wasl_kannel_hook"], query: query)
            #expect(await channel.webhook(call, doors.doors)?.status == 200)
            let message = await channel.read(Self.kept(doors.intake.kept[0], doors.intake.bytes[0]))
            #expect(message.text == (coding == "2" ? "مرحبا" : "Hello"))
            #expect(message.writtenAt == Fixtures.now)
            #expect(message.warnings.isEmpty)
        }
    }

    @Test(
        "A wrong or missing secret in the address opens nothing",
        arguments: [["incoming"], ["incoming", "x"], ["report", ""]])
    func secretPath(_ path: [String]) async throws {
        let doors = TestDoors()
        let call = Self.call(path, query: "from=0501234567&to=ALEMAN&text=a&id=1&state=1")
        #expect(try await Fixtures.sms("sms-kannel").webhook(call, doors.doors)?.status == 404)
        #expect(doors.intake.kept.isEmpty)
        #expect(doors.reports.isEmpty)
    }

    @Test("Twilio's signature over address and sorted fields is checked on texts and reports")
    func twilio() async throws {
        let channel = try Fixtures.sms("sms-twilio")
        let url = "https://hub.example/hooks/sms-twilio/incoming"
        let body = "To=ALEMAN&From=%2B966501234567&MessageSid=SM1&Body=Hi"
        let covered = url + "BodyHiFrom+966501234567MessageSidSM1ToALEMAN"
        let right = Self.sha1(covered, key: "wasl_twilio_token")
        for (signature, status) in [(right, 200), (String(right.reversed()), 401), ("", 401)] {
            let doors = TestDoors()
            let call = Self.call(body: body, headers: ["x-twilio-signature": signature], url: url)
            let reply = await channel.webhook(call, doors.doors)
            #expect(reply?.status == status)
            #expect(doors.intake.kept.count == (status == 200 ? 1 : 0))
            if status == 200 { #expect(reply?.type == "text/xml") }
        }
        let altered = Self.call(
            body: body + "!", headers: ["x-twilio-signature": right], url: url)
        #expect(await channel.webhook(altered, TestDoors().doors)?.status == 401)
        let elsewhere = Self.call(["report"], body: body, headers: ["x-twilio-signature": right], url: url + "x")
        #expect(await channel.webhook(elsewhere, TestDoors().doors)?.status == 401)
    }

    @Test(
        "A signature with a time is good for five minutes either way",
        arguments: [(0.0, true), (-299, true), (299, true), (-301, false), (301, false)])
    func timestamps(_ offset: Double, _ isValid: Bool) throws {
        let signature = try Self.timed()
        let time = String(Int(Fixtures.now.timeIntervalSince1970 + offset))
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(time).{\"a\":1}".utf8), using: .init(data: Data("key".utf8)))
        let call = Self.call(
            body: #"{"a":1}"#, headers: ["x-signature": "sha256=" + Hex.text(code), "x-timestamp": time])
        #expect(signature.isValid(call, now: Fixtures.now) == isValid)
        let reserialised = Self.call(
            body: #"{"a": 1}"#, headers: ["x-signature": "sha256=" + Hex.text(code), "x-timestamp": time])
        #expect(!signature.isValid(reserialised, now: Fixtures.now))
    }

    @Test(
        "A malformed signature is no signature",
        arguments: ["", "sha256=", "sha256=zz", "sha256=00", "00", "sha256=00, sha256=11", "sha1=00"])
    func malformed(_ field: String) throws {
        let call = Self.call(body: "{}", headers: ["x-signature": field, "x-timestamp": "1770967800"])
        #expect(try !Self.timed().isValid(call, now: Fixtures.now))
    }

    @Test("A sender that is a name cannot be answered and is taken for a machine")
    func nameAsSender() async throws {
        let message = try await Fixtures.sms("sms").read(
            Fixtures.delivery("from=STC&to=ALEMAN&text=Offer&id=1", attributes: ["source": "form"]))
        #expect(message.sender == Contact(kind: .anonymous, value: "", name: "STC"))
        #expect(message.automatic?.kind == .autoReply)
        #expect(message.warnings == ["sender-not-a-number"])
    }

    @Test("Bytes that are no call are shown as they are, with a warning")
    func unreadable() async throws {
        let message = try await Fixtures.sms("sms").read(Fixtures.delivery("\u{0}garbage", sender: "0501234567"))
        #expect(message.text == "garbage")
        #expect(message.sender.value == "+966501234567")
        #expect(message.warnings == ["body-not-readable"])
    }

    static func kept(_ envelope: Envelope, _ bytes: Data) -> KeptDelivery {
        KeptDelivery(
            association: envelope.association, channel: envelope.channel, receivedAt: envelope.receivedAt,
            sender: envelope.sender, recipients: envelope.recipients, attributes: envelope.attributes, raw: bytes)
    }

    private static func sha1(_ text: String, key: String) -> String {
        let code = HMAC<Insecure.SHA1>.authenticationCode(for: Data(text.utf8), using: .init(data: Data(key.utf8)))
        return Data(code).base64EncodedString()
    }

    private static func timed() throws -> WebhookSignature {
        WebhookSignature(
            algorithm: .sha256, spelling: .hex, header: "x-signature", prefix: "sha256=", secret: "key",
            covers: try #require(PlaceholderText("{timestamp}.{body}")), timestampHeader: "x-timestamp")
    }
}
