import Testing

@testable import Channels

/// Reads `wire` in the pieces given by `cuts`; nil for the content when the end was not seen.
private func read(_ wire: [UInt8], cutAt cuts: [Int] = []) -> (content: [UInt8], isComplete: Bool, rest: [UInt8]) {
    var reader = LMTPDataReader()
    var content: [UInt8] = []
    var start = 0
    for end in cuts.sorted() + [wire.count] where end > start {
        let (used, isComplete) = Array(wire[start..<end]).withUnsafeBytes { bytes in
            reader.read(bytes) { content.append(contentsOf: $0) }
        }
        if isComplete { return (content, true, Array(wire[(start + used)...])) }
        #expect(used == end - start)
        start = end
    }
    return (content, false, [])
}

@Suite("The content of a message is taken out of the connection exactly")
struct LMTPDataReaderTests {
    @Test(
        "Only CRLF dot CRLF ends a message, and only the first dot of a line is taken away",
        arguments: [
            (".\r\n", "", ""),
            ("a\r\n.\r\n", "a\r\n", ""),
            ("a\r\n.\r\nQUIT\r\n", "a\r\n", "QUIT\r\n"),
            ("..\r\n.\r\n", ".\r\n", ""),
            ("...\r\n.\r\n", "..\r\n", ""),
            (".a\r\n.\r\n", "a\r\n", ""),
            ("a.b\r\n.\r\n", "a.b\r\n", ""),
            ("\r\n.\r\n", "\r\n", ""),
            ("a\r\r\n.\r\n", "a\r\r\n", ""),
            ("ا\r\n..ب\r\n.\r\n", "ا\r\n.ب\r\n", ""),
        ])
    func ends(wire: String, content: String, rest: String) {
        let result = read(Array(wire.utf8))
        #expect(result.isComplete)
        #expect(String(decoding: result.content, as: UTF8.self) == content)
        #expect(String(decoding: result.rest, as: UTF8.self) == rest)
    }

    @Test(
        "A second message cannot be smuggled in behind a bare CR or LF",
        arguments: [
            ("a\n.\nMAIL", "a\n.\nMAIL"),
            ("a\n.\r\nMAIL", "a\n.\r\nMAIL"),
            ("a\r.\rMAIL", "a\r.\rMAIL"),
            ("a\r.\r\nMAIL", "a\r.\r\nMAIL"),
            ("a\r\n.\nMAIL", "a\r\n\nMAIL"),
            ("a\r\n.\rMAIL", "a\r\n\rMAIL"),
            ("a\r\n.\r\rMAIL", "a\r\n\r\rMAIL"),
            ("a\r\n.\r\r\nMAIL", "a\r\n\r\r\nMAIL"),
            ("a\r\r\n.\nMAIL", "a\r\r\n\nMAIL"),
            ("a\r\n..\r\nMAIL", "a\r\n.\r\nMAIL"),
            ("a\r\n.\u{0}\r\nMAIL", "a\r\n\u{0}\r\nMAIL"),
            ("a\r\n. \r\nMAIL", "a\r\n \r\nMAIL"),
            ("a\n\r.\n\rMAIL", "a\n\r.\n\rMAIL"),
            ("a\r\n \r.\r\nMAIL", "a\r\n \r.\r\nMAIL"),
        ])
    func smuggling(attempt: String, content: String) {
        let open = read(Array(attempt.utf8))
        #expect(!open.isComplete)
        let closed = read(Array((attempt + "\r\n.\r\n").utf8))
        #expect(closed.isComplete)
        #expect(Array(closed.content) == Array((content + "\r\n").utf8))
        #expect(closed.rest.isEmpty)
    }

    @Test("A message is the same however the network cuts it")
    func everySplit() {
        let wire = Array("..a\r\n.b\r\n.\rc\r\n.\r\rd\r\n...\r\n\r\n\n.\n\r.\r\r\n.\r\nNOOP\r\n".utf8)
        let whole = read(wire)
        #expect(whole.isComplete)
        #expect(String(decoding: whole.content, as: UTF8.self) == ".a\r\nb\r\n\rc\r\n\r\rd\r\n..\r\n\r\n\n.\n\r.\r\r\n")
        #expect(whole.rest == Array("NOOP\r\n".utf8))
        let end = wire.count - whole.rest.count
        for first in 1..<end {
            for second in first..<end {
                let cut = read(wire, cutAt: [first, second])
                #expect(cut.isComplete && cut.content == whole.content)
            }
        }
        #expect(read(wire, cutAt: Array(1..<wire.count)).content == whole.content)
    }

    @Test("What a sender doubles, the receiver makes single again")
    func roundTrip() {
        var state: UInt64 = 42
        for _ in 0..<300 {
            let content = (0..<40).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return [0x0D, 0x0A, 0x2E, 0x61][Int(state >> 62)]
            }
            let result = read(stuffed(content + [0x0D, 0x0A]))
            #expect(result.isComplete && result.content == content + [0x0D, 0x0A] && result.rest.isEmpty)
        }
    }
}

/// Doubles dots after CRLF only, as a sender does that leaves bare CR and LF alone, and adds the final dot.
func stuffed(_ content: [UInt8]) -> [UInt8] {
    var wire: [UInt8] = []
    var atLineStart = true
    var previous: UInt8 = 0
    for byte in content {
        if byte == 0x2E, atLineStart { wire.append(0x2E) }
        wire.append(byte)
        atLineStart = previous == 0x0D && byte == 0x0A
        previous = byte
    }
    return wire + Array(".\r\n".utf8)
}
