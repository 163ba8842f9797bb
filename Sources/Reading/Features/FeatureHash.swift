/// Wasl's own hash of scalars (FNV-1a with a final mix); the same on every machine.
enum FeatureHash {
    static let basis: UInt32 = 2_166_136_261

    /// Takes in one scalar; all digits count as one.
    @inline(__always)
    static func step(_ hash: UInt32, _ value: UInt32) -> UInt32 {
        (hash ^ (ScalarFold.isDigit(value) ? 0x30 : value)) &* 16_777_619
    }

    /// Spreads a hash over all 32 bits.
    @inline(__always)
    static func mixed(_ hash: UInt32) -> UInt32 {
        var mixed = hash
        mixed ^= mixed >> 16
        mixed = mixed &* 0x7FEB_352D
        mixed ^= mixed >> 15
        mixed = mixed &* 0x846C_A68B
        mixed ^= mixed >> 16
        return mixed
    }

    /// The hash of a stretch of scalars.
    static func hash(_ buffer: UnsafeBufferPointer<UInt32>, _ range: Range<Int>, seed: UInt32) -> UInt32 {
        var hash = basis ^ seed
        for position in range { hash = step(hash, buffer[position]) }
        return hash
    }

    /// The hash of how a word sounds at its roughest: without weak letters (ا و ي ه ء) and doubling, emphatic letters as plain
    /// ones, as writers of dialect, of Arabizi and of haste spell it.
    static func sound(_ buffer: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> UInt32 {
        var hash = basis ^ 33
        var last: UInt32 = 0
        for position in range {
            let plain = plainSound(buffer[position])
            if plain == 0 || plain == last { continue }
            hash = step(hash, plain)
            last = plain
        }
        return hash
    }

    /// The hash of two hashes in order.
    @inline(__always)
    static func join(_ first: UInt32, _ second: UInt32) -> UInt32 {
        ((first &* 16_777_619) ^ (second &+ 0x9E37_79B9)) &* 16_777_619
    }

    private static func plainSound(_ value: UInt32) -> UInt32 {
        switch value {
        case 0x627, 0x648, 0x64A, 0x647, 0x62D, 0x621: 0
        case 0x635: 0x633
        case 0x637, 0x62B: 0x62A
        case 0x636, 0x638, 0x630: 0x62F
        case 0x642, 0x63A: 0x643
        default: value
        }
    }
}
