import Casework
import Settings

extension ReportHook {
    /// Reads how a gateway reports; throws a `ConfigurationProblem` naming file, line and key.
    init(_ map: SettingValue, _ values: [String: String]) throws(ConfigurationProblem) {
        try map.checkKeys(HookDoor.keys + ["url", "id", "our_id", "state", "states", "reason"])
        var states: [String: DeliveryState] = [:]
        for entry in try map.map("states").entries {
            guard let state = entry.value.text.flatMap(DeliveryState.init),
                [.sent, .delivered, .failed].contains(state)
            else {
                throw entry.value.problem("This is no state.", cure: "Write sent, delivered or failed.")
            }
            states[entry.key] = state
        }
        self.init(id: try map.requiredPath("id"), state: try map.requiredPath("state"), states: states)
        door = try HookDoor(map, values)
        urlSuffix = try map["url"].map { value throws(ConfigurationProblem) in try value.template(["id"]) }
        isOurNumber = try map.bool("our_id", default: false)
        reason = try map.path("reason")
    }
}

extension IncomingHook {
    /// Reads how a gateway hands over incoming texts; throws a `ConfigurationProblem` naming file, line and key.
    init(_ map: SettingValue, _ values: [String: String]) throws(ConfigurationProblem) {
        try map.checkKeys(
            HookDoor.keys + ["from", "to", "text", "id", "time", "coding", "charset", "charset_name", "lines"])
        self.init(
            from: try map.requiredPath("from"), to: try map.requiredPath("to"), text: try map.requiredPath("text"))
        door = try HookDoor(map, values)
        id = try map.path("id")
        time = try map.path("time")
        coding = try map.path("coding")
        charsetName = try map.path("charset_name")
        charset = try map.word("charset", default: .utf8)
        for entry in try map.map("lines").entries {
            guard let association = entry.value.text.flatMap(AssociationID.init) else {
                throw entry.value.problem(
                    "This is no association's id.", cure: "Write the id of its profile, like al-eman.")
            }
            lines[entry.key] = association
        }
    }
}

extension HookDoor {
    static let keys = ["fields", "secret", "signature", "answer"]

    fileprivate init(_ map: SettingValue, _ values: [String: String]) throws(ConfigurationProblem) {
        self.init()
        source = try map.word("fields", default: .form)
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
        _ = try map.string("covers")
        self.init(
            algorithm: try map.word("algorithm", default: .sha256), spelling: try map.word("spelling", default: .hex),
            header: try map.string("header").lowercased(), prefix: try map.string("prefix", default: ""),
            secret: try (map["secret"] ?? map).template(Set(values.keys)).filled { values[$0] },
            covers: try (map["covers"] ?? map).template(Self.placeholders),
            timestampHeader: try map.optionalString("timestamp_header")?.lowercased())
        guard !secret.isEmpty else {
            throw map.problem("The signature's secret is empty.", cure: "Write the secret that the gateway shows.")
        }
        if covers.names.contains("timestamp"), timestampHeader == nil {
            throw map.problem("‘covers’ uses {timestamp}.", cure: "Name the field it comes in: timestamp_header.")
        }
    }
}
