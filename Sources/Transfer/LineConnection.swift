import CCurl
import Foundation

/// A signed-in connection of libcurl's on which we speak the protocol's lines ourselves, confined to one thread.
///
/// libcurl's own message commands cannot be used: its IMAP takes lines inside a message for answers and its SMTP does
/// not say how far a failed delivery came.
final class LineConnection {
    /// Why a connection cannot be used any further.
    enum Loss: Error {
        case closed
        case timedOut
        case cancelled
        case lineTooLong
        case failed(String)
    }

    private let handle: CurlHandle
    private let socket: curl_socket_t
    private var buffer: [UInt8] = []
    private var start = 0
    private var deadline = ContinuousClock.now
    private var cancellation = Cancellation()

    init(_ handle: CurlHandle, _ socket: curl_socket_t) {
        self.handle = handle
        self.socket = socket
    }

    /// Sets until when, and whose cancellation stops, what follows.
    func begin(_ limit: Duration, _ cancellation: Cancellation) {
        deadline = .now + limit
        self.cancellation = cancellation
    }

    /// Sends all bytes.
    func send(_ bytes: some Collection<UInt8>) throws(Loss) {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            var sent = 0
            let code = rest.withUnsafeBytes { curl_easy_send(handle.easy, $0.baseAddress, $0.count, &sent) }
            switch code {
            case CURLE_OK: rest = rest.dropFirst(sent)
            case CURLE_AGAIN: try wait(for: POLLOUT)
            default: throw .failed(handle.explain(code))
            }
        }
    }

    /// The next line without its line end; at most `limit` bytes.
    func line(limit: Int) throws(Loss) -> [UInt8] {
        var searched = 0
        while true {
            if let end = buffer[(start + searched)...].firstIndex(of: UInt8(ascii: "\n")) {
                var line = buffer[start..<end]
                start = end + 1
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                guard line.count <= limit else { throw .lineTooLong }
                return Array(line)
            }
            searched = buffer.count - start
            guard searched <= limit else { throw .lineTooLong }
            try receive()
        }
    }

    /// Exactly `count` bytes.
    func bytes(count: Int) throws(Loss) -> Data {
        var result = Data()
        while result.count < count {
            if start == buffer.count { try receive() }
            let taken = buffer[start...].prefix(count - result.count)
            result.append(contentsOf: taken)
            start += taken.count
        }
        return result
    }

    private func receive() throws(Loss) {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            if cancellation.isRequested { throw .cancelled }
            if ContinuousClock.now >= deadline { throw .timedOut }
            var count = 0
            let code = chunk.withUnsafeMutableBytes { curl_easy_recv(handle.easy, $0.baseAddress, $0.count, &count) }
            switch code {
            case CURLE_OK where count == 0: throw .closed
            case CURLE_OK:
                buffer.append(contentsOf: chunk.prefix(count))
                return
            case CURLE_AGAIN: try wait(for: POLLIN)
            default: throw .failed(handle.explain(code))
            }
        }
    }

    /// Waits in short turns, so that a cancellation is seen soon.
    private func wait(for event: Int32) throws(Loss) {
        while true {
            if cancellation.isRequested { throw .cancelled }
            if ContinuousClock.now >= deadline { throw .timedOut }
            var entry = pollfd(fd: socket, events: Int16(truncatingIfNeeded: event), revents: 0)
            if poll(&entry, 1, 100) != 0 { return }
        }
    }
}

extension LineConnection.Loss {
    /// What happened, for an error message.
    var sentence: String {
        switch self {
        case .closed: "the server closed the connection"
        case .timedOut: "the server did not answer in time"
        case .cancelled: "the transfer was cancelled"
        case .lineTooLong: "the server sent a line that is too long"
        case .failed(let reason): reason
        }
    }
}

extension CurlHandle {
    /// Lets go of the callbacks' context, which ends before this handle does.
    func forgetContext() {
        set(CURLOPT_VERBOSE, 0)
        set(CURLOPT_NOPROGRESS, 1)
        for option in [
            CURLOPT_XFERINFODATA, CURLOPT_HEADERDATA, CURLOPT_WRITEDATA, CURLOPT_DEBUGDATA, CURLOPT_PREREQDATA,
        ] {
            _ = curlshim_set_pointer(easy, option, nil)
        }
    }
}
