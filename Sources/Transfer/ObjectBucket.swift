public import struct Foundation.Data

/// How libcurl signs a request for Amazon's services and those that speak like them (Signature Version 4).
struct RequestSigning: Sendable {
    /// The region and the service that the far side expects, such as `us-east-1` and `s3`.
    var region: String
    var service: String
    /// The two halves of the credentials.
    var key: String
    var secret: String
}

/// A bucket of an S3-compatible server: whole objects by their keys, over signed requests.
public struct ObjectBucket: Sendable {
    /// Why an object could not be put or got.
    public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
        /// The server answered with a status that means no.
        case refused(status: Int)
        /// The server was not reached, or broke off.
        case unreachable(String)

        /// A sentence without addresses or keys.
        public var description: String {
            switch self {
            case .refused(let status): "the bucket answered \(status); are its name and credentials right?"
            case .unreachable(let why): "the bucket was not reached: \(why)"
            }
        }
    }

    /// The SHA-256 of no bytes, which a request without content is signed with.
    private static let hashOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    private let base: String
    private let signing: RequestSigning
    private let transfer: HTTPTransfer

    /// A bucket at `endpoint` (`https://host`), addressed by its path; objects of at most `limit` bytes.
    public init(
        endpoint: String, bucket: String, region: String, key: String, secret: String, caFile: String? = nil, limit: Int
    ) {
        base = (endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint) + "/\(bucket)/"
        signing = RequestSigning(region: region, service: "s3", key: key, secret: secret)
        transfer = HTTPTransfer(threads: 4, caFile: caFile, responseLimit: limit)
    }

    /// Puts an object, and returns once the server has confirmed it. `sha256` is that of the bytes, in lower-case
    /// hexadecimal: the server refuses others. Putting it again changes nothing.
    public func put(_ data: Data, key: String, sha256: String) async throws(Failure) {
        let reply = try await send("PUT", key, body: data, sha256: sha256)
        guard (200...299).contains(reply.status) else { throw .refused(status: reply.status) }
    }

    /// The bytes of an object, nil when there is none.
    public func get(_ key: String) async throws(Failure) -> Data? {
        let reply = try await send("GET", key, body: nil, sha256: Self.hashOfNothing)
        if reply.status == 404 { return nil }
        guard reply.status == 200 else { throw .refused(status: reply.status) }
        return reply.body
    }

    private func send(_ method: String, _ key: String, body: Data?, sha256: String) async throws(Failure) -> HTTPReply {
        var headers = [HTTPHeader("x-amz-content-sha256", sha256)]
        if body != nil { headers.append(HTTPHeader("Content-Type", "application/octet-stream")) }
        var request = HTTPRequest(method: method, url: base + key, headers: headers, body: body, timeout: .seconds(120))
        request.signing = signing
        do throws(TransferError) { return try await transfer.send(request) } catch {
            switch error {
            case .refused(let why), .untrusted(let why), .connection(let why), .uncertain(let why):
                throw .unreachable(why)
            case .tooLarge: throw .unreachable("an object is larger than any delivery")
            case .cancelled: throw .unreachable("the request was given up")
            }
        }
    }
}
