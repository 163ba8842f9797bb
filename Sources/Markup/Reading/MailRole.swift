/// What mail programs mean by a division of the HTML that they write.
enum MailRole {
    /// The whole of it repeats an earlier mail or introduces it.
    case quote
    /// What stands before its first `blockquote` introduces the quotation; what stands after one is the writer's
    /// answer.
    case introduction
    /// From here on everything repeats an earlier mail, its header fields first.
    case original
    /// The writer's signature.
    case signature

    /// The role of an element by its class and id; programs that pass a mail on put their own letters before the names.
    static func of(_ element: Element) -> MailRole? {
        for attribute in ["class", "id"] {
            guard let value = element.attributes[attribute], value.utf8.count <= 400 else { continue }
            for name in value.lowercased().split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" }) {
                if let role = roles[String(name)] { return role }
                if isPassedOn(name), let known = names.first(where: { name.hasSuffix($0) }) { return roles[known] }
            }
        }
        return nil
    }

    /// Whether a blockquote repeats an earlier mail: all but those by which some editors indent, and a citation that
    /// Gmail's writer put outside a quotation.
    static func isQuote(blockquote element: Element, isInside: Bool) -> Bool {
        if element.attributes["type"] == "cite" { return true }
        if !isInside, element.attributes["class"] == "gmail_quote" { return false }
        let style = element.attributes["style"]?.lowercased().filter { $0 != " " } ?? ""
        return !(style.contains("margin") && style.contains("border:none"))
    }

    private static let roles: [String: MailRole] = [
        "gmail_quote": .introduction, "gmail_quote_container": .introduction, "zmail_extra": .introduction,
        "protonmail_quote": .introduction, "tutanota_quote": .introduction, "gmail_attr": .quote,
        "moz-cite-prefix": .quote, "yahoo_quoted": .quote, "aolmail_quote": .quote, "quote-header": .quote,
        "divrplyfwdmsg": .original, "stopspelling": .original, "olk_src_body_section": .original,
        "mail-editor-reference-message-container": .original, "ms-outlook-mobile-reference-message": .original,
        "outlookmessageheader": .original, "isreplycontent": .original, "replyforwardmessage": .original,
        "gmail_signature": .signature, "moz-signature": .signature, "signature": .signature,
        "applemailsignature": .signature, "ms-outlook-mobile-signature": .signature,
        "protonmail_signature_block": .signature, "yahoo-signature": .signature, "zmail_signature": .signature,
    ]

    private static let names = roles.keys.sorted()

    /// `x_`, `ecx`, `yiv0123` and `m_-55` are what Outlook, Hotmail, Yahoo and Gmail put before names.
    private static func isPassedOn(_ prefix: Substring) -> Bool {
        prefix.hasPrefix("x_") || prefix.hasPrefix("ecx") || prefix.hasPrefix("yiv") || prefix.hasPrefix("m_")
            || prefix.hasPrefix("ydp")
    }
}
