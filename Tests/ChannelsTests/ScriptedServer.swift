import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A server on this machine that answers each connection's request with prepared bytes, whatever they are.
final class ScriptedServer: Sendable {
    /// What a connection does once it has heard a whole request.
    enum Answer: Sendable {
        /// Says these bytes and closes.
        case bytes(String)
        /// Closes without a word.
        case hangUp
        /// Says nothing and stays.
        case silence
    }

    let port: Int
    private let listener: any NIOCore.Channel
    private let heard: RequestLog

    init(_ answer: Answer) async throws {
        let log = RequestLog()
        heard = log
        listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ScriptedHandler(answer, log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = listener.localAddress?.port ?? 0
    }

    var requests: [String] { heard.all }

    func stop() async { try? await listener.close() }

    static func http(_ status: String, _ body: String, _ headers: String = "") -> Answer {
        .bytes("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\(headers)\r\n\(body)")
    }
}

final class RequestLog: Sendable {
    private let requests = Mutex<[String]>([])
    var all: [String] { requests.withLock { $0 } }
    func add(_ request: String) { requests.withLock { $0.append(request) } }
}

/// Waits for the end of a request (by Content-Length) and then plays its part.
private final class ScriptedHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: ScriptedServer.Answer
    private let log: RequestLog
    private var taken = ""

    init(_ answer: ScriptedServer.Answer, _ log: RequestLog) {
        self.answer = answer
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        taken += String(buffer: unwrapInboundIn(data))
        guard let end = taken.range(of: "\r\n\r\n") else { return }
        let head = taken[..<end.lowerBound].lowercased()
        let length =
            head.components(separatedBy: "content-length: ").dropFirst().first
            .flatMap { Int($0.prefix(while: \.isNumber)) } ?? 0
        guard taken[end.upperBound...].utf8.count >= length else { return }
        log.add(taken)
        switch answer {
        case .silence: break
        case .hangUp: context.close(promise: nil)
        case .bytes(let text):
            let loop = NIOLoopBound(context, eventLoop: context.eventLoop)
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text))).whenComplete { _ in
                loop.value.close(promise: nil)
            }
        }
    }
}
