import Casework
public import Foundation

/// Short spellings for the arguments of statements.
extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    /// Text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A number.
    public init(integerLiteral value: Int64) { self = .int(value) }

    /// Text or NULL.
    public static func text(orNull value: String?) -> SQLValue { value.map(SQLValue.text) ?? .null }
    /// A number or NULL.
    public static func int(orNull value: Int64?) -> SQLValue { value.map(SQLValue.int) ?? .null }
    /// A count.
    public static func count(_ value: Int) -> SQLValue { .int(Int64(value)) }
    /// Yes or no.
    public static func flag(_ value: Bool) -> SQLValue { .int(value ? 1 : 0) }
    /// A moment, as milliseconds since 1970.
    public static func date(_ value: Date) -> SQLValue { .int(value.milliseconds) }
    /// A moment or NULL.
    public static func date(orNull value: Date?) -> SQLValue { value.map(SQLValue.date) ?? .null }
}
