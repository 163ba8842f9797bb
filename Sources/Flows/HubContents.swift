public import Casework
public import Foundation
public import Storage

/// A place beside the store for large contents, shared by all processes on it.
public protocol ObjectStore: Sendable {
    /// Keeps bytes under a key and returns once they are confirmed; the same bytes again change nothing.
    func put(_ data: Data, key: String, sha256: String) async throws
    /// The bytes of a key, nil when there are none.
    func get(_ key: String) async throws -> Data?
}

extension Hub {
    /// Contents larger than this, in bytes, lie in the bucket where there is one.
    public static let bucketThreshold = 64 << 10

    /// Puts a large content into the bucket; false when it belongs into the store.
    func putInBucket(_ data: Data, _ id: ContentID, of association: AssociationID) async throws -> Bool {
        guard let objects, data.count > Self.bucketThreshold else { return false }
        try await objects.put(data, key: id.objectKey(of: association), sha256: id.hex)
        return true
    }

    /// The bytes of a content, wherever they are; see `ContentDoor`.
    public func bytes(_ kept: KeptContent?, _ id: ContentID, of association: AssociationID) async throws -> Data? {
        try await ContentDoor(objects: objects).bytes(kept, id, of: association)
    }
}

/// The one door to kept bytes, in the store or in the bucket.
public struct ContentDoor: Sendable {
    let objects: (any ObjectStore)?

    /// A door to the store, and to the bucket where there is one.
    public init(objects: (any ObjectStore)?) { self.objects = objects }

    /// The bytes of a content, wherever they are; asked for outside any transaction. Throws when the bucket cannot be
    /// reached, and `StoreError.object` when it does not hold the very bytes.
    public func bytes(_ kept: KeptContent?, _ id: ContentID, of association: AssociationID) async throws -> Data? {
        switch kept {
        case nil: return nil
        case .here(let data): return data
        case .bucket:
            guard let objects else { throw StoreError.object("no bucket is set (WASL_S3_URL)") }
            guard let data = try await objects.get(id.objectKey(of: association)) else {
                throw StoreError.object("the object \(id.hex) is missing")
            }
            guard ContentID(of: data) == id else { throw StoreError.object("the object \(id.hex) holds other bytes") }
            return data
        }
    }
}
