extension DeliveryReport {
    /// Reads the content of a message/delivery-status part: groups of fields divided by empty lines.
    init(status content: [UInt8], limits: MIMELimits) {
        let groups = Self.groups(content, limits: limits)
        for group in groups {
            if group.first("final-recipient") == nil, group.first("action") == nil {
                reportingMTA = reportingMTA ?? group.first("reporting-mta").map(Self.withoutType)
            } else {
                recipients.append(Self.recipient(group))
            }
        }
    }

    /// Takes the Message-ID from the returned mail or its header fields.
    mutating func readOriginal(_ content: [UInt8], limits: MIMELimits) {
        content.withUnsafeBytes { bytes in
            var scanner = HeaderScanner(lines: LineReader(bytes), limits: limits, isRoot: true)
            scanner.scan(from: 0) { _ in false }
            let raw = scanner.headers.first { $0.name.lowercased() == "message-id" }
            originalMessageID = raw.flatMap { MessageIDs.read($0.value).first }
        }
    }

    private static func groups(_ content: [UInt8], limits: MIMELimits) -> [HeaderFields] {
        content.withUnsafeBytes { bytes in
            let lines = LineReader(bytes)
            var groups: [HeaderFields] = []
            var position = 0
            while position < bytes.count, groups.count < limits.maxListed {
                var scanner = HeaderScanner(lines: lines, limits: limits, isRoot: false)
                scanner.scan(from: position) { _ in false }
                let fields = scanner.headers.map {
                    HeaderFields.Field(name: $0.name, value: HeaderText.decode($0.value, hint: nil).text)
                }
                if !fields.isEmpty { groups.append(HeaderFields(fields)) }
                position = max(scanner.end, lines.line(at: position)?.next ?? bytes.count)
            }
            return groups
        }
    }

    private static func recipient(_ group: HeaderFields) -> Recipient {
        Recipient(
            finalRecipient: group.first("final-recipient").map(address),
            originalRecipient: group.first("original-recipient").map(address),
            action: group.first("action")?.lowercased(), status: status(group.first("status")),
            diagnosticCode: group.first("diagnostic-code").map(withoutType))
    }

    private static func address(_ value: String) -> String {
        let bare = withoutType(value)
        guard bare.utf8.first == UInt8(ascii: "<"), bare.utf8.last == UInt8(ascii: ">") else { return bare }
        return String(bare.dropFirst().dropLast())
    }

    /// `5.1.1 (bad address)` names the code and then a comment.
    private static func status(_ value: String?) -> String? {
        value?.split(whereSeparator: { $0 == " " || $0 == "(" }).first.map(String.init)
    }

    /// `rfc822; a@example.org` names a type before the value.
    private static func withoutType(_ value: String) -> String {
        guard let semicolon = value.utf8.firstIndex(of: UInt8(ascii: ";")) else { return value }
        let rest = value[value.index(after: semicolon)...]
        return String(rest.drop { $0 == " " })
    }
}
