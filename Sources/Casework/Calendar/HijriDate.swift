import Foundation
import Synchronization

/// A day of the Hijri calendar.
///
/// Computed by Umm al-Qura, which equals the published calendar for 1420–1450 AH; announced months differ by a day at
/// times, hence `HijriOverrides`.
public struct HijriDate: Sendable, Codable, Hashable, Comparable {
    /// The year AH.
    public let year: Int
    /// The month, 1 (Muharram) … 12 (Dhu al-Hijjah).
    public let month: Int
    /// The day of the month, 1…30.
    public let day: Int

    /// A date as written; it is not checked that the month had so many days.
    public init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The Hijri date of a Gregorian day, with announced months taken into account.
    public init(_ day: CalendarDay, overrides: HijriOverrides = .none) {
        let computed = UmmAlQura.date(dayNumber: day.dayNumber)
        self = overrides.isEmpty ? computed : overrides.correct(computed, dayNumber: day.dayNumber)
    }

    /// Orders by time.
    public static func < (left: HijriDate, right: HijriDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// The Gregorian day of the date, with announced months taken into account; nil when there is no such date.
    public func gregorian(overrides: HijriOverrides = .none) -> CalendarDay? {
        guard (1...12).contains(month), (1...30).contains(day) else { return nil }
        guard let first = overrides.firstDay(of: HijriMonth(year: year, month: month)) else { return nil }
        let found = CalendarDay(dayNumber: first + day - 1)
        return HijriDate(found, overrides: overrides) == self ? found : nil
    }
}

/// A month of the Hijri calendar.
public struct HijriMonth: Sendable, Hashable {
    /// The year AH.
    public let year: Int
    /// The month, 1…12.
    public let month: Int

    /// A month.
    public init(year: Int, month: Int) {
        self.year = year
        self.month = month
    }

    /// Reads `1447-09`; nil when it is written otherwise or lies outside `UmmAlQura`'s years 1300…1600.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts.map(\.count) == [4, 2] else { return nil }
        guard let year = Int(String(Substring(parts[0]))), let month = Int(String(Substring(parts[1]))) else {
            return nil
        }
        guard UmmAlQura.years.contains(year), (1...12).contains(month) else { return nil }
        self.init(year: year, month: month)
    }

    var next: HijriMonth {
        month < 12 ? HijriMonth(year: year, month: month + 1) : HijriMonth(year: year + 1, month: 1)
    }

    var previous: HijriMonth {
        month > 1 ? HijriMonth(year: year, month: month - 1) : HijriMonth(year: year - 1, month: 12)
    }
}

/// Foundation's Umm al-Qura calendar, in days since 1970 and always in UTC.
enum UmmAlQura {
    /// The years for which month starts are asked.
    static let years = 1300...1600

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .islamicUmmAlQura)
        calendar.timeZone = .gmt
        calendar.locale = Locale(identifier: "en_US_POSIX")
        return calendar
    }()

    /// Days asked for before; every promise asks for the same few, and the calendar is slow.
    private static let known = Mutex<[Int: HijriDate]>([:])
    private static let mostKnown = 4096

    static func date(dayNumber: Int) -> HijriDate {
        if let date = known.withLock({ $0[dayNumber] }) { return date }
        let date = computed(dayNumber: dayNumber)
        known.withLock { known in
            if known.count >= mostKnown { known = [:] }
            known[dayNumber] = date
        }
        return date
    }

    private static func computed(dayNumber: Int) -> HijriDate {
        let noon = Date(timeIntervalSince1970: Double(dayNumber) * 86_400 + 43_200)
        let parts = calendar.dateComponents([.year, .month, .day], from: noon)
        return HijriDate(year: parts.year ?? 0, month: parts.month ?? 1, day: parts.day ?? 1)
    }

    /// The number of the month's first day, nil outside the known years.
    static func firstDay(of month: HijriMonth) -> Int? {
        guard years.contains(month.year), (1...12).contains(month.month) else { return nil }
        let parts = DateComponents(year: month.year, month: month.month, day: 1, hour: 12)
        guard let noon = calendar.date(from: parts) else { return nil }
        return Int((noon.timeIntervalSince1970 / 86_400).rounded(.down))
    }
}
