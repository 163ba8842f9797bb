import struct Foundation.Data

/// How a telephone was held when it took a photograph (Exif 2.3, tag 0112 hexadecimal).
enum JPEGOrientation {
    /// The orientation 1…8; 1, upright, when the file says nothing that makes sense.
    static func of(_ bytes: Data) -> Int {
        let start = Array(bytes.prefix(longestHeader))
        guard start.starts(with: [0xFF, 0xD8]) else { return 1 }
        var offset = 2
        while let marker = uint16(start, offset, little: false), marker & 0xFF00 == 0xFF00, marker != 0xFFDA,
            let length = uint16(start, offset + 2, little: false), length >= 2
        {
            if marker == 0xFFE1, let found = orientation(in: start.dropFirst(offset + 4).prefix(length - 2)) {
                return found
            }
            offset += 2 + length
        }
        return 1
    }

    private static let longestHeader = 256 << 10
    private static let mostEntries = 512

    private static func orientation(in segment: ArraySlice<UInt8>) -> Int? {
        let exif = Array("Exif\0\0".utf8)
        guard segment.starts(with: exif) else { return nil }
        let tiff = Array(segment.dropFirst(exif.count))
        let little = tiff.starts(with: Array("II".utf8))
        guard little || tiff.starts(with: Array("MM".utf8)),
            let high = uint16(tiff, little ? 6 : 4, little: little), high == 0,
            let directory = uint16(tiff, little ? 4 : 6, little: little),
            let count = uint16(tiff, directory, little: little)
        else { return nil }
        for index in 0..<min(count, mostEntries) {
            let entry = directory + 2 + 12 * index
            guard let tag = uint16(tiff, entry, little: little) else { return nil }
            if tag == 0x0112 {
                return uint16(tiff, entry + 8, little: little).flatMap { (1...8).contains($0) ? $0 : nil }
            }
        }
        return nil
    }

    private static func uint16(_ bytes: [UInt8], _ offset: Int, little: Bool) -> Int? {
        guard offset >= 0, offset + 1 < bytes.count else { return nil }
        let (first, second) = (Int(bytes[offset]), Int(bytes[offset + 1]))
        return little ? second << 8 | first : first << 8 | second
    }
}
