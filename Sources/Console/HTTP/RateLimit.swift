import Foundation
import Synchronization

/// Counts what each address does in a window of time; bounded in memory, lost at restart.
final class RateLimit: Sendable {
    /// The most addresses remembered; when full, the oldest windows are forgotten.
    static let maximumEntries = 20_000

    private struct Window {
        var startedAt: Date
        var count: Int
    }

    private let limit: Int
    private let seconds: Double
    private let windows = Mutex<[String: Window]>([:])

    /// Allows `limit` (from 1) acts in `seconds`.
    init(_ limit: Int, in seconds: Double) {
        self.limit = limit
        self.seconds = seconds
    }

    /// Counts one act of an address; nil when allowed, else the seconds to wait.
    func refuse(_ address: String, at now: Date) -> Int? {
        windows.withLock { windows in
            let key = Self.network(address)
            if var window = windows[key], now.timeIntervalSince(window.startedAt) < seconds {
                guard window.count < limit else {
                    return Int(exactly: (seconds - now.timeIntervalSince(window.startedAt)).rounded(.up)) ?? 60
                }
                window.count += 1
                windows[key] = window
                return nil
            }
            if windows.count >= Self.maximumEntries { forget(&windows, at: now) }
            windows[key] = Window(startedAt: now, count: 1)
            return nil
        }
    }

    /// IPv6 addresses count by their /64, which one household or phone holds.
    private static func network(_ address: String) -> String {
        let groups = address.split(separator: ":", omittingEmptySubsequences: false)
        return groups.count > 2 ? groups.prefix(4).joined(separator: ":") : address
    }

    /// Forgets the windows that are over, and if that is not enough, the older half.
    private func forget(_ windows: inout [String: Window], at now: Date) {
        windows = windows.filter { now.timeIntervalSince($0.value.startedAt) < seconds }
        guard windows.count >= Self.maximumEntries else { return }
        let starts = windows.values.map(\.startedAt).sorted()
        let middle = starts[starts.count / 2]
        windows = windows.filter { $0.value.startedAt > middle }
    }
}

/// Counts what runs at once, up to a limit.
final class Places: Sendable {
    private let limit: Int
    private let taken = Mutex(0)

    /// So many places.
    init(_ limit: Int) { self.limit = limit }

    /// Takes a place; false when all are taken.
    func take() -> Bool {
        taken.withLock { taken in
            guard taken < limit else { return false }
            taken += 1
            return true
        }
    }

    /// Gives a place back.
    func leave() { taken.withLock { $0 = max(0, $0 - 1) } }
}
