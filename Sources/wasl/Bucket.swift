import Casework
import Flows
import Foundation
import Storage
import Transfer

/// The bucket that the environment names: `WASL_S3_URL`, `WASL_S3_BUCKET`, `WASL_S3_REGION`, `WASL_S3_KEY`, and the secret
/// in `WASL_S3_SECRET` or in the file `WASL_S3_SECRET_FILE`.
struct Bucket: ObjectStore {
    private let bucket: ObjectBucket

    /// Reads the variables; nil when no address is set. Throws a sentence naming the one that is missing.
    init?(_ variables: [String: String]) throws {
        guard let url = variables["WASL_S3_URL"], !url.isEmpty else { return nil }
        func word(_ name: String) throws -> String {
            guard let word = variables[name], !word.isEmpty else {
                throw Complaint("WASL_S3_URL is set, and \(name) is not; set both or none.")
            }
            return word
        }
        let secret: String
        if let file = variables["WASL_S3_SECRET_FILE"] {
            secret = String(decoding: try Lines.bytes(of: file), as: UTF8.self)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        } else {
            secret = try word("WASL_S3_SECRET")
        }
        bucket = ObjectBucket(
            endpoint: url, bucket: try word("WASL_S3_BUCKET"), region: variables["WASL_S3_REGION"] ?? "us-east-1",
            key: try word("WASL_S3_KEY"), secret: secret, caFile: variables["WASL_S3_CA_FILE"], limit: Intake.sizeLimit)
    }

    func put(_ data: Data, key: String, sha256: String) async throws {
        try await bucket.put(data, key: key, sha256: sha256)
    }

    func get(_ key: String) async throws -> Data? { try await bucket.get(key) }

    /// What the bucket does not hold as it should, of all that the store says is there.
    func faults(_ database: any Database) async throws -> [String] {
        var faults: [String] = []
        var last: (AssociationID, ContentID)?
        while true {
            let after = last
            let page = try await database.read { sql in try sql.contentsInBucket(after: after, limit: 500) }
            for (association, id) in page {
                let data = try await bucket.get(id.objectKey(of: association))
                if data.map(ContentID.init(of:)) == id { continue }
                faults.append("\(association): \(data == nil ? "object missing" : "object changed"): \(id.hex)")
            }
            guard let end = page.last else { return faults }
            last = end
        }
    }
}
