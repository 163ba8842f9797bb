import CCurl
import Foundation

/// Sends HTTP requests on threads of its own: TLS always verified, no redirects, no proxy, connections kept alive.
public struct HTTPTransfer: Sendable {
    /// Bytes of a reply's content accepted unless said otherwise: 1 MiB.
    public static let usualResponseLimit = 1 << 20

    private let threads: TransferThreads<CurlHandle?>
    private let caFile: String?
    private let connectTimeout: Duration
    private let responseLimit: Int

    /// At most `threads` requests run at once; `caFile` is a PEM file to trust in place of the system's.
    public init(
        threads: Int = 8, caFile: String? = nil, connectTimeout: Duration = .seconds(10),
        responseLimit: Int = HTTPTransfer.usualResponseLimit
    ) {
        self.threads = TransferThreads(count: threads) { CurlHandle() }
        self.caFile = caFile
        self.connectTimeout = connectTimeout
        self.responseLimit = responseLimit
    }

    /// Sends one request and returns the answer, whatever its status.
    ///
    /// A request that is not idempotent (RFC 9110 section 9.2.2) is never sent a second time by itself.
    public func send(_ request: HTTPRequest) async throws(TransferError) -> HTTPReply {
        try check(request)
        let (caFile, responseLimit) = (caFile, responseLimit)
        let limits = TransferLimits(connect: connectTimeout, total: request.timeout)
        return try await threads.run { handle, cancellation throws(TransferError) in
            guard let handle else { throw TransferError.connection("out of memory; try again later") }
            let context = TransferContext(
                cancellation: cancellation, bodyLimit: responseLimit,
                mayResend: idempotentMethods.contains(request.method))
            handle.prepare(
                url: request.url, protocols: "http,https", caFile: caFile, limits: limits, context: context)
            defer { withExtendedLifetime(context) {} }
            return try exchange(request, handle, context)
        }
    }
}

private let idempotentMethods: Set<String> = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]

private func check(_ request: HTTPRequest) throws(TransferError) {
    let scheme = request.url.prefix { $0 != ":" }.lowercased()
    guard scheme == "http" || scheme == "https" else {
        throw .refused("the address must begin with http:// or https://")
    }
    guard request.url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
        throw .refused("the address holds a space, a control or a non-ASCII character; percent-encode it")
    }
    guard !request.method.isEmpty, request.method.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
        throw .refused("the method must be capital letters")
    }
    for header in request.headers where !header.isSendable {
        throw .refused("a header field holds a line end or a character that is not allowed")
    }
}

extension HTTPHeader {
    /// RFC 9110 section 5.1 and 5.5: a token, then a value without control characters.
    fileprivate var isSendable: Bool {
        let separators = Set("()<>@,;:\\\"/[]?={} \t".utf8)
        return !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !separators.contains($0) }
            && value.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }
    }
}

private func exchange(
    _ request: HTTPRequest, _ handle: CurlHandle, _ context: TransferContext
) throws(TransferError) -> HTTPReply {
    if context.cancellation.isRequested { throw .cancelled(somethingSent: false) }
    var fields: UnsafeMutablePointer<curl_slist>?
    defer { curl_slist_free_all(fields) }
    let lines = request.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
    // An empty Expect field stops libcurl from waiting a second for "100 Continue" before a large content. A signed request
    // goes without: libcurl 7.88 signs that field and does not send it.
    for line in (request.signing == nil ? ["Expect:"] : []) + lines {
        fields = curl_slist_append(fields, line) ?? fields
    }
    _ = curlshim_set_list(handle.easy, CURLOPT_HTTPHEADER, fields)
    _ = curlshim_require_http11(handle.easy)

    handle.take(request)
    if let signing = request.signing {
        handle.set(CURLOPT_AWS_SIGV4, "aws:amz:\(signing.region):\(signing.service)")
        handle.set(CURLOPT_USERPWD, "\(signing.key):\(signing.secret)")
    }
    let code = handle.perform()
    guard code == CURLE_OK else { throw failure(code, handle, context) }
    return reply(handle, context)
}

extension CurlHandle {
    fileprivate func take(_ request: HTTPRequest) {
        let alwaysHasContent = request.method == "POST" || request.method == "PUT"
        if request.method == "HEAD" {
            set(CURLOPT_NOBODY, 1)
        } else if let body = request.body, !body.isEmpty {
            _ = curlshim_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
            body.withUnsafeBytes { bytes in
                _ = curlshim_set_pointer(
                    easy, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
            }
        } else if alwaysHasContent {
            _ = curlshim_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, 0)
            set(CURLOPT_COPYPOSTFIELDS, "")
        }
        set(CURLOPT_CUSTOMREQUEST, request.method)
    }
}

private func reply(_ handle: CurlHandle, _ context: TransferContext) -> HTTPReply {
    var status = 0
    _ = curlshim_get_long(handle.easy, CURLINFO_RESPONSE_CODE, &status)
    return HTTPReply(status: status, headers: finalHeaders(context.headerLines), body: context.body)
}

/// The fields after the last status line, because interim answers (1xx) come first in the same stream.
private func finalHeaders(_ lines: [String]) -> [HTTPHeader] {
    let start = lines.lastIndex { $0.hasPrefix("HTTP/") } ?? lines.startIndex
    return lines[start...].dropFirst().compactMap { line in
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let value = line[colon...].dropFirst().drop { $0 == " " || $0 == "\t" }
        return HTTPHeader(String(line[..<colon]), String(value))
    }
}

private func failure(_ code: CURLcode, _ handle: CurlHandle, _ context: TransferContext) -> TransferError {
    if context.cancellation.isRequested { return .cancelled(somethingSent: context.somethingSent) }
    if context.overflowed { return .tooLarge(limit: context.bodyLimit) }
    if code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL {
        return .refused("the address cannot be understood; correct it")
    }
    if context.somethingSent { return .uncertain(handle.explain(code)) }
    return code.isAboutTrust ? .untrusted(handle.explain(code)) : .connection(handle.explain(code))
}
