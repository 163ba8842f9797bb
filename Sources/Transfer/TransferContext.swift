import CCurl
import Foundation
import Synchronization

/// A wish to stop that any thread may express and a transfer looks at.
final class Cancellation: Sendable {
    private let flag = Atomic<Bool>(false)

    /// True once the wish was expressed; it is never taken back.
    var isRequested: Bool { flag.load(ordering: .relaxed) }

    func request() {
        flag.store(true, ordering: .relaxed)
    }
}

/// What libcurl's callbacks collect during one transfer, within limits.
final class TransferContext {
    /// Bytes of header lines or greetings kept at most.
    static let headerLimit = 65_536

    let cancellation: Cancellation
    let bodyLimit: Int
    /// Whether libcurl may silently send the request again over a new connection (RFC 9110 section 9.2.2).
    let mayResend: Bool
    private(set) var body = Data()
    private(set) var headerLines: [String] = []
    private(set) var overflowed = false
    private(set) var somethingSent = false
    private var headerBytes = 0

    init(cancellation: Cancellation, bodyLimit: Int = 0, mayResend: Bool = true) {
        self.cancellation = cancellation
        self.bodyLimit = bodyLimit
        self.mayResend = mayResend
    }

    func take(body bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= bodyLimit - body.count else {
            overflowed = true
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }

    func take(headerLine bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= Self.headerLimit - headerBytes else {
            overflowed = true
            return false
        }
        headerBytes += bytes.count
        headerLines.append(String(decoding: bytes.trimmingLineEnd, as: UTF8.self))
        return true
    }

    func noticeSending() {
        somethingSent = true
    }
}

extension UnsafeRawBufferPointer {
    fileprivate var trimmingLineEnd: Slice<UnsafeRawBufferPointer> {
        var end = endIndex
        while end > startIndex, self[end - 1] == UInt8(ascii: "\n") || self[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return self[startIndex..<end]
    }
}

let abortWhenCancelled: curlshim_progress_callback = { context, _, _, _, _ in
    transferContext(context)?.cancellation.isRequested == true ? 1 : 0
}

let takeHeaderLine: curlshim_data_callback = { bytes, size, count, context in
    let (length, overflow) = size.multipliedReportingOverflow(by: count)
    guard !overflow, let context = transferContext(context) else { return 0 }
    return context.take(headerLine: UnsafeRawBufferPointer(start: bytes, count: length)) ? length : 0
}

let takeBody: curlshim_data_callback = { bytes, size, count, context in
    let (length, overflow) = size.multipliedReportingOverflow(by: count)
    guard !overflow, let context = transferContext(context) else { return 0 }
    return context.take(body: UnsafeRawBufferPointer(start: bytes, count: length)) ? length : 0
}

let noticeSending: curlshim_debug_callback = { _, kind, _, _, context in
    if kind == CURLINFO_HEADER_OUT || kind == CURLINFO_DATA_OUT { transferContext(context)?.noticeSending() }
    return 0
}

/// libcurl repeats a request by itself when a kept connection turns out dead; a text message would then go out twice.
let refuseSilentResend: curlshim_prerequest_callback = { context, _, _, _, _ in
    guard let context = transferContext(context) else { return CURL_PREREQFUNC_ABORT }
    return context.somethingSent && !context.mayResend ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK
}

private func transferContext(_ pointer: UnsafeMutableRawPointer?) -> TransferContext? {
    pointer.map { Unmanaged<TransferContext>.fromOpaque($0).takeUnretainedValue() }
}
