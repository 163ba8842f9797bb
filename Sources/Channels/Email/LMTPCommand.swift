/// A command of a client, understood as far as it can be without knowing the state of the session.
enum LMTPCommand: Equatable {
    case lhlo(String)
    case mail(LMTPPath, LMTPMailParameters)
    case recipient(String)
    case data
    case reset
    case noop
    case verify
    case quit
    /// Not a command we take, with the line that says why.
    case refused(String)
}

/// An address between `<` and `>` without a source route; empty for `<>`.
struct LMTPPath: Equatable {
    /// Bytes at most: 64 before the @, 255 after it (RFC 5321 section 4.5.3.1).
    static let limit = 320
    let address: String
}

/// What may follow MAIL FROM.
struct LMTPMailParameters: Equatable {
    var size: Int?
    var isUTF8 = false
}

extension LMTPCommand {
    /// Understands one line without its CRLF (RFC 5321 section 4.1, RFC 2033 section 4).
    init(_ line: some Collection<UInt8>) {
        guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }),
            let text = String(validating: line, as: UTF8.self)
        else {
            self = .refused("500 5.5.2 control characters or broken UTF-8 in a command")
            return
        }
        let verb = text.prefix { $0 != " " }
        let rest = trimmed(text.dropFirst(verb.count))
        switch verb.uppercased() {
        case "LHLO": self = rest.isEmpty ? .refused("501 5.5.4 LHLO needs a name") : .lhlo(String(rest.prefix(255)))
        case "MAIL": self = Self.mail(rest)
        case "RCPT": self = Self.recipient(rest)
        case "DATA": self = rest.isEmpty ? .data : .refused("501 5.5.4 DATA takes no argument")
        case "RSET": self = rest.isEmpty ? .reset : .refused("501 5.5.4 RSET takes no argument")
        case "NOOP": self = .noop
        case "VRFY": self = rest.isEmpty ? .refused("501 5.5.4 VRFY needs an address") : .verify
        case "QUIT": self = rest.isEmpty ? .quit : .refused("501 5.5.4 QUIT takes no argument")
        case "EHLO", "HELO": self = .refused("500 5.5.1 this is LMTP, use LHLO")
        case "EXPN", "HELP", "TURN", "BDAT", "AUTH", "STARTTLS": self = .refused("502 5.5.1 not offered here")
        default: self = .refused("500 5.5.2 unknown command")
        }
    }

    private static func mail(_ text: Substring) -> LMTPCommand {
        guard let (path, parameters) = pathAndParameters(text, after: "FROM:") else {
            return .refused("501 5.1.7 MAIL FROM:<address> expected")
        }
        var understood = LMTPMailParameters()
        for parameter in parameters {
            let parts = parameter.uppercased().split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            switch (parts[0], parts.count > 1 ? parts[1] : nil) {
            case ("SIZE", let value?):
                guard value.utf8.count <= 20, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                    return .refused("501 5.5.4 SIZE is not a number")
                }
                understood.size = Int(value) ?? .max
            case ("BODY", "7BIT"), ("BODY", "8BITMIME"): break
            case ("BODY", _): return .refused("501 5.5.4 BODY must be 7BIT or 8BITMIME")
            case ("SMTPUTF8", nil): understood.isUTF8 = true
            default: return .refused("555 5.5.4 parameter not offered here")
            }
        }
        if !understood.isUTF8, !path.address.utf8.allSatisfy({ $0 < 0x80 }) {
            return .refused("553 5.6.7 address needs SMTPUTF8")
        }
        return .mail(path, understood)
    }

    private static func recipient(_ text: Substring) -> LMTPCommand {
        guard let (path, parameters) = pathAndParameters(text, after: "TO:"), !path.address.isEmpty else {
            return .refused("501 5.1.3 RCPT TO:<address> expected")
        }
        return parameters.isEmpty ? .recipient(path.address) : .refused("555 5.5.4 parameter not offered here")
    }
}

/// Splits `FROM:<address> A=1 B` into the address and its parameters; quoted local parts may hold `>` and spaces.
private func pathAndParameters(_ text: Substring, after word: String) -> (LMTPPath, [Substring])? {
    guard text.prefix(word.count).uppercased() == word else { return nil }
    let scalars = trimmed(text.dropFirst(word.count)).unicodeScalars
    guard scalars.first == "<" else { return nil }
    var isQuoted = false
    var isEscaped = false
    guard
        let end = scalars.dropFirst().firstIndex(where: { scalar in
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = isQuoted
            } else if scalar == "\"" {
                isQuoted.toggle()
            }
            return scalar == ">" && !isQuoted && !isEscaped
        })
    else { return nil }
    let inside = withoutRoute(Substring(scalars[..<end].dropFirst()))
    let rest = Substring(scalars[scalars.index(after: end)...])
    guard rest.isEmpty || rest.unicodeScalars.first == " ", inside.utf8.count <= LMTPPath.limit,
        isQuotedProperly(inside)
    else { return nil }
    return (LMTPPath(address: String(inside)), rest.split(separator: " "))
}

/// Drops an obsolete source route, `@relay,@other:` (RFC 5321 appendix C).
private func withoutRoute(_ path: Substring) -> Substring {
    guard path.unicodeScalars.first == "@", let colon = path.unicodeScalars.firstIndex(of: ":") else { return path }
    return path[colon...].dropFirst()
}

/// Outside quotes an address has no spaces and no brackets that could end it early somewhere else.
private func isQuotedProperly(_ address: Substring) -> Bool {
    if address.unicodeScalars.first == "\"" { return true }
    return !address.unicodeScalars.contains { [" ", "<", ">", "\t", ",", ";", "\""].contains($0) }
}

private func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.unicodeScalars.first == " " { text.unicodeScalars.removeFirst() }
    while text.unicodeScalars.last == " " { text.unicodeScalars.removeLast() }
    return text
}
