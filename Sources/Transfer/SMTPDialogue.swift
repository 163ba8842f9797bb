import Foundation

/// The part of an SMTP session after sign-in (RFC 5321 section 3.3), confined to one thread.
final class SMTPDialogue {
    private let connection: LineConnection
    private let capabilities: SMTPCapabilities
    /// False once the connection is in a state that no further message may use.
    private(set) var isUsable = true

    /// Connects and signs in; nothing of a message is sent.
    init(_ server: SMTPServer, _ limits: TransferLimits, _ cancellation: Cancellation) throws(SMTPError) {
        let greeting: MailGreeting
        do {
            greeting = try server.common.connect(limits, cancellation)
        } catch {
            throw SMTPError(error)
        }
        connection = greeting.connection
        capabilities = SMTPCapabilities(said: greeting.lines)
        if server.user != nil, !capabilities.names.contains("AUTH") {
            throw .authentication("the server offers no sign-in on this connection; check port and security")
        }
    }

    /// True when the server still answers on a connection kept from an earlier message.
    func isAlive(_ cancellation: Cancellation) -> Bool {
        connection.begin(.seconds(5), cancellation)
        return (try? ask("RSET"))?.code == 250
    }

    /// Says goodbye without waiting for an answer.
    func quit() {
        connection.begin(.seconds(1), Cancellation())
        try? connection.send(Array("QUIT\r\n".utf8))
        isUsable = false
    }

    /// Gives the server one message.
    func submit(
        _ submission: SMTPSubmission, _ limits: TransferLimits, _ cancellation: Cancellation
    ) throws(SMTPError) -> SMTPAccepted {
        connection.begin(limits.total, cancellation)
        let content = SMTPContent(submission.message)
        let parameters = try mailParameters(submission, content)
        try expect([250], exchange("MAIL FROM:<\(submission.from)>\(parameters)"))
        for recipient in submission.to { try expect([250, 251, 252], exchange("RCPT TO:<\(recipient)>")) }
        try expect([354], exchange("DATA"))
        do {
            try connection.send(content.bytes)
        } catch {
            throw lost(error)
        }
        return try finish()
    }

    /// From the final dot on, silence means that nobody knows (RFC 1047).
    private func finish() throws(SMTPError) -> SMTPAccepted {
        let reply: SMTPReply
        do {
            reply = try ask(".")
        } catch {
            isUsable = false
            throw .uncertain(error.sentence)
        }
        if reply.code < 400, reply.code != 250 {
            isUsable = false
            throw .uncertain("the server gave the unexpected answer \(reply.code)")
        }
        try expect([250], reply)
        return SMTPAccepted(reply: reply.text)
    }

    private func mailParameters(
        _ submission: SMTPSubmission, _ content: SMTPContent
    ) throws(SMTPError) -> String {
        if let limit = capabilities.sizeLimit, content.bytes.count > limit {
            throw .permanent(
                code: 552, text: "the message is larger than the \(limit) bytes the server takes",
                enhancedStatus: "5.3.4")
        }
        var parameters = ""
        if capabilities.names.contains("SIZE") { parameters += " SIZE=\(content.bytes.count)" }
        if content.hasEightBit, capabilities.names.contains("8BITMIME") { parameters += " BODY=8BITMIME" }
        if ([submission.from] + submission.to).contains(where: { !$0.utf8.allSatisfy { $0 < 0x80 } }) {
            guard capabilities.names.contains("SMTPUTF8") else {
                throw .permanent(
                    code: 553, text: "the server does not take addresses with non-ASCII letters (RFC 6531)",
                    enhancedStatus: "5.6.7")
            }
            parameters += " SMTPUTF8"
        }
        return parameters
    }

    private func expect(_ codes: [Int], _ reply: SMTPReply) throws(SMTPError) {
        if codes.contains(reply.code) { return }
        if reply.code == 421 { isUsable = false }
        throw SMTPError(reply)
    }

    private func exchange(_ command: String) throws(SMTPError) -> SMTPReply {
        do { return try ask(command) } catch { throw lost(error) }
    }

    private func lost(_ loss: LineConnection.Loss) -> SMTPError {
        isUsable = false
        if case .cancelled = loss { return .cancelled }
        return .connection(loss.sentence)
    }

    private func ask(_ command: String) throws(LineConnection.Loss) -> SMTPReply {
        try connection.send(Array("\(command)\r\n".utf8))
        var lines: [String] = []
        while lines.count < SMTPReply.lineCountLimit {
            guard let line = SMTPReplyLine(try connection.line(limit: SMTPReply.lineLimit)) else { break }
            lines.append(line.text)
            if line.isLast { return SMTPReply(code: line.code, lines: lines) }
        }
        throw .failed("the server's answer cannot be understood")
    }
}

extension SMTPError {
    /// What a refusing answer means for a message.
    init(_ reply: SMTPReply) {
        switch reply.code {
        case 530, 534, 535, 538: self = .authentication(reply.text)
        case 400..<500: self = .temporary(code: reply.code, text: reply.text)
        case 500..<600:
            self = .permanent(code: reply.code, text: reply.text, enhancedStatus: reply.enhancedStatus)
        default: self = .connection("the server gave the unexpected answer \(reply.code)")
        }
    }

    /// What it means for a message that the server could not be used at all.
    init(_ failure: MailConnectionFailure) {
        switch failure {
        case .invalid(let reason): self = .refused(reason)
        case .untrusted(let reason): self = .untrusted(reason)
        case .signInRefused(let reason): self = .authentication(reason)
        case .unreachable(let reason): self = .connection(reason)
        case .cancelled: self = .cancelled
        }
    }
}
