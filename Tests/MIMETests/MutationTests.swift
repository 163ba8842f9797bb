import Foundation
import Testing

@testable import MIME

/// The examples with which the fuzzer starts.
enum Seeds {
    static let all: [[UInt8]] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fuzz/Seeds")
            .standardizedFileURL
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.sorted { $0.path < $1.path }.compactMap { try? Array(Data(contentsOf: $0)) }
    }()
}

@Suite("Damaged bytes break no reader")
struct MutationTests {
    @Test("Every reader survives mutations of the fuzzer's examples")
    func readers() throws {
        try #require(Seeds.all.count > 10)
        var noise = Noise(seed: 11)
        let clock = ContinuousClock()
        let start = clock.now
        var rounds = 0
        while start.duration(to: clock.now) < .seconds(4) {
            for seed in Seeds.all {
                let bytes = Self.mutated(seed, &noise)
                Self.read(bytes)
                rounds += 1
            }
        }
        print("mutations read: \(rounds)")
    }

    private static func read(_ bytes: [UInt8]) {
        let mail = MIMEParser.parse(Data(bytes))
        for attachment in mail.attachments.prefix(3) {
            #expect(MIMEParser.attachment(at: attachment.index, of: Data(bytes))?.count == attachment.bytes)
        }
        var list = AddressList(hint: nil, limit: 100)
        list.read(bytes)
        _ = HeaderText.decode(bytes, hint: .windows1256)
        _ = MailDate.read(bytes)
        _ = MediaType.read(bytes).first("name")
        _ = TextDecoding.decode(bytes, label: nil, hint: nil)
        _ = TNEF([0x78, 0x9F, 0x3E, 0x22, 1, 0] + bytes)
        _ = MAPIProperties(bytes[...])
        _ = RTFText(bytes)
        _ = CompressedRTF.decoded([1, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0x4C, 0x5A, 0x46, 0x75, 0, 0, 0, 0] + bytes[...])
        _ = SignedData(bytes).content
        _ = Invitation("BEGIN:VEVENT\n" + String(decoding: bytes, as: UTF8.self))
        var files = UnpackedFiles()
        _ = files.takeFiles(from: bytes, place: 0, .standard)
    }

    private static func mutated(_ seed: [UInt8], _ noise: inout Noise) -> [UInt8] {
        var bytes = seed
        for _ in 0...(noise.next() % 6) where !bytes.isEmpty {
            let place = Int(noise.next() % UInt64(bytes.count))
            switch noise.next() % 5 {
            case 0: bytes[place] = UInt8(noise.next() & 0xFF)
            case 1: bytes.removeLast(min(bytes.count - 1, Int(noise.next() % 40)))
            case 2: bytes.insert(contentsOf: bytes[place...].prefix(Int(noise.next() % 60)), at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int(noise.next() % 12)))
            default:
                let other = Seeds.all[Int(noise.next() % UInt64(Seeds.all.count))]
                bytes.insert(contentsOf: other.prefix(Int(noise.next() % 200)), at: place)
            }
        }
        return bytes
    }
}
