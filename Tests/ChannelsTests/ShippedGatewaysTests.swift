import Casework
import Foundation
import PhoneNumbers
import Settings
import Testing
import Transfer

@testable import Channels

@Suite("The gateways whose settings are shipped")
struct ShippedGatewaysTests {
    @Test("Every settings file makes a channel", arguments: ["email", "letters", "web", "sms"] + gateways)
    func everyFileMakesAChannel(_ id: String) throws {
        let settings = try Fixtures.settings(id)
        let channel = try AllChannels.channel(settings, Fixtures.environment(.temporaryDirectory))
        #expect(channel.id.rawValue == id)
        #expect(settings.enabled == !Self.gateways.contains(id))
    }

    static let gateways = [
        "sms-kannel", "sms-unifonic", "sms-taqnyat", "sms-msegat", "sms-twilio", "sms-jasmin", "sms-4jawaly",
        "sms-oursms", "sms-infobip", "sms-vonage", "sms-messagebird", "sms-clickatell", "sms-generic", "chat-whatsapp",
        "chat-telegram",
    ]

    struct Expected: Sendable {
        var id: String
        var method = "POST"
        var url: String
        var headers: [String] = []
        var body: String?
    }

    @Test("A text is handed over in the gateway's own words", arguments: expectedRequests)
    func requests(_ expected: Expected) throws {
        let channel = try Fixtures.sms(expected.id)
        let gateway = try #require(channel.gateway)
        let filling = SMSGateway.Filling(
            to: try #require(PhoneNumbers.parse("0501234567")).formatted(as: gateway.numbers), from: "ALEMAN",
            text: "مرحبا & \"أهلا\"", id: 4_711,
            reference: ReferenceNumber(year: 2026, serial: 417), reportURL: channel.reportURL(gateway, id: 4_711))
        let request = try #require(gateway.request(filling))
        #expect(request.method == expected.method)
        #expect(request.url == expected.url)
        #expect(request.headers.map { "\($0.name): \($0.value)" } == expected.headers)
        #expect(request.body.map { String(decoding: $0, as: UTF8.self) } == expected.body)
    }

    private static let form = "Content-Type: application/x-www-form-urlencoded"
    private static let words = "%D9%85%D8%B1%D8%AD%D8%A8%D8%A7%20%26%20%22%D8%A3%D9%87%D9%84%D8%A7%22"

    static let expectedRequests = [
        Expected(
            id: "sms-oursms", url: "https://api.oursms.com/msgs/sms",
            headers: ["Authorization: Bearer wasl_oursms_token", "Content-Type: application/json"],
            body: #"{"body":"مرحبا & \"أهلا\"","dests":["966501234567"],"src":"ALEMAN"}"#),
        Expected(
            id: "sms-infobip", url: "https://wasl_infobip_host/sms/2/text/advanced",
            headers: ["Authorization: App wasl_infobip_key", "Content-Type: application/json"],
            body: #"{"messages":[{"destinations":[{"messageId":"4711","to":"966501234567"}],"from":"ALEMAN","#
                + #""notifyContentType":"application/json","#
                + #""notifyUrl":"https://hub.example/hooks/sms-infobip/report/wasl_infobip_hook","#
                + #""text":"مرحبا & \"أهلا\""}]}"#),
        Expected(
            id: "sms-vonage", url: "https://rest.nexmo.com/sms/json", headers: [form],
            body: "api_key=wasl_vonage_key&api_secret=wasl_vonage_secret&to=966501234567&from=ALEMAN&text=\(words)"
                + "&type=unicode&client-ref=4711"
                + "&callback=https%3A%2F%2Fhub.example%2Fhooks%2Fsms-vonage%2Freport%2Fwasl_vonage_hook"),
        Expected(
            id: "sms-messagebird", url: "https://rest.messagebird.com/messages",
            headers: ["Authorization: AccessKey wasl_messagebird_key", "Content-Type: application/json"],
            body: #"{"body":"مرحبا & \"أهلا\"","datacoding":"auto","originator":"ALEMAN","#
                + #""recipients":["966501234567"],"reference":"4711","#
                + #""reportUrl":"https://hub.example/hooks/sms-messagebird/report/wasl_messagebird_hook"}"#),
        Expected(
            id: "sms-clickatell", url: "https://platform.clickatell.com/messages",
            headers: ["Authorization: wasl_clickatell_key", "Content-Type: application/json"],
            body: #"{"clientMessageId":"4711","content":"مرحبا & \"أهلا\"","to":["966501234567"]}"#),
        Expected(
            id: "chat-whatsapp", url: "https://graph.facebook.com/v21.0/wasl_whatsapp_phone_id/messages",
            headers: ["Authorization: Bearer wasl_whatsapp_token", "Content-Type: application/json"],
            body: #"{"messaging_product":"whatsapp","recipient_type":"individual","#
                + #""text":{"body":"مرحبا & \"أهلا\""},"to":"966501234567","type":"text"}"#),
        Expected(
            id: "sms-kannel", method: "GET",
            url: "http://127.0.0.1:13013/cgi-bin/sendsms?username=wasl_kannel_user&password=wasl_kannel_password"
                + "&to=966501234567&from=ALEMAN&text=\(words)&charset=UTF-8&coding=2&dlr-mask=31&dlr-url="
                + "https%3A%2F%2Fhub.example%2Fhooks%2Fsms-kannel%2Freport%2Fwasl_kannel_hook"
                + "%3Fid%3D4711%26state%3D%25d%26reason%3D%25A"),
        Expected(
            id: "sms-unifonic", url: "https://el.cloud.unifonic.com/rest/SMS/messages", headers: [form],
            body: "AppSid=wasl_unifonic_appsid&SenderID=ALEMAN&Recipient=966501234567&Body=\(words)&CorrelationID=4711"
                + "&MessageType=3&responseType=JSON"),
        Expected(
            id: "sms-taqnyat", url: "https://api.taqnyat.sa/v1/messages",
            headers: ["Authorization: Bearer wasl_taqnyat_token", "Content-Type: application/json"],
            body: #"{"body":"مرحبا & \"أهلا\"","recipients":["966501234567"],"sender":"ALEMAN"}"#),
        Expected(
            id: "sms-msegat", url: "https://www.msegat.com/gw/sendsms.php", headers: ["Content-Type: application/json"],
            body:
                #"{"apiKey":"wasl_msegat_key","msg":"مرحبا & \"أهلا\"","msgEncoding":"UTF8","numbers":"966501234567","#
                + #""reqBulkId":"false","userName":"wasl_msegat_user","userSender":"ALEMAN"}"#),
        Expected(
            id: "sms-twilio",
            url: "https://api.twilio.com/2010-04-01/Accounts/wasl_twilio_account/Messages.json",
            headers: ["Authorization: Basic d2FzbF90d2lsaW9fYWNjb3VudDp3YXNsX3R3aWxpb190b2tlbg==", form],
            body: "To=%2B966501234567&From=ALEMAN&Body=\(words)&StatusCallback="
                + "https%3A%2F%2Fhub.example%2Fhooks%2Fsms-twilio%2Freport"),
        Expected(
            id: "sms-jasmin", url: "http://127.0.0.1:1401/send", headers: [form],
            body: "username=wasl_jasmin_user&password=wasl_jasmin_password&to=966501234567&from=ALEMAN&coding=8"
                + "&hex-content=06450631062D06280627002000260020002206230647064406270022&dlr=yes"
                + "&dlr-url=https%3A%2F%2Fhub.example%2Fhooks%2Fsms-jasmin%2Freport%2Fwasl_jasmin_hook&dlr-level=3"
                + "&dlr-method=POST"),
        Expected(
            id: "sms-4jawaly", url: "https://api-sms.4jawaly.com/api/v1/account/area/sms/send",
            headers: [
                "Authorization: Basic d2FzbF80amF3YWx5X2tleTp3YXNsXzRqYXdhbHlfc2VjcmV0",
                "Content-Type: application/json",
            ],
            body: #"{"messages":[{"numbers":["966501234567"],"sender":"ALEMAN","text":"مرحبا & \"أهلا\""}]}"#),
    ]

    struct Answer: Sendable {
        var id: String
        var status: Int
        var body: String
        var outcome: DeliveryOutcome
        var headers: [String: String] = [:]
    }

    @Test("An answer is judged by what it says, not by HTTP 200 alone", arguments: answers)
    func outcomes(_ given: Answer) throws {
        let gateway = try #require(try Fixtures.sms(given.id).gateway)
        let answer = SMSAnswer(
            status: given.status, headers: given.headers.map { ($0.key, $0.value) }, body: Data(given.body.utf8))
        #expect(gateway.outcome(of: answer, now: Fixtures.now) == given.outcome)
    }

    static let answers = [
        Answer(
            id: "sms-infobip", status: 200,
            body: #"{"messages":[{"messageId":"4711","status":{"groupName":"PENDING"},"to":"966501234567"}]}"#,
            outcome: .sent(providerID: "4711", note: nil)),
        Answer(
            id: "sms-infobip", status: 200,
            body: #"{"messages":[{"messageId":"4711","status":{"groupName":"REJECTED"}}]}"#,
            outcome: .permanent(reason: "gateway-refused: HTTP 200")),
        Answer(
            id: "sms-vonage", status: 200,
            body: #"{"message-count":"1","messages":[{"to":"966501234567","message-id":"0A","status":"0"}]}"#,
            outcome: .sent(providerID: "0A", note: nil)),
        Answer(
            id: "sms-vonage", status: 200, body: #"{"messages":[{"status":"9","error-text":"quota"}]}"#,
            outcome: .temporary(reason: "no-balance: HTTP 200, 9", retryAfter: nil)),
        Answer(
            id: "chat-whatsapp", status: 200, body: #"{"messages":[{"id":"wamid.1"}]}"#,
            outcome: .sent(providerID: "wamid.1", note: nil)),
        Answer(
            id: "chat-whatsapp", status: 400, body: #"{"error":{"code":131047,"message":"Re-engagement message"}}"#,
            outcome: .permanent(reason: "text-refused: HTTP 400, 131047")),
        Answer(
            id: "chat-telegram", status: 200, body: #"{"ok":true,"result":{"message_id":1}}"#,
            outcome: .sent(providerID: nil, note: nil)),
        Answer(
            id: "sms-kannel", status: 202, body: "0: Accepted for delivery", outcome: .sent(providerID: nil, note: nil)),
        Answer(
            id: "sms-kannel", status: 202, body: "3: Queued for later delivery",
            outcome: .sent(providerID: nil, note: nil)),
        Answer(
            id: "sms-kannel", status: 503, body: "Temporal failure, try again later.",
            outcome: .temporary(reason: "gateway-busy: HTTP 503", retryAfter: nil)),
        Answer(
            id: "sms-kannel", status: 403, body: "Authorization failed for sendsms",
            outcome: .temporary(reason: "credentials-refused: HTTP 403", retryAfter: nil)),
        Answer(id: "sms-kannel", status: 202, body: "", outcome: .uncertain(reason: "gateway-unclear: HTTP 202")),
        Answer(
            id: "sms-unifonic", status: 200,
            body: #"{"success":true,"errorCode":"ER-00","data":{"MessageID":3200017889310,"Status":"Queued"}}"#,
            outcome: .sent(providerID: "3200017889310", note: nil)),
        Answer(
            id: "sms-unifonic", status: 200, body: #"{"success":"false","errorCode":"ER-04"}"#,
            outcome: .permanent(reason: "gateway-refused: HTTP 200, ER-04")),
        Answer(
            id: "sms-unifonic", status: 200, body: "<html>busy</html>",
            outcome: .uncertain(reason: "gateway-unclear: HTTP 200")),
        Answer(
            id: "sms-taqnyat", status: 201,
            body: #"{"statusCode":201,"messageId":5452899970,"accepted":"[966501234567,]","rejected":"[]"}"#,
            outcome: .sent(providerID: "5452899970", note: nil)),
        Answer(
            id: "sms-taqnyat", status: 201,
            body: #"{"statusCode":201,"messageId":5,"accepted":"[]","rejected":"[9665,]"}"#,
            outcome: .permanent(reason: "number-refused: HTTP 201, 201")),
        Answer(
            id: "sms-taqnyat", status: 401, body: #"{"statusCode":401}"#,
            outcome: .temporary(reason: "credentials-refused: HTTP 401, 401", retryAfter: 600)),
        Answer(
            id: "sms-taqnyat", status: 400, body: #"{"statusCode":400}"#,
            outcome: .permanent(reason: "gateway-refused: HTTP 400, 400")),
        Answer(id: "sms-msegat", status: 200, body: #"{"code":"1"}"#, outcome: .sent(providerID: nil, note: nil)),
        Answer(
            id: "sms-msegat", status: 200, body: #"{"code":"M0000","id":77}"#,
            outcome: .sent(providerID: "77", note: nil)),
        Answer(
            id: "sms-msegat", status: 200, body: #"{"code":"1061"}"#,
            outcome: .sent(providerID: nil, note: "already-accepted: HTTP 200, 1061")),
        Answer(
            id: "sms-msegat", status: 200, body: #"{"code":"1060"}"#,
            outcome: .temporary(reason: "no-balance: HTTP 200, 1060", retryAfter: nil)),
        Answer(
            id: "sms-msegat", status: 200, body: #"{"code":1120}"#,
            outcome: .permanent(reason: "number-refused: HTTP 200, 1120")),
        Answer(id: "sms-msegat", status: 200, body: "", outcome: .uncertain(reason: "gateway-unclear: HTTP 200")),
        Answer(
            id: "sms-twilio", status: 201, body: #"{"sid":"SM1","status":"queued","error_code":null}"#,
            outcome: .sent(providerID: "SM1", note: nil)),
        Answer(
            id: "sms-twilio", status: 400, body: #"{"code":21211,"message":"The 'To' number +9665 is not valid"}"#,
            outcome: .permanent(reason: "number-refused: HTTP 400, 21211")),
        Answer(
            id: "sms-twilio", status: 429, body: #"{"code":20429}"#,
            outcome: .temporary(reason: "gateway-busy: HTTP 429, 20429", retryAfter: 7), headers: ["Retry-After": "7"]),
        Answer(id: "sms-twilio", status: 500, body: "", outcome: .uncertain(reason: "gateway-silent: HTTP 500")),
        Answer(
            id: "sms-jasmin", status: 200, body: #"Success "07033084-5cfd-4812-90a4-e4d24ffb6e3d""#,
            outcome: .sent(providerID: "07033084-5cfd-4812-90a4-e4d24ffb6e3d", note: nil)),
        Answer(
            id: "sms-jasmin", status: 412, body: #"Error "No route found""#,
            outcome: .permanent(reason: "number-refused: HTTP 412")),
        Answer(id: "sms-4jawaly", status: 200, body: #"{"job_id":"J9"}"#, outcome: .sent(providerID: "J9", note: nil)),
        Answer(
            id: "sms-4jawaly", status: 200, body: #"{"job_id":"J9","messages":[{"err_text":"bad sender"}]}"#,
            outcome: .permanent(reason: "gateway-refused: HTTP 200")),
    ]

    struct Report: Sendable {
        var id: String
        var query = ""
        var body = ""
        var type = "application/x-www-form-urlencoded"
        var secret: String?
        var state: DeliveryState?
        var answer = ""
    }

    @Test("A delivery report becomes a state", arguments: reportCases)
    func reports(_ given: Report) async throws {
        let doors = TestDoors()
        let request = WebhookRequest(
            method: "POST", url: "", path: ["report"] + [given.secret].compactMap(\.self), query: given.query,
            headers: ["content-type": given.type], body: Data(given.body.utf8), remote: "127.0.0.1")
        let reply = try await Fixtures.sms(given.id).webhook(request, doors.doors)
        #expect(reply?.status == 200)
        #expect(reply?.body == given.answer)
        #expect(doors.reports.map(\.state) == [given.state].compactMap(\.self))
        #expect(doors.reports.allSatisfy { $0.isOurNumber == (given.id == "sms-kannel") && $0.providerID == "4711" })
    }

    static let reportCases =
        [("1", DeliveryState.delivered), ("2", .failed), ("8", .sent), ("16", .failed), ("4", nil), ("32", nil)].map {
            Report(id: "sms-kannel", query: "id=4711&state=\($0.0)&reason=ok", secret: "wasl_kannel_hook", state: $0.1)
        }
        + [("Delivered", DeliveryState.delivered), ("Undeliverable", .failed), ("Pending", nil)].flatMap {
            word, state in
            [
                Report(
                    id: "sms-unifonic", body: "MessageID=4711&DLR=\(word)", secret: "wasl_unifonic_hook", state: state),
                Report(
                    id: "sms-unifonic", body: #"{"MessageID":4711,"DLR":"\#(word)"}"#, type: "application/json",
                    secret: "wasl_unifonic_hook", state: state),
            ]
        }
        + [("ESME_ROK", DeliveryState.sent), ("DELIVRD", .delivered), ("UNDELIV", .failed), ("ACCEPTD", nil)].map {
            Report(
                id: "sms-jasmin", body: "id=4711&message_status=\($0.0)&level=2", secret: "wasl_jasmin_hook",
                state: $0.1,
                answer: "ACK/Jasmin")
        }
}
