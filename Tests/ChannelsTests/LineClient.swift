import Foundation
import NIOCore
import NIOPosix

/// A client that says one thing at a time and waits for the answer's last line.
enum LineClient {
    /// The greeting and the answer to each of `words`.
    static func talk(port: Int, _ words: [String]) async throws -> [String] {
        let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await client.executeThenClose { inbound, outbound in
            var answers: [String] = []
            var said = ""
            var next = words[...]
            for try await piece in inbound {
                said += String(buffer: piece)
                guard isComplete(said) else { continue }
                answers.append(said)
                said = ""
                guard let word = next.popFirst() else { break }
                try await outbound.write(ByteBuffer(string: word))
            }
            return answers
        }
    }

    /// Whether the last line begins with a code and a space.
    private static func isComplete(_ said: String) -> Bool {
        guard said.utf8.last == UInt8(ascii: "\n") else { return false }
        let last = said.unicodeScalars.split(separator: "\n").last.map { String($0) } ?? ""
        return last.utf8.count >= 4 && Array(last.utf8)[3] == UInt8(ascii: " ")
    }
}
