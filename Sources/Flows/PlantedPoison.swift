import Foundation
import Synchronization

/// Messages that harm their reader, for the tests of claim D12: in a debug build that was told to believe them, a header
/// field `X-Wasl-Poison` traps, loops for ever or takes 2 GiB of memory. A release build holds nothing of it.
public enum PlantedPoison {
    /// Makes the field work in this process.
    public static func believe(_ isBelieved: Bool) {
        #if DEBUG
            Self.isBelieved.withLock { $0 = isBelieved }
        #endif
    }

    /// Does what the message's field says.
    @inline(__always) static func taste(_ raw: Data) {
        #if DEBUG
            guard isBelieved.withLock({ $0 }) else { return }
            let head = String(decoding: raw.prefix(4_096), as: UTF8.self)
            if head.contains("X-Wasl-Poison: trap") { trap(raw.count) }
            if head.contains("X-Wasl-Poison: loop") { while raw.count >= 0 {} }
            if head.contains("X-Wasl-Poison: memory") { eaten.withLock { $0 = Array(repeating: 1, count: 2 << 30) } }
        #endif
    }

    #if DEBUG
        private static let isBelieved = Mutex(false)
        private static let eaten = Mutex([UInt8]())

        private static func trap(_ count: Int) {
            let nothing: [UInt8] = []
            eaten.withLock { $0 = [nothing[count]] }
        }
    #endif
}
