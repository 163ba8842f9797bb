import Foundation
import NIOCore
import NIOPosix

/// One connection: bytes in, replies out. Decisions are `LMTPSession`'s; here are only waiting and writing.
///
/// While something is awaited (the disk, the acceptance of a message) nothing is read or answered, so
/// pipelined commands are taken strictly in order and a fast client cannot fill the memory.
final class LMTPHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let door: LMTPDoor
    private let connections: LMTPConnections
    private let limits: LMTPLimits
    private var session: LMTPSession
    private var context: ChannelHandlerContext?
    private var buffer = ByteBuffer()
    private var replies = ByteBuffer()
    private var intake: LMTPIntake?
    private var isWaiting = false
    private var isReadHeld = false
    private var isSkippingLine = false
    private var isStopping = false
    private var isOver = false

    init(_ door: LMTPDoor, _ connections: LMTPConnections) {
        self.door = door
        self.connections = connections
        limits = door.configuration.limits
        session = LMTPSession(hostName: door.configuration.hostName, limits: limits)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        if connections.admit(context.channel) {
            answer(session.greeting)
            flush()
        } else {
            end("421 4.3.2 too many connections, try again later")
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        isOver = true
        connections.leave(context.channel)
        if !isWaiting { discardIntake() }
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isOver { return }
        var bytes = unwrapInboundIn(data)
        if buffer.readableBytes == 0 { buffer = bytes } else { buffer.writeBuffer(&bytes) }
        if !isWaiting { proceed() }
    }

    func read(context: ChannelHandlerContext) {
        if isWaiting { isReadHeld = true } else { context.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is LMTPStop {
            isStopping = true
            if !isWaiting, intake == nil { end("421 4.3.2 shutting down, try again later") }
        } else if event is IdleStateHandler.IdleStateEvent {
            if !isWaiting { end("421 4.4.2 silent for too long") }
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

// MARK: - Commands

extension LMTPHandler {
    /// Works through the bytes at hand until more are needed or something has to be awaited.
    private func proceed() {
        while !isWaiting, !isOver, intake == nil ? takeLine() : takeContent() {}
        if buffer.readableBytes == 0 { buffer.clear() }
        if !isOver { flush() }
    }

    private func takeLine() -> Bool {
        guard let length = buffer.readableBytesView.firstIndex(of: UInt8(ascii: "\n")).map({ $0 - buffer.readerIndex })
        else {
            if buffer.readableBytes > limits.commandLine {
                isSkippingLine = true
                buffer.clear()
            }
            return false
        }
        guard let line = buffer.readSlice(length: length + 1)?.readableBytesView else { return false }
        if isSkippingLine || line.count > limits.commandLine {
            isSkippingLine = false
            follow(session.mistake("500 5.5.2 line too long"))
        } else if line.dropLast().last == UInt8(ascii: "\r") {
            follow(session.take(line.dropLast(2)))
        } else {
            end("500 5.5.2 lines must end with CRLF")
        }
        return true
    }

    private func follow(_ step: LMTPSession.Step) {
        switch step {
        case .answer(let lines): lines.forEach(answer)
        case .answerAndClose(let line): end(line)
        case .check(let recipient):
            follow(session.recipient(recipient, exists: door.checkRecipient(recipient)))
        case .receive(let line):
            answer(line)
            intake = LMTPIntake(limits)
        }
    }
}

// MARK: - Content

extension LMTPHandler {
    private func takeContent() -> Bool {
        guard buffer.readableBytes > 0, let (used, isComplete) = buffer.withUnsafeReadableBytes({ intake?.take($0) })
        else { return false }
        buffer.moveReaderIndex(forwardBy: used)
        if isComplete {
            complete()
        } else if intake?.mustSpool == true {
            spool { _ in }
        }
        return true
    }

    private func complete() {
        guard let intake else { return }
        if intake.isTooBig {
            refuse(with: LMTPSession.tooBig)
        } else if intake.hasFailed {
            refuse(with: LMTPReply.insufficientStorage("no room for the message").line)
        } else if intake.file != nil {
            spool { $0.deliverSpooled() }
        } else {
            deliver(.bytes(intake.held), file: nil)
        }
    }

    private func deliverSpooled() {
        guard let intake, let file = intake.file, !intake.hasFailed else {
            return refuse(with: LMTPReply.insufficientStorage("no room for the message").line)
        }
        file.finish()
        self.intake = nil
        deliver(.file(file.url, size: intake.size), file: file)
    }

    private func refuse(with line: String) {
        discardIntake()
        for _ in session.takeParties().recipients { answer(line) }
        stopIfAsked()
    }

    private func deliver(_ content: LMTPContent, file: LMTPSpoolFile?) {
        intake = nil
        let parties = session.takeParties()
        let transaction = LMTPTransaction(
            mailFrom: parties.mailFrom, recipients: parties.recipients, content: content,
            peer: context?.remoteAddress?.ipAddress ?? "", lhlo: parties.lhlo)
        connections.transactionBegan()
        wait { [accept = door.accept, connections] in
            let replies = await accept(transaction)
            file?.remove()
            connections.transactionEnded()
            return replies
        } then: { handler, replies in
            for index in parties.recipients.indices {
                let reply = replies.indices.contains(index) ? replies[index] : .temporary("no answer, try again later")
                handler.answer(reply.line)
            }
            handler.stopIfAsked()
        }
    }

    /// Moves the held bytes to the file on a thread that may block, then goes on with `next`.
    private func spool(then next: @escaping (LMTPHandler) -> Void) {
        guard let context, let bytes = intake?.takeHeld() else { return }
        let (file, folder) = (intake?.file, door.configuration.spool)
        isWaiting = true
        let written = NIOThreadPool.singleton.runIfActive(eventLoop: context.eventLoop) {
            let file = try file ?? LMTPSpoolFile(in: folder)
            do {
                try file.append(bytes)
            } catch {
                file.finish()
                file.remove()
                throw error
            }
            return file
        }
        written.assumeIsolated().whenComplete { result in
            switch result {
            case .success(let file): self.intake?.file = file
            case .failure:
                self.intake?.file = nil
                self.intake?.hasFailed = true
            }
            self.resume { next($0) }
        }
    }

    private func discardIntake() {
        if let file = intake?.file {
            file.finish()
            file.remove()
        }
        intake = nil
    }
}

// MARK: - Waiting and writing

extension LMTPHandler {
    /// Runs `work` elsewhere and goes on with its result here, unless the client has gone meanwhile.
    private func wait<Result: Sendable>(
        for work: @escaping @Sendable () async -> Result, then next: @escaping (LMTPHandler, Result) -> Void
    ) {
        guard let context else { return }
        isWaiting = true
        let promise = context.eventLoop.makePromise(of: Result.self)
        Task { promise.succeed(await work()) }
        promise.futureResult.assumeIsolated().whenSuccess { result in
            self.resume { next($0, result) }
        }
    }

    private func resume(_ next: (LMTPHandler) -> Void) {
        isWaiting = false
        if isOver { return discardIntake() }
        next(self)
        proceed()
        if isReadHeld, !isWaiting {
            isReadHeld = false
            context?.read()
        }
    }

    private func answer(_ line: String) {
        replies.writeString(line)
        replies.writeStaticString("\r\n")
    }

    private func flush() {
        guard replies.readableBytes > 0, let context else { return }
        context.writeAndFlush(wrapOutboundOut(replies), promise: nil)
        replies = ByteBuffer()
    }

    private func stopIfAsked() {
        if isStopping { end("421 4.3.2 shutting down, try again later") }
    }

    /// Says a last line and closes.
    private func end(_ line: String) {
        guard !isOver, let context else { return }
        answer(line)
        isOver = true
        discardIntake()
        context.writeAndFlush(wrapOutboundOut(replies)).assumeIsolated().whenComplete { _ in
            context.close(promise: nil)
        }
        replies = ByteBuffer()
    }
}
