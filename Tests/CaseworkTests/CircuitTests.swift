import Casework
import Foundation
import Testing

@Suite("Circuits of destinations")
struct CircuitTests {
    static let now = Date(timeIntervalSince1970: 1_770_706_800)

    @Test("a destination rests after some failures in a row, longer each time, never longer than a quarter of an hour")
    func opens() {
        var circuit = Circuit()
        var pauses: [TimeInterval] = []
        for _ in 1...40 {
            circuit = circuit.failed("busy", asked: nil, at: Self.now)
            pauses.append(circuit.restsUntil.map { $0.timeIntervalSince(Self.now) } ?? 0)
        }
        #expect(pauses.prefix(6) == [0, 0, 0, 30, 60, 120])
        #expect(pauses.max() == Circuit.longestPause)
        #expect(circuit.rests(at: Self.now) && !circuit.isProbed(at: Self.now))
        #expect(circuit.isProbed(at: Self.now.addingTimeInterval(901)))
    }

    @Test(
        "a time that the destination asks for is believed at once, within an hour",
        arguments: [(20.0, 20.0), (1e12, 3600)])
    func asked(seconds: Double, pause: TimeInterval) {
        let circuit = Circuit().failed("busy", asked: seconds, at: Self.now)
        #expect(circuit.restsUntil == Self.now.addingTimeInterval(pause))
    }
}
