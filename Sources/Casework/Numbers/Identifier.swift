/// The number of a row: 63 bits, ordered by the time of making, unique without asking the store.
public typealias Identifier = Int64

/// Makes identifiers from a clock reading (milliseconds since 1970) and a counter; a value type, so that its owner decides
/// how it is shared.
public struct IdentifierSequence: Sendable {
    private var last: Int64 = 0
    private let node: Int64

    /// A sequence for one process; `node` (0…255) tells processes on one store apart.
    public init(node: Int) { self.node = Int64(node & 0xFF) }

    /// The next identifier: never smaller than one given before, even when the clock steps back.
    public mutating func next(milliseconds: Int64) -> Identifier {
        let fresh = max(0, milliseconds & 0x3FF_FFFF_FFFF) << 21 | node << 13
        last = fresh > last ? fresh : last + 1
        return last
    }
}
