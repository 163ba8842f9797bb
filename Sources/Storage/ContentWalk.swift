import Casework
import Crypto
import Foundation

/// Adds up the SHA-256 of kept bytes whose parts come in their order.
struct ContentWalk {
    private var current: (association: String, id: Data, sum: SHA256)?
    private var changed: [String] = []

    /// The next part: association, SHA-256, number, bytes, and where they are instead.
    mutating func take(_ values: [SQLValue]) throws {
        let row = SQLRow(values)
        let (association, id) = (try row.text(0), try row.bytes(1))
        guard try row.textOrNil(4) == nil else { return }
        if current?.id != id || current?.association != association {
            close()
            current = (association, id, SHA256())
        }
        current?.sum.update(data: try row.bytes(3))
    }

    /// A few faults that were found.
    mutating func finish() -> [String] {
        close()
        return changed
    }

    private mutating func close() {
        if let current, Data(current.sum.finalize()) != current.id, changed.count < LedgerCheck.named {
            changed.append("\(current.association): bytes that were changed: \(ContentID(bytes: current.id).hex)")
        }
        current = nil
    }
}
