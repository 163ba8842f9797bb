import Foundation

extension SettingValue {
    /// The same tree with every `{env: NAME}` and `${NAME}` replaced, and a problem for each name that is not set.
    ///
    /// `lookUp` is asked for each name; names are capital letters, digits and underscores.
    func resolvingSecrets(_ lookUp: (String) -> String?) -> (value: SettingValue, problems: [ConfigurationProblem]) {
        var problems: [ConfigurationProblem] = []
        let value = resolved(lookUp, &problems)
        return (value, problems)
    }

    private func resolved(_ lookUp: (String) -> String?, _ problems: inout [ConfigurationProblem]) -> SettingValue {
        var copy = self
        switch content {
        case .map(let entries):
            if entries.count == 1, let entry = entries.first, entry.key == "env", let name = entry.value.text {
                copy.content = .string("${\(name)}")
                copy.written = "${\(name)}"
                return copy.resolved(lookUp, &problems)
            }
            copy.content = .map(
                entries.map { entry in
                    Entry(key: entry.key, place: entry.place, value: entry.value.resolved(lookUp, &problems))
                })
        case .list(let elements): copy.content = .list(elements.map { $0.resolved(lookUp, &problems) })
        case .string(let text): copy.fill(text, lookUp, &problems)
        case .empty, .int, .double, .bool: break
        }
        return copy
    }

    private mutating func fill(
        _ text: String, _ lookUp: (String) -> String?, _ problems: inout [ConfigurationProblem]
    ) {
        let pieces = SecretPiece.split(text)
        guard pieces.contains(where: \.isName) else { return }
        var filled = ""
        for piece in pieces {
            switch piece {
            case .text(let text): filled += text
            case .name(let name):
                guard let secret = lookUp(name), !secret.isEmpty else {
                    problems.append(
                        problem(
                            "The environment has no ‘\(name)’, which ‘\(place.path)’ needs.",
                            cure: "Set \(name) before starting, or write ‘enabled: false’ for the channel."))
                    continue
                }
                filled += secret
            }
        }
        content = .string(filled)
        isSecret = true
    }
}

/// A part of a text: words as they are, or the name of a secret.
private enum SecretPiece {
    case text(String)
    case name(String)

    var isName: Bool {
        if case .name = self { true } else { false }
    }

    static func split(_ text: String) -> [SecretPiece] {
        var pieces: [SecretPiece] = []
        var rest = Substring(text)
        while let open = rest.range(of: "${"), let close = rest[open.upperBound...].firstIndex(of: "}") {
            let name = rest[open.upperBound..<close]
            pieces.append(.text(String(rest[..<open.lowerBound])))
            pieces.append(isNameful(name) ? .name(String(name)) : .text("${\(name)}"))
            rest = rest[rest.index(after: close)...]
        }
        return pieces + [.text(String(rest))]
    }

    private static func isNameful(_ name: Substring) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }
}
