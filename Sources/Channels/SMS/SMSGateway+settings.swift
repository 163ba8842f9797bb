import Casework
import PhoneNumbers
import Settings

extension SMSGateway {
    /// The keys of a gateway's options.
    static let keys = [
        "values", "numbers", "charset", "coding", "sender", "two_way", "retry_safe", "send", "accepted", "errors", "id",
        "error_code", "reports", "incoming", "medium",
    ]

    /// Reads a gateway's options and limits; throws a `ConfigurationProblem` naming file, line and key.
    init(_ options: SettingValue, _ limits: ChannelSettings.Limits = .init()) throws(ConfigurationProblem) {
        try options.checkKeys(Self.keys)
        var values: [String: String] = [:]
        for entry in try options.map("values").entries {
            guard PlaceholderText("{\(entry.key)}") != nil, !Self.placeholders.contains(entry.key) else {
                throw entry.value.problem(
                    "‘\(entry.key)’ cannot name a value.",
                    cure: "Use lower-case letters, digits and _, and no name of the hub's.")
            }
            values[entry.key] = try options.map("values").string(entry.key, default: "")
        }
        let names = Self.placeholders.union(values.keys)
        self.init(
            send: try SendCall(try options.map("send"), names), accepted: try AnswerTest(try options.map("accepted")))
        self.values = values
        numbers = try options.word("numbers", default: .digits)
        charset = try options.word("charset", default: .utf8)
        let codings = try options.map("coding")
        for encoding in [SMSSegments.Encoding.gsm7, .ucs2] {
            coding[encoding] = try codings.optionalString(encoding.rawValue.lowercased())
        }
        sender = try options["sender"].map { value throws(ConfigurationProblem) in try value.template(Set(values.keys))
        }
        isRetrySafe = try options.bool("retry_safe", default: false)
        ratePerSecond = limits.perSecond ?? ratePerSecond
        timeout = limits.timeoutSeconds ?? timeout
        for row in try options.list("errors") { errors.append(try ErrorRow(row)) }
        id = try options.optionalMap("id").map { value throws(ConfigurationProblem) in try IDPlace(value) }
        code = try options.path("error_code")
        reports = try options.optionalMap("reports").map { value throws(ConfigurationProblem) in
            try ReportHook(value, values)
        }
        if let limit = limits.messageBytes { reports?.door.longestBody = limit }
    }
}

extension SMSGateway.SendCall {
    fileprivate init(_ map: SettingValue, _ names: Set<String>) throws(ConfigurationProblem) {
        try map.checkKeys(["method", "url", "query", "headers", "form", "json", "basic", "bearer"])
        _ = try map.string("url")
        let url = try (map["url"] ?? map).template(names)
        self.init(method: try map.string("method", default: "POST").uppercased(), url: url)
        query = try SMSGateway.PairTemplate.list(try map.map("query"), names)
        headers = try SMSGateway.PairTemplate.list(try map.map("headers"), names)
        if let bearer = map["bearer"] {
            let token = try bearer.template(names)
            headers.append(.init(name: "Authorization", value: token.prefixed("Bearer ")))
        }
        if let pair = try map.optionalMap("basic") {
            basic = (try (pair["user"] ?? pair).template(names), try (pair["password"] ?? pair).template(names))
        }
        if let form = try map.optionalMap("form") {
            content = .form(try SMSGateway.PairTemplate.list(form, names))
        } else if let json = map["json"] {
            content = .json(try SMSGateway.JSONTemplate(json, names))
        }
    }
}

extension SMSGateway.PairTemplate {
    fileprivate static func list(_ map: SettingValue, _ names: Set<String>) throws(ConfigurationProblem) -> [Self] {
        var pairs: [Self] = []
        for entry in map.entries { pairs.append(Self(name: entry.key, value: try entry.value.template(names))) }
        return pairs
    }
}

extension SMSGateway.JSONTemplate {
    fileprivate init(_ value: SettingValue, _ names: Set<String>) throws(ConfigurationProblem) {
        switch value.content {
        case .empty: self = .value(.null)
        case .bool(let flag): self = .value(.bool(flag))
        case .int(let number): self = .value(.integer(Int64(number)))
        case .double(let number): self = .value(.number(number))
        case .string: self = .text(try value.template(names))
        case .list(let elements):
            var items: [Self] = []
            for element in elements { items.append(try Self(element, names)) }
            self = .array(items)
        case .map(let entries):
            var members: [String: Self] = [:]
            for entry in entries { members[entry.key] = try Self(entry.value, names) }
            self = .object(members)
        }
    }
}

extension AnswerTest {
    /// Reads a question; throws a `ConfigurationProblem` naming file, line and key.
    init(_ map: SettingValue, also keys: [String] = []) throws(ConfigurationProblem) {
        try map.checkKeys(["status", "json", "text", "header"] + keys)
        self.init()
        for status in try map.list("status") { statuses.append(try Self.range(status)) }
        if let json = try map.optionalMap("json") {
            try json.checkKeys(["path", "in"])
            self.json = (try json.requiredPath("path"), Set(try json.strings("in")))
        }
        prefixes = try map.strings("text")
        if let header = try map.optionalMap("header") {
            try header.checkKeys(["name", "in"])
            self.header = (try header.string("name"), Set(try header.strings("in")))
        }
    }

    /// `404`, or `5xx` for all of a hundred.
    private static func range(_ value: SettingValue) throws(ConfigurationProblem) -> ClosedRange<Int> {
        if let text = value.text, let number = Int(text), (100...599).contains(number) { return number...number }
        if let text = value.text, text.hasSuffix("xx"), let hundred = Int(text.dropLast(2)), (1...5).contains(hundred) {
            return hundred * 100...hundred * 100 + 99
        }
        throw value.problem("This is no HTTP status.", cure: "Write a status like 404, or 5xx for all of a hundred.")
    }
}

extension SMSGateway.ErrorRow {
    fileprivate init(_ map: SettingValue) throws(ConfigurationProblem) {
        test = try AnswerTest(map, also: ["then", "reason"])
        then = try map.word("then")
        note = map["reason"] == nil ? nil : try map.word("reason") as ChannelNote
    }
}

extension SMSGateway.IDPlace {
    fileprivate init(_ map: SettingValue) throws(ConfigurationProblem) {
        try map.checkKeys(["json", "text_after", "header"])
        if let path = try map.path("json") {
            self = .json(path)
        } else if let words = try map.optionalString("text_after") {
            self = .textAfter(words)
        } else {
            self = .header(try map.string("header"))
        }
    }
}
