import Foundation

/// Files that the tests read, written into a folder of their own.
struct Samples: ~Copyable {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "wasl-scan-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> URL {
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        return file
    }

    /// A PNG header that promises a picture; the checksums are right and the picture is not there.
    static func pngHeader(width: UInt32, height: UInt32) -> Data {
        var body = Data("IHDR".utf8)
        for number in [width, height] { body.append(contentsOf: bigEndian(number)) }
        body.append(contentsOf: [8, 2, 0, 0, 0])
        var file = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]) + body
        file.append(contentsOf: bigEndian(crc(body)))
        let end = Data("IDAT".utf8)
        file.append(contentsOf: [0, 0, 0, 0] + end + bigEndian(crc(end)))
        return file
    }

    /// A TIFF (little-endian) of so many pages that share one strip of white dots.
    static func tiff(pages: Int, width: UInt16 = 64, height: UInt16 = 64) -> Data {
        let strip = Data(repeating: 0, count: 64 * 8)
        var file = Data([0x49, 0x49, 0x2A, 0]) + little(UInt32(8 + strip.count)) + strip
        let tags: [(UInt16, UInt16, UInt32)] = [
            (256, 3, UInt32(width)), (257, 3, UInt32(height)), (258, 3, 1), (259, 3, 1), (262, 3, 0), (273, 4, 8),
            (277, 3, 1), (278, 3, UInt32(height)), (279, 4, UInt32(strip.count)),
        ]
        for page in 0..<pages {
            file += little(UInt16(tags.count))
            for (tag, type, value) in tags { file += little(tag) + little(type) + little(UInt32(1)) + little(value) }
            file += little(page + 1 < pages ? UInt32(file.count + 4) : 0)
        }
        return file
    }

    /// A PDF of so many empty pages with a media box in points.
    static func pdf(pages: Int, side: Double = 200) -> Data {
        let kids = (0..<pages).map { "\($0 + 3) 0 R" }.joined(separator: " ")
        var objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[\(kids)]/Count \(pages)>>"]
        for _ in 0..<pages { objects.append("<</Type/Page/Parent 2 0 R/MediaBox[0 0 \(side) \(side)]>>") }
        var file = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(file.utf8.count)
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets { file += String(repeating: "0", count: 10 - "\(offset)".count) + "\(offset) 00000 n \n" }
        file += "trailer<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
        return Data(file.utf8)
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private static func little<Number: FixedWidthInteger>(_ value: Number) -> Data {
        Data((0..<(Number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) })
    }

    private static func crc(_ bytes: Data) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 {
                let isOdd = sum & 1 == 1
                sum >>= 1
                if isOdd { sum ^= 0xEDB8_8320 }
            }
        }
        return ~sum
    }
}
