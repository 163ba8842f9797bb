import Casework
import Crypto
import Foundation

@testable import Channels

/// The calls of the tables: field names as the gateways document them, words of our own.
enum GatewayCalls {
    static let form = "application/x-www-form-urlencoded"
    static let json = "application/json"
    static let multipart = "multipart/form-data; boundary=WaslBoundary"
    /// «أحتاج مساعدة», percent-encoded and as UTF-16 in hexadecimal digits.
    static let arabic = "%D8%A3%D8%AD%D8%AA%D8%A7%D8%AC+%D9%85%D8%B3%D8%A7%D8%B9%D8%AF%D8%A9"
    static let words = "أحتاج مساعدة"
    static let now = 1_770_967_800.0

    private static func parts(_ parts: [(head: String, content: String)]) -> String {
        parts.map { "--WaslBoundary\r\nContent-Disposition: form-data; \($0.head)\r\n\r\n\($0.content)\r\n" }.joined()
            + "--WaslBoundary--\r\n"
    }

    private static func text(
        _ text: String = words, from: String = "+966501234567", id: String? = nil, at: Double? = now,
        files: [String] = [], warnings: [String] = []
    ) -> GatewayCall.Text {
        GatewayCall.Text(from: from, text: text, id: id, at: at, files: files, warnings: warnings)
    }

    private static func meta(_ shape: String, _ body: String, texts: [GatewayCall.Text] = []) -> GatewayCall {
        let key = SymmetricKey(data: Data("wasl_whatsapp_app_secret".utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Data(body.utf8), using: key)
        return GatewayCall(
            channel: "chat-whatsapp", shape: shape, type: json, body: body,
            headers: ["x-hub-signature-256": "sha256=" + Hex.text(code)], texts: texts)
    }

    private static func metaBody(_ value: String) -> String {
        #"{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{"#
            + #""messaging_product":"whatsapp","metadata":{"display_phone_number":"966112345678","#
            + #""phone_number_id":"1065"},"contacts":[{"profile":{"name":"نورة"},"wa_id":"966501234567"}],"#
            + value + #"},"field":"messages"}]}]}"#
    }

    private static func telegram(_ shape: String, _ body: String, texts: [GatewayCall.Text] = []) -> GatewayCall {
        GatewayCall(
            channel: "chat-telegram", shape: shape, type: json, body: body,
            headers: ["x-telegram-bot-api-secret-token": "wasl_telegram_hook"], texts: texts)
    }

    private static let ack = WebhookReply(status: 200, body: "ACK/Jasmin")

    static let texts: [GatewayCall] = [
        GatewayCall(
            channel: "sms-infobip", shape: "several texts in one JSON call", type: json,
            body: #"{"results":[{"messageId":"817790313235066447","from":"966501234567","to":"966112345678","#
                + #""text":"أحتاج مساعدة","cleanText":"أحتاج مساعدة","keyword":"","#
                + #""receivedAt":"2026-02-13T10:30:00.000+0300","smsCount":1,"callbackData":null},"#
                + #"{"messageId":"817790313235066448","from":"966501234568","to":"966112345678","#
                + #""text":"Thank you","receivedAt":"2026-02-13T07:30:00.000+0000","smsCount":1}],"#
                + #""messageCount":2,"pendingMessageCount":0}"#,
            texts: [
                text(id: "817790313235066447"), text("Thank you", from: "+966501234568", id: "817790313235066448"),
            ]),
        GatewayCall(
            channel: "sms-vonage", shape: "GET", method: "GET",
            query: "msisdn=966501234567&to=966112345678&messageId=170000023A1&text=\(arabic)&type=unicode"
                + "&keyword=X&message-timestamp=2026-02-13+07%3A30%3A00",
            texts: [text(id: "170000023A1")]),
        GatewayCall(
            channel: "sms-vonage", shape: "form", type: form,
            body: "msisdn=966501234567&to=966112345678&messageId=170000023A2&text=Hello&type=text"
                + "&message-timestamp=2026-02-13+07%3A30%3A00",
            texts: [text("Hello", id: "170000023A2")]),
        GatewayCall(
            channel: "sms-vonage", shape: "JSON", type: json,
            body: #"{"msisdn":"966501234567","to":"966112345678","messageId":"170000023A3","text":"أحتاج مساعدة","#
                + #""type":"unicode","message-timestamp":"2026-02-13 07:30:00"}"#,
            texts: [text(id: "170000023A3")]),
        GatewayCall(
            channel: "sms-messagebird", shape: "form", type: form,
            body: "id=e8077d803532c0b5937c639b60216938&recipient=966112345678&originator=966501234567"
                + "&body=\(arabic)&createdDatetime=2026-02-13T07%3A30%3A00%2B00%3A00",
            texts: [text(id: "e8077d803532c0b5937c639b60216938")]),
        GatewayCall(
            channel: "sms-messagebird", shape: "JSON", type: json,
            body: #"{"id":"e8077d80","recipient":"966112345678","originator":"966501234567","#
                + #""payload":"أحتاج مساعدة","createdDatetime":"2026-02-13T07:30:00Z"}"#,
            texts: [text(id: "e8077d80")]),
        GatewayCall(
            channel: "sms-clickatell", shape: "JSON of the platform", type: json,
            body: #"{"integrationId":"802","messageId":"3a52","replyMessageId":"","fromNumber":"966501234567","#
                + #""toNumber":"966112345678","timestamp":1770967800000,"text":"أحتاج مساعدة","charset":"UTF-8","#
                + #""udh":"","network":"","keyword":""}"#,
            texts: [text(id: "3a52")]),
        GatewayCall(
            channel: "sms-clickatell", shape: "JSON with the bytes of UTF-16 as characters", type: json,
            body: #"{"messageId":"3a53","fromNumber":"966501234567","toNumber":"966112345678","#
                + #""timestamp":1770967800000,"text":"\u0006E\u00061\u0006-\u0006(\u0006'","charset":"UTF-16BE"}"#,
            texts: [text("مرحبا", id: "3a53")]),
        GatewayCall(
            channel: "sms-clickatell", shape: "GET of the older API", method: "GET",
            query: "api_id=3523864&moMsgId=d2b66016&from=966501234567&to=966112345678"
                + "&timestamp=2026-02-13+07%3A30%3A00&charset=UTF-16BE&udh=&text=%06E%061%06-%06%28%06%27",
            texts: [text("مرحبا", id: "d2b66016")]),
        GatewayCall(
            channel: "sms-jasmin", shape: "form, answered with exactly ACK/Jasmin", type: form,
            body: "id=5e24&from=%2B966501234567&to=966112345678&origin-connector=c1&coding=8&validity=&priority=1"
                + "&content=%06E%061%06-%06%28%06%27&binary=06450631062d06280627",
            texts: [text("مرحبا", id: "5e24", at: nil)], answer: ack),
        GatewayCall(
            channel: "sms-jasmin", shape: "GET", method: "GET",
            query: "id=5e25&from=%2B966501234567&to=966112345678&origin-connector=c1&coding=0&content=Hello",
            texts: [text("Hello", id: "5e25", at: nil)], answer: ack),
        GatewayCall(
            channel: "sms-kannel", shape: "GET", method: "GET",
            query: "from=%2B966501234567&to=966112345678&text=%06E%061%06-%06%28%06%27&coding=2&charset=UTF-16BE"
                + "&id=u1&time=1770967800",
            texts: [text("مرحبا", id: "u1")]),
        GatewayCall(
            channel: "sms-generic", shape: "GET", method: "GET",
            query: "sender=0501234567&recipient=ALEMAN&message=\(arabic)&id=1&timestamp=2026-02-13+10%3A30",
            texts: [text(id: "1")]),
        GatewayCall(
            channel: "sms-generic", shape: "form in windows-1256", type: form,
            body: "from=966501234567&to=ALEMAN&text=%E3%D1%CD%C8%C7&charset=windows-1256&id=2&time=1770967800",
            texts: [text("مرحبا", id: "2")]),
        GatewayCall(
            channel: "sms-generic", shape: "JSON", type: "application/json; charset=utf-8",
            body: #"{"from":966501234567,"to":"ALEMAN","text":"أحتاج مساعدة","id":3,"time":1770967800123}"#,
            texts: [text(id: "3", at: now + 0.123)]),
        GatewayCall(
            channel: "sms-generic", shape: "multipart form with two files", type: multipart,
            body: parts([
                (#"name="from""#, "+966501234567"), (#"name="to""#, "ALEMAN"), (#"name="text""#, words),
                (#"name="id""#, "4"), (#"name="time""#, "2026-02-13T10:30:00+03:00"),
                ("name=\"media\"; filename=\"هوية.jpg\"\r\nContent-Type: image/jpeg", "\u{1}\u{2}"),
                ("name=\"media\"; filename=\"C:\\scans\\id.pdf\"\r\nContent-Type: application/pdf", "%PDF"),
            ]),
            texts: [text(id: "4", files: ["هوية.jpg", "id.pdf"])]),
        GatewayCall(
            channel: "sms-generic", shape: "multipart form with a file and no text", type: multipart,
            body: parts([
                (#"name="from""#, "+966501234567"), (#"name="to""#, "ALEMAN"),
                ("name=\"media\"; filename=\"id.pdf\"\r\nContent-Type: application/pdf", "%PDF"),
            ]),
            texts: [text("", at: nil, files: ["id.pdf"])]),
        GatewayCall(
            channel: "sms", shape: "GET", method: "GET", query: "from=0501234567&to=ALEMAN&text=\(arabic)&id=5",
            texts: [text(id: "5", at: nil)]),
        meta(
            "two people, a text and a place, in one call",
            metaBody(
                #""messages":[{"from":"966501234567","id":"wamid.1","timestamp":"1770967800","type":"text","#
                    + #""text":{"body":"أحتاج مساعدة"}},{"from":"966501234568","id":"wamid.2","#
                    + #""timestamp":"1770967800","type":"location","location":{"latitude":24.7,"longitude":46.6}}]"#),
            texts: [
                text(id: "wamid.1"), text("latitude: 24.7\nlongitude: 46.6", from: "+966501234568", id: "wamid.2"),
            ]),
        meta(
            "a picture with words under it",
            metaBody(
                #""messages":[{"from":"966501234567","id":"wamid.3","timestamp":"1770967800","type":"image","#
                    + #""image":{"caption":"هويتي","mime_type":"image/jpeg","sha256":"x","id":"2754"}}]"#),
            texts: [text("هويتي", id: "wamid.3", warnings: ["file-elsewhere"])]),
        meta(
            "a button pressed",
            metaBody(
                #""messages":[{"context":{"from":"966112345678","id":"wamid.0"},"from":"966501234567","#
                    + #""id":"wamid.4","timestamp":"1770967800","type":"button","button":{"text":"نعم","payload":"y"}}]"#
            ),
            texts: [text("نعم", id: "wamid.4")]),
        telegram(
            "a text",
            #"{"update_id":10000,"message":{"message_id":1365,"from":{"id":1111,"is_bot":false,"first_name":"نورة"},"#
                + #""chat":{"id":1111,"type":"private"},"date":1770967800,"text":"أحتاج مساعدة"}}"#,
            texts: [text(from: "1111", id: "10000")]),
        telegram(
            "a voice note without a word",
            #"{"update_id":10002,"message":{"message_id":1366,"from":{"id":1111,"is_bot":false},"chat":{"id":1111,"#
                + #""type":"private"},"date":1770967800,"voice":{"file_id":"AwAC","duration":4}}}"#,
            texts: [text("", from: "1111", id: "10002", warnings: ["file-elsewhere"])]),
        telegram(
            "an edited text",
            #"{"update_id":10001,"edited_message":{"message_id":1365,"from":{"id":1111,"is_bot":false,"#
                + #""first_name":"نورة"},"chat":{"id":1111,"type":"private"},"date":1770967000,"#
                + #""edit_date":1770967800,"text":"أحتاج مساعدة"}}"#,
            texts: [text(from: "1111", id: "10001")]),
    ]

    private static func report(_ id: String, _ state: DeliveryState, _ reason: String, ours: Bool = false)
        -> DeliveryReport
    {
        DeliveryReport(providerID: id, isOurNumber: ours, state: state, reason: reason)
    }

    static let reports: [GatewayCall] = [
        GatewayCall(
            channel: "sms-infobip", shape: "several reports in one call", door: "report", type: json,
            body: #"{"results":[{"bulkId":"b1","messageId":"4711","to":"966501234567","sentAt":"2026-02-13T07:30:00Z","#
                + #""status":{"groupId":3,"groupName":"DELIVERED","id":5,"name":"DELIVERED_TO_HANDSET"}},"#
                + #"{"bulkId":"b1","messageId":"4712","to":"966501234568","#
                + #""status":{"groupId":5,"groupName":"REJECTED","name":"REJECTED_NETWORK"},"#
                + #""error":{"groupId":1,"name":"EC_UNKNOWN_SUBSCRIBER"}},"#
                + #"{"messageId":"4713","status":{"groupName":"PENDING","name":"PENDING_ENROUTE"}}]}"#,
            reports: [
                report("4711", .delivered, "DELIVERED_TO_HANDSET", ours: true),
                report("4712", .failed, "EC_UNKNOWN_SUBSCRIBER", ours: true),
            ]),
        GatewayCall(
            channel: "sms-vonage", shape: "GET", method: "GET", door: "report",
            query: "msisdn=966501234567&to=ALEMAN&network-code=42001&messageId=0A01&price=0.03&status=delivered"
                + "&scts=2602131030&err-code=0&api-key=k&client-ref=4711",
            reports: [report("0A01", .delivered, "0")]),
        GatewayCall(
            channel: "sms-vonage", shape: "JSON", door: "report", type: json,
            body: #"{"msisdn":"966501234567","messageId":"0A02","status":"failed","err-code":"6","client-ref":"4711"}"#,
            reports: [report("0A02", .failed, "6")]),
        GatewayCall(
            channel: "sms-messagebird", shape: "GET", method: "GET", door: "report",
            query: "id=e807&reference=4711&recipient=966501234567&status=delivery_failed&statusReason=absent+subscriber"
                + "&statusErrorCode=27&statusDatetime=2026-02-13T07%3A30%3A00%2B00%3A00",
            reports: [report("e807", .failed, "absent subscriber")]),
        GatewayCall(
            channel: "sms-clickatell", shape: "JSON of the platform", door: "report", type: json,
            body: #"{"integrationId":"802","messageId":"3a52","requestId":"r","clientMessageId":"4711","#
                + #""to":"966501234567","from":"","statusCode":4,"status":"RECEIVED_BY_RECIPIENT","#
                + #""statusDescription":"Received","timestamp":1770967800000}"#,
            reports: [report("3a52", .delivered, "Received")]),
        GatewayCall(
            channel: "sms-clickatell", shape: "form of the older API", door: "report", type: form,
            body: "api_id=1&apiMsgId=996411ad&cliMsgId=4711&timestamp=1770967800&to=966501234567&from=&charge=0.3"
                + "&status=007",
            reports: [report("996411ad", .failed, "007")]),
        GatewayCall(
            channel: "sms-jasmin", shape: "form, answered with exactly ACK/Jasmin", door: "report", type: form,
            body: "id=5e24&id_smsc=1&message_status=DELIVRD&level=3&connector=c1&sub=1&dlvrd=1&err=000",
            reports: [report("5e24", .delivered, "000")], answer: ack),
        GatewayCall(
            channel: "sms-kannel", shape: "GET", method: "GET", door: "report", query: "id=4711&state=16&reason=NACK",
            reports: [report("4711", .failed, "NACK", ours: true)]),
        GatewayCall(
            channel: "sms-unifonic", shape: "form", door: "report", type: form,
            body: "MessageID=889&DLR=Delivered&Recipient=966501234567&TimeCreated=2026-02-13+10%3A30%3A00",
            reports: [report("889", .delivered, "Delivered")]),
        GatewayCall(
            channel: "sms-unifonic", shape: "JSON", door: "report", type: json,
            body: #"{"MessageID":890,"DLR":"Undeliverable","Recipient":"966501234567"}"#,
            reports: [report("890", .failed, "Undeliverable")]),
        GatewayCall(
            channel: "sms-generic", shape: "multipart form", door: "report", type: multipart,
            body: parts([(#"name="id""#, "9"), (#"name="status""#, "delivered")]),
            reports: [report("9", .delivered, "delivered")]),
        withReports(
            meta(
                "several states beside one another",
                metaBody(
                    #""statuses":[{"id":"wamid.8","status":"read","timestamp":"1770967800","#
                        + #""recipient_id":"966501234567"},{"id":"wamid.9","status":"failed","#
                        + #""timestamp":"1770967800","errors":[{"code":131026,"title":"Message undeliverable"}]}]"#)),
            [report("wamid.8", .delivered, "read"), report("wamid.9", .failed, "Message undeliverable")]),
    ]

    private static func withReports(_ call: GatewayCall, _ reports: [DeliveryReport]) -> GatewayCall {
        var call = call
        call.reports = reports
        return call
    }

    static let events: [GatewayCall] = [
        meta("a reaction", metaBody(#""messages":[{"from":"966501234567","id":"w","type":"reaction","reaction":{}}]"#)),
        meta(
            "news about the account",
            #"{"object":"whatsapp_business_account","entry":[{"id":"1","time":1,"changes":[{"value":{"event":"x"},"#
                + #""field":"account_update"}]}]}"#),
        telegram("a group", #"{"update_id":3,"message":{"chat":{"id":-7,"type":"group"},"text":"x"}}"#),
        telegram("another bot", #"{"update_id":4,"message":{"from":{"is_bot":true},"chat":{"id":7},"text":"x"}}"#),
        telegram("a block", #"{"update_id":5,"my_chat_member":{"chat":{"id":7}}}"#),
        GatewayCall(
            channel: "sms-vonage", shape: "a binary text", type: form,
            body: "msisdn=966501234567&to=966112345678&messageId=1&type=binary&data=00&udh=00"),
        GatewayCall(
            channel: "sms-vonage", shape: "a state on the way", door: "report", type: form,
            body: "messageId=1&status=buffered"),
    ]

    private static func refused(
        _ channel: String, _ shape: String, _ status: Int, _ words: String = "", method: String = "POST",
        door: String = "incoming", type: String? = json, body: String = "", headers: [String: String] = [:],
        answer: [String: String] = [:]
    ) -> GatewayCall {
        GatewayCall(
            channel: channel, shape: shape, method: method, door: door, type: type, body: body, headers: headers,
            answer: WebhookReply(status: status, body: words, headers: answer))
    }

    private static let plain = #"{"from":"966501234567","to":"ALEMAN","text":"x"}"#

    static let bad: [GatewayCall] = [
        refused("sms-infobip", "GET where JSON is due", 405, "POST", method: "GET", answer: ["allow": "POST, PUT"]),
        refused(
            "sms-generic", "DELETE", 405, "GET, POST", method: "DELETE", body: plain, answer: ["allow": "GET, POST"]),
        refused("sms-infobip", "a form where JSON is due", 415, "application/json", type: form, body: "from=1"),
        refused("sms-twilio", "JSON where a form is due", 401, "x-twilio-signature", body: plain),
        refused("sms-generic", "XML", 415, "application/json", type: "application/xml", body: "<a/>"),
        refused("sms-generic", "packed", 415, "not packed", body: plain, headers: ["content-encoding": "gzip"]),
        refused("sms-infobip", "broken JSON", 400, "no JSON", body: #"{"results":[{"#),
        refused("sms-infobip", "no text in it", 400, "‘text’", body: #"{"results":[{"from":"966501234567"}]}"#),
        refused("sms-generic", "no sender", 400, "‘from’ or ‘sender’", body: #"{"text":"x"}"#),
        refused("sms-generic", "broken multipart", 400, "multipart form", type: multipart, body: "--Wasl"),
        refused("sms-vonage", "a report without a state", 400, "‘status’", door: "report", body: #"{"messageId":"1"}"#),
        refused("sms-infobip", "no report in it", 400, "‘messageId’", door: "report", body: #"{"results":[]}"#),
        refused("chat-whatsapp", "no signature", 401, "x-hub-signature-256", body: "{}"),
        refused("chat-whatsapp", "a wrong signature", 401, body: "{}", headers: ["x-hub-signature-256": "sha256=00"]),
        refused("chat-telegram", "a wrong secret", 401, headers: ["x-telegram-bot-api-secret-token": "x"]),
        refused(
            "sms-vonage", "too long", 413, "message_bytes", type: form, body: String(repeating: "a", count: 65_537)),
        refused(
            "sms-infobip", "too many texts", 413, "1000",
            body: #"{"results":["# + Array(repeating: "{}", count: 1_001).joined(separator: ",") + "]}"),
    ]
}
