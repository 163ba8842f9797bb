import Foundation

/// One value in a server's answer (RFC 9051 section 4).
indirect enum IMAPValue: Equatable {
    case atom(String)
    case string(Data)
    case list([IMAPValue])

    var number: UInt32? {
        guard case .atom(let text) = self, text.utf8.allSatisfy(isDigit) else { return nil }
        return UInt32(text)
    }

    func isAtom(_ name: String) -> Bool {
        guard case .atom(let text) = self else { return false }
        return text.uppercased() == name
    }
}

/// One whole answer of a server: its lines as text, with its literals between them.
struct IMAPResponse {
    /// Lists within lists at most.
    static let depthLimit = 8

    enum Piece {
        case text([UInt8])
        case literal(Data)
    }

    let pieces: [Piece]

    /// The first piece as text, which holds everything of an answer without literals.
    var head: String {
        guard case .text(let bytes)? = pieces.first else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// All values in order; nil when the answer is not made of values.
    var values: [IMAPValue]? {
        var parser = Parser(pieces: pieces)
        return parser.values(depth: 0)
    }

    /// The number in a code such as `[UIDVALIDITY 3857529045]` of an untagged OK.
    func code(_ name: String) -> UInt32? {
        let text = head.uppercased()
        guard text.hasPrefix("* OK ["), let end = text.firstIndex(of: "]") else { return nil }
        let words = text[..<end].dropFirst(6).split(separator: " ")
        return words.count == 2 && words[0] == name ? UInt32(words[1]) : nil
    }
}

extension IMAPResponse {
    /// A cursor over the pieces; literals count as strings.
    private struct Parser {
        let pieces: [Piece]
        var piece = 0
        var offset = 0

        mutating func values(depth: Int) -> [IMAPValue]? {
            guard depth <= IMAPResponse.depthLimit else { return nil }
            var values: [IMAPValue] = []
            while piece < pieces.count {
                guard case .text(let bytes) = pieces[piece] else {
                    if case .literal(let data) = pieces[piece] { values.append(.string(data)) }
                    advance()
                    continue
                }
                guard offset < bytes.count else {
                    advance()
                    continue
                }
                switch bytes[offset] {
                case UInt8(ascii: " "): offset += 1
                case UInt8(ascii: "("):
                    offset += 1
                    guard let inner = self.values(depth: depth + 1) else { return nil }
                    values.append(.list(inner))
                case UInt8(ascii: ")"):
                    offset += 1
                    return depth > 0 ? values : nil
                case UInt8(ascii: "\""):
                    guard let text = quoted(bytes) else { return nil }
                    values.append(.string(text))
                default: values.append(.atom(atom(bytes)))
                }
            }
            return depth == 0 ? values : nil
        }

        private mutating func advance() {
            piece += 1
            offset = 0
        }

        private mutating func quoted(_ bytes: [UInt8]) -> Data? {
            var text = Data()
            var index = offset + 1
            while index < bytes.count {
                if bytes[index] == UInt8(ascii: "\"") {
                    offset = index + 1
                    return text
                }
                if bytes[index] == UInt8(ascii: "\\") { index += 1 }
                guard index < bytes.count else { return nil }
                text.append(bytes[index])
                index += 1
            }
            return nil
        }

        private mutating func atom(_ bytes: [UInt8]) -> String {
            let ends = [UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\"")]
            let rest = bytes[offset...]
            let end = rest.dropFirst().firstIndex { ends.contains($0) } ?? rest.endIndex
            offset = end
            return String(decoding: rest[..<end], as: UTF8.self)
        }
    }
}
