import Casework
import Foundation
import Testing

@testable import Channels

@Suite("What servers' words mean, in many languages and forms")
struct BounceWordsTests {
    @Test("The words of each server say why it refused")
    func words() throws {
        let lines = try Self.text("bounce-words.txt").split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(lines.count > 200)
        for line in lines {
            let parts = line.split(separator: "\t").map(String.init)
            let declared = parts[1] == "-" ? SMTPWords.enhancedStatus(in: parts[2]) ?? "" : parts[1]
            #expect(BounceWords.reason(parts[2], status: declared).rawValue == parts[0], "\(parts[2])")
        }
    }

    @Test("Notices in servers' own forms name the recipients and why; a person who tells of one is a person")
    func forms() throws {
        for block in try Self.text("bounces.txt").components(separatedBy: "#### case ").dropFirst() {
            let parts = block.components(separatedBy: "\n#### ").map { $0.split(separator: "\n", maxSplits: 1) }
            let named = Dictionary(uniqueKeysWithValues: parts.dropFirst().map { ($0[0], String($0.last ?? "")) })
            let head = (named["head"] ?? "").split(separator: "\n").map { Self.encoded(String($0)) }
            let raw =
                (head + ["To: al-eman@al-eman.example", "Content-Type: text/plain; charset=utf-8", ""])
                .joined(separator: "\n") + "\n" + (named["mail"] ?? "")
            let mark = MailReading.read(Fixtures.delivery(raw)).automatic
            let failed = mark?.kind == .bounce ? mark?.failed ?? [] : []
            let wanted = (named["expect"] ?? "").split(separator: "\n").filter { $0 != "none" && !$0.isEmpty }
            #expect(failed.map { "\($0.address) \($0.reason.rawValue)" } == wanted.map(String.init), "\(parts[0][0])")
        }
    }

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: Fixtures.root.appending(path: "Tests/Cases/\(name)"), encoding: .utf8)
    }

    private static func encoded(_ field: String) -> String {
        guard field.utf8.contains(where: { $0 >= 0x80 }), let colon = field.firstIndex(of: ":") else { return field }
        let value = field[field.index(colon, offsetBy: 2)...]
        return "\(field[..<colon]): =?utf-8?B?\(Data(value.utf8).base64EncodedString())?="
    }
}
