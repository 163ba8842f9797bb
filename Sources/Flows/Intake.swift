public import Casework
import Channels
import Foundation
import Storage

/// The door through which every delivery comes in: raw bytes first, durable before anything is said (promises P1, P2).
public struct Intake: Acceptance {
    /// The largest delivery, in bytes.
    public static let sizeLimit = 128 << 20

    private let hub: Hub

    /// The intake of a hub.
    public init(hub: Hub) { self.hub = hub }

    /// Keeps the envelope and its bytes, schedules the reading and returns the receipt once that is on disk. Concurrent
    /// calls share one commit. Nothing is parsed here.
    public func accept(_ envelope: Envelope) async throws(AcceptanceError) -> Receipt {
        let data = try bytes(of: envelope.content)
        let content = ContentID(of: data)
        let id = hub.identifier()
        let receipt: Receipt
        CrashPoint.accept.pass()
        do {
            // The object is confirmed before the delivery that names it is committed.
            let isInBucket = try await hub.putInBucket(data, content, of: envelope.association)
            receipt = try await hub.database.write(.intake(envelope.association)) { sql in
                let receipt = try sql.accept(envelope, data: data, content: content, id: id, isInBucket: isInBucket)
                CrashPoint.keep.pass()
                return receipt
            }
        } catch StoreError.full {
            throw .storeFull
        } catch {
            throw .storeUnavailable("\(error)")
        }
        CrashPoint.kept.pass()
        if !receipt.isRepeat {
            let isSlow = hub.channels[envelope.channel]?.isSlowToRead ?? false
            (isSlow ? hub.slowArrived : hub.arrived).ring()
        }
        return receipt
    }

    private func bytes(of content: Envelope.Content) throws(AcceptanceError) -> Data {
        switch content {
        case .bytes(let data):
            guard data.count <= Self.sizeLimit else { throw .tooLarge(limit: Self.sizeLimit) }
            return data
        case .file(let url, let size):
            guard size <= Self.sizeLimit else { throw .tooLarge(limit: Self.sizeLimit) }
            do { return try Data(contentsOf: url, options: .alwaysMapped) } catch {
                throw .storeUnavailable("the spooled file could not be read")
            }
        }
    }
}
