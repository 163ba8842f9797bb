import Foundation
import Testing

@testable import Scanning

@Suite("Photographs taken sideways")
struct JPEGOrientationTests {
    /// A JPEG's beginning that says how the camera was held.
    private func header(_ orientation: UInt8, little: Bool) -> Data {
        let tiff: [UInt8] =
            little
            ? [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
            : [0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
        let segment = Data("Exif\0\0".utf8) + tiff
        return Data([0xFF, 0xD8, 0xFF, 0xE1, 0, UInt8(segment.count + 2)]) + segment
    }

    @Test("the way the camera was held is read in both byte orders", arguments: 1...8)
    func orientation(value: UInt8) {
        #expect(JPEGOrientation.of(header(value, little: true)) == Int(value))
        #expect(JPEGOrientation.of(header(value, little: false)) == Int(value))
    }

    @Test("what makes no sense is taken as upright")
    func nonsense() {
        #expect(JPEGOrientation.of(header(0, little: true)) == 1)
        #expect(JPEGOrientation.of(header(9, little: false)) == 1)
        #expect(JPEGOrientation.of(Data()) == 1)
        #expect(JPEGOrientation.of(Data([0xFF, 0xD8, 0xFF, 0xE1, 0, 0])) == 1)
        #expect(JPEGOrientation.of(Data(repeating: 0xFF, count: 100_000)) == 1)
        let whole = header(6, little: true)
        for length in 0..<(whole.count - 8) { #expect(JPEGOrientation.of(whole.prefix(length)) == 1) }
    }

    @Test("a photograph lying on its side is turned before it is read", .enabled(if: Tool.exists("pdftoppm")))
    func turned() throws {
        let samples = try Samples()
        let pdf = try samples.file("blank.pdf", Samples.pdf(pages: 1))
        let picture = pdf.deletingPathExtension()
        try Tool.run(
            "pdftoppm", "-r", "72", "-x", "0", "-y", "0", "-W", "120", "-H", "60", "-jpeg", "-singlefile", pdf.path,
            picture.path)
        let jpeg = try Data(contentsOf: picture.appendingPathExtension("jpg"))
        for orientation in UInt8(1)...8 {
            let file = try samples.file("photo.jpg", header(orientation, little: true) + jpeg.dropFirst(2))
            let png = try #require(ScanReader.pagePNG(fileAt: file, page: 0))
            let size = png.dropFirst(16).prefix(8).map(Int.init)
            let expected = orientation < 5 ? [120, 60] : [60, 120]
            #expect(size.count == 8 && [size[3], size[7]] == expected)
        }
    }
}
