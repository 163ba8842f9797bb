import Foundation

/// The part of an IMAP session after sign-in (RFC 9051), confined to one thread.
final class IMAPDialogue {
    /// Bytes of one line at most: a search may name half a million messages.
    static let lineLimit = 4 << 20
    /// Answers to one command, and literals in one answer, at most.
    static let responseLimit = 20_000
    static let literalCountLimit = 32

    private let connection: LineConnection
    private var commands = 0

    init(_ server: IMAPServer, _ limits: TransferLimits, _ cancellation: Cancellation) throws(IMAPError) {
        do {
            connection = try server.common.connect(limits, cancellation).connection
        } catch {
            throw IMAPError(error)
        }
    }

    /// Gives the command that follows its time and its way to be cancelled.
    func begin(_ limits: TransferLimits, _ cancellation: Cancellation) {
        connection.begin(limits.total, cancellation)
    }

    /// Says goodbye without waiting for an answer.
    func logOut() {
        connection.begin(.seconds(1), Cancellation())
        try? connection.send(Array("W0 LOGOUT\r\n".utf8))
    }

    /// Sends a command and returns the untagged answers to it; all of them together hold at most `byteLimit` bytes.
    func command(_ text: String, byteLimit: Int = IMAPDialogue.lineLimit) throws(IMAPError) -> [IMAPResponse] {
        commands += 1
        let tag = "W\(commands)"
        do {
            try connection.send(Array("\(tag) \(text)\r\n".utf8))
        } catch {
            throw IMAPError(error)
        }
        var budget = byteLimit
        var answers: [IMAPResponse] = []
        while answers.count < Self.responseLimit {
            let response = try response(&budget)
            let head = response.head
            if head.hasPrefix("\(tag) ") {
                try conclude(head.dropFirst(tag.utf8.count + 1))
                return answers
            }
            if head.uppercased().hasPrefix("* BYE") { throw .connection("the server said goodbye") }
            if head.hasPrefix("* ") { answers.append(response) }
        }
        throw .nonsense("the server does not stop answering")
    }

    private func conclude(_ result: Substring) throws(IMAPError) {
        let word = result.prefix { $0 != " " }.uppercased()
        if word == "OK" { return }
        guard word == "NO" || word == "BAD" else { throw .nonsense("the server's answer cannot be understood") }
        let text = result.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        throw .refused(String(String.UnicodeScalarView(text.prefix(200))))
    }

    private func response(_ budget: inout Int) throws(IMAPError) -> IMAPResponse {
        var pieces: [IMAPResponse.Piece] = []
        do {
            while pieces.count < 2 * Self.literalCountLimit {
                let line = try connection.line(limit: min(budget, Self.lineLimit))
                budget -= line.count
                guard let literal = announcedLiteral(line) else {
                    pieces.append(.text(line))
                    return IMAPResponse(pieces: pieces)
                }
                guard let count = literal.count, count <= budget else {
                    throw IMAPError.nonsense("the server announces more bytes than were asked for")
                }
                budget -= count
                pieces.append(.text(Array(line[..<literal.start])))
                pieces.append(.literal(try connection.bytes(count: count)))
            }
        } catch let loss as LineConnection.Loss {
            throw IMAPError(loss)
        } catch let error as IMAPError {
            throw error
        } catch {
            throw .connection("the connection failed")
        }
        throw .nonsense("the server's answer has too many parts")
    }
}

/// Where a literal's announcement (`{1876}` at the end of a line) begins and how long the literal is; the length is nil
/// when it is too large to be a number.
private func announcedLiteral(_ line: [UInt8]) -> (start: Int, count: Int?)? {
    guard line.last == UInt8(ascii: "}"), let open = line.lastIndex(of: UInt8(ascii: "{")) else { return nil }
    let digits = line[(open + 1)...].dropLast()
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
    return (open, Int(String(decoding: digits, as: UTF8.self)))
}
