import Testing

@testable import Typesetting

@Suite("QR codes")
struct QRCodeTests {
    @Test(
        "a code is a square of a lawful size with its three finder patterns",
        arguments: ["1", "https://a.example/v/26004173", "للتحقق"])
    func square(text: String) throws {
        let modules = try QRCode.modules(for: text)
        #expect(modules.count >= 21 && modules.count % 4 == 1)
        #expect(modules.allSatisfy { $0.count == modules.count })
        let far = modules.count - 7
        for (row, column) in [(0, 0), (0, far), (far, 0)] {
            let ring = (0..<7).map { modules[row][column + $0] }
            #expect(ring == Array(repeating: true, count: 7))
            #expect(modules[row + 1][(column + 1)..<(column + 6)].allSatisfy { !$0 })
            #expect(modules[row + 3][column + 3])
        }
        #expect(try QRCode.modules(for: text) == modules)
    }

    @Test("the picture for pages shows exactly the dark modules, inside a quiet zone")
    func svg() throws {
        let modules = try QRCode.modules(for: "26004173")
        let runs = QRCode.runs(of: modules)
        #expect(runs.reduce(0) { $0 + $1.length } == modules.joined().filter { $0 }.count)
        for run in runs {
            #expect(modules[run.row][run.column..<(run.column + run.length)].allSatisfy { $0 })
        }
        let svg = try QRCode.svg(for: "26004173")
        #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 29 29\""))
        #expect(svg.contains("M4 4h7v1h-7z"))
    }

    @Test("what no code can hold is refused", arguments: [0, QRCode.mostBytes + 1, 100_000])
    func refused(bytes: Int) {
        #expect(throws: TypesettingError.codeTooLong(bytes: bytes)) {
            try QRCode.modules(for: String(repeating: "a", count: bytes))
        }
        #expect(throws: Never.self) { try QRCode.modules(for: String(repeating: "a", count: QRCode.mostBytes)) }
    }
}
