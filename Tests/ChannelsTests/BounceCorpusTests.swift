import Casework
import Foundation
import Testing

@testable import Channels

@Suite("Bounces of many mail servers")
struct BounceCorpusTests {
    private struct Line: Decodable {
        struct Recipient: Decodable {
            var dsn: String
            var code: String
            var reason: String
            var hard: Bool
        }
        var id: String
        var raw_b64: String
        var expected: [Recipient]
    }

    private static let file = Fixtures.root.appending(path: "../shared/data/mail/bounces.jsonl")

    @Test(
        "Nearly every server's bounce is seen as one, and no dead address is taken for a living one too often",
        .enabled(if: FileManager.default.fileExists(atPath: file.path)))
    func corpus() throws {
        var seen = 0
        var total = 0
        var recipients = 0
        var rightHardness = 0
        for text in try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n") {
            let line = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
            guard let raw = Data(base64Encoded: line.raw_b64),
                line.expected.contains(where: { Self.isFailure($0.reason) })
            else { continue }
            total += 1
            let mark = MailReading.read(Fixtures.delivery(raw)).automatic
            if mark?.kind == .bounce { seen += 1 } else { Self.show(line.id, mark) }
            guard let first = line.expected.first else { continue }
            recipients += 1
            let hard = mark?.failed.first?.isHard ?? false
            if hard == first.hard { rightHardness += 1 } else { Self.show(line.id, mark, first.reason) }
        }
        #expect(Double(seen) >= 0.99 * Double(total), "\(seen) of \(total)")
        #expect(Double(rightHardness) >= 0.93 * Double(recipients), "\(rightHardness) of \(recipients)")
    }

    private static func isFailure(_ reason: String) -> Bool {
        !["feedback", "delivered", "vacation", ""].contains(reason)
    }

    private static func show(_ id: String, _ mark: AutomaticMark?, _ reason: String = "") {
        guard ProcessInfo.processInfo.environment["WASL_SHOW"] != nil else { return }
        print(
            "MISS", id, mark?.kind.rawValue ?? "none", reason,
            mark?.failed.map { "\($0.status)|\($0.diagnostic.prefix(120))" } ?? [])
    }
}
