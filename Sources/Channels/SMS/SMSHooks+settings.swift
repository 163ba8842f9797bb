import Casework
import Foundation
import Settings

extension ReportHook {
    /// Reads how a gateway reports; throws a `ConfigurationProblem` naming file, line and key.
    init(_ map: SettingValue, _ values: [String: String]) throws(ConfigurationProblem) {
        try map.checkKeys(HookDoor.keys + ["at", "url", "id", "our_id", "state", "states", "reason"])
        var states: [String: DeliveryState] = [:]
        for entry in try map.map("states").entries {
            guard let state = entry.value.text.flatMap(DeliveryState.init),
                [.sent, .delivered, .failed].contains(state)
            else {
                throw entry.value.problem("This is no state.", cure: "Write sent, delivered or failed.")
            }
            states[entry.key] = state
        }
        self.init(id: try map.requiredPlace("id"), state: try map.requiredPlace("state"), states: states)
        door = try HookDoor(map, values)
        comesWithTexts = try (map.word("at", default: Address.report) as Address) == .incoming
        urlSuffix = try map["url"].map { value throws(ConfigurationProblem) in try value.template(["id"]) }
        isOurNumber = try map.bool("our_id", default: false)
        reason = try map.fieldPlace("reason")
    }

    /// The word for the address to which reports come.
    private enum Address: String, CaseIterable {
        case report
        case incoming
    }
}

extension IncomingHook {
    private static let keys = [
        "handshake", "from", "from_is", "name", "to", "text", "id", "time", "zone", "coding", "charset", "charset_name",
        "parts", "files", "elsewhere", "lines",
    ]

    /// Reads how a gateway hands over incoming texts; throws a `ConfigurationProblem` naming file, line and key.
    init(_ map: SettingValue, _ values: [String: String]) throws(ConfigurationProblem) {
        try map.checkKeys(HookDoor.keys + Self.keys)
        self.init(
            from: try map.requiredPlace("from"), to: try map.fieldPlace("to"), text: try map.requiredPlace("text"))
        door = try HookDoor(map, values)
        handshake = try map.optionalMap("handshake").map { value throws(ConfigurationProblem) in
            try HookHandshake(value, values)
        }
        isFromAnID = try (map.word("from_is", default: Sender.number) as Sender) == .id
        name = try map.fieldPlace("name")
        id = try map.fieldPlace("id")
        time = try map.fieldPlace("time")
        if let word = try map.optionalString("zone") {
            guard let known = TimeZone(identifier: word) else {
                throw (map["zone"] ?? map).problem("‘\(word)’ is no time zone.", cure: "Write one like Asia/Riyadh.")
            }
            zone = known
        }
        coding = try map.fieldPlace("coding")
        charsetName = try map.fieldPlace("charset_name")
        charset = try map.word("charset", default: .utf8)
        parts = try map.optionalMap("parts").map { value throws(ConfigurationProblem) in try HookParts(value) }
        for row in try map.list("files") {
            try row.checkKeys(["data", "name", "type"])
            files.append(
                HookFile(
                    data: try row.requiredPlace("data"), name: try row.fieldPlace("name"),
                    type: try row.fieldPlace("type")))
        }
        elsewhere = try map.fieldPlace("elsewhere")
        lines = try Self.lines(map)
    }

    /// The word for what the sender is called by.
    private enum Sender: String, CaseIterable {
        case number
        case id
    }

    private static func lines(_ map: SettingValue) throws(ConfigurationProblem) -> [String: AssociationID] {
        var lines: [String: AssociationID] = [:]
        for entry in try map.map("lines").entries {
            guard let association = entry.value.text.flatMap(AssociationID.init) else {
                throw entry.value.problem(
                    "This is no association's id.", cure: "Write the id of its profile, like al-eman.")
            }
            lines[entry.key] = association
        }
        return lines
    }
}

extension HookParts {
    fileprivate init(_ map: SettingValue) throws(ConfigurationProblem) {
        try map.checkKeys(["reference", "number", "total", "wait_seconds"])
        self.init(
            reference: try map.requiredPlace("reference"), number: try map.requiredPlace("number"),
            total: try map.requiredPlace("total"),
            wait: Double(try map.int("wait_seconds", in: 1...86_400, default: 300)))
    }
}

extension HookHandshake {
    fileprivate init(_ map: SettingValue, _ values: [String: String]) throws(ConfigurationProblem) {
        try map.checkKeys(["token", "secret", "answer"])
        _ = try map.string("secret")
        self.init(
            token: try map.requiredPath("token"),
            secret: try (map["secret"] ?? map).template(Set(values.keys)).filled { values[$0] },
            challenge: try map.requiredPath("answer"))
        guard !secret.isEmpty else {
            throw map.problem("The secret is empty.", cure: "Give it the words that the gateway was told.")
        }
    }
}

extension HookDoor {
    static let keys = ["fields", "each", "ignore", "secret", "signature", "answer"]

    fileprivate init(_ map: SettingValue, _ values: [String: String]) throws(ConfigurationProblem) {
        self.init()
        source = try map.word("fields", default: .form)
        each = try map.path("each")
        if each != nil, source != .json {
            throw (map["each"] ?? map).problem("Only JSON has lists.", cure: "Add ‘fields: json’, or take ‘each’ away.")
        }
        ignore = try map.fieldTests("ignore")
        if let secret = map["secret"] {
            let filled = try secret.template(Set(values.keys)).filled { values[$0] }
            guard !filled.isEmpty else {
                throw secret.problem("The secret is empty.", cure: "Give it a value of 20 or more random characters.")
            }
            self.secret = filled
        }
        if let signature = try map.optionalMap("signature") { self.signature = try WebhookSignature(signature, values) }
        if let answer = try map.optionalMap("answer") {
            try answer.checkKeys(["status", "body", "type"])
            self.answer = WebhookReply(
                status: try answer.int("status", in: 200...299, default: 200),
                body: try answer.string("body", default: ""),
                type: try answer.string("type", default: "text/plain; charset=utf-8"))
        }
    }
}

extension WebhookSignature {
    fileprivate init(_ map: SettingValue, _ values: [String: String]) throws(ConfigurationProblem) {
        try map.checkKeys(["header", "algorithm", "spelling", "prefix", "secret", "covers", "timestamp_header"])
        _ = try map.string("secret")
        let algorithm: Algorithm = try map.word("algorithm", default: .sha256)
        if algorithm != .token { _ = try map.string("covers") }
        self.init(
            algorithm: algorithm, spelling: try map.word("spelling", default: .hex),
            header: try map.string("header").lowercased(), prefix: try map.string("prefix", default: ""),
            secret: try (map["secret"] ?? map).template(Set(values.keys)).filled { values[$0] },
            covers: try map["covers"]?.template(Self.placeholders) ?? PlaceholderText(literally: ""),
            timestampHeader: try map.optionalString("timestamp_header")?.lowercased())
        guard !secret.isEmpty else {
            throw map.problem("The signature's secret is empty.", cure: "Write the secret that the gateway shows.")
        }
        if covers.names.contains("timestamp"), timestampHeader == nil {
            throw map.problem("‘covers’ uses {timestamp}.", cure: "Name the field it comes in: timestamp_header.")
        }
    }
}
