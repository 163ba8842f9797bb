import Casework
import Foundation

/// What a gateway answered to one request.
struct SMSAnswer: Sendable {
    /// HTTP status.
    let status: Int
    /// The body as text, without white space at its ends, at most `longestText` bytes of it.
    let text: String
    /// The body as JSON; nil when it is none.
    let json: JSONTree?
    private let headers: [(name: String, value: String)]

    /// Bytes of a plain-text answer that are looked at.
    static let longestText = 4_096

    /// An answer as it came.
    init(status: Int, headers: [(name: String, value: String)], body: Data) {
        self.status = status
        self.headers = headers.map { ($0.name.lowercased(), $0.value) }
        text = String(decoding: body.prefix(Self.longestText), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        json = JSONTree(reading: body)
    }

    /// The first value of a header field, whatever the letter case of its name.
    func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name == wanted }?.value
    }
}

extension SMSGateway {
    /// What an answer means for the text, by the gateway's own table first and by HTTP's rules (RFC 9110) last.
    func outcome(of answer: SMSAnswer, now: Date) -> DeliveryOutcome {
        if let row = errors.first(where: { $0.test.fits(answer) }) { return outcome(row, answer, now: now) }
        if accepted.fits(answer) { return .sent(providerID: providerID(in: answer), note: nil) }
        let detail = detail(of: answer)
        switch answer.status {
        case 401, 403:
            return .temporary(reason: ChannelNote.credentialsRefused.stored(detail), retryAfter: Self.credentialsPause)
        case 408, 425, 429, 503: return busy(.gatewayBusy, answer, now: now)
        case 400..<500: return .permanent(reason: ChannelNote.gatewayRefused.stored(detail))
        case 300..<400: return .permanent(reason: ChannelNote.settingsWrong.stored(detail))
        case 200..<300: return .uncertain(reason: ChannelNote.gatewayUnclear.stored(detail))
        default: return isRetrySafe ? busy(.gatewayBusy, answer, now: now) : silent(detail)
        }
    }

    /// Seconds until a text is tried again when the gateway does not accept the operator's credentials.
    static let credentialsPause = 600.0

    /// The longest wait, in seconds, that a gateway may ask for.
    static let longestPause = 86_400.0

    private func outcome(_ row: ErrorRow, _ answer: SMSAnswer, now: Date) -> DeliveryOutcome {
        let detail = detail(of: answer)
        switch row.then {
        case .accepted:
            return .sent(
                providerID: providerID(in: answer), note: (row.note ?? .alreadyAccepted).stored(detail))
        case .retry: return busy(row.note ?? .gatewayBusy, answer, now: now)
        case .giveUp: return .permanent(reason: (row.note ?? .gatewayRefused).stored(detail))
        case .ask: return .uncertain(reason: (row.note ?? .gatewayUnclear).stored(detail))
        }
    }

    private func busy(_ note: ChannelNote, _ answer: SMSAnswer, now: Date) -> DeliveryOutcome {
        let pause = answer.header("retry-after").flatMap { RetryAfter.seconds($0, now: now) }
        return .temporary(reason: note.stored(detail(of: answer)), retryAfter: pause.map { min($0, Self.longestPause) })
    }

    private func silent(_ detail: String) -> DeliveryOutcome {
        .uncertain(reason: ChannelNote.gatewaySilent.stored(detail))
    }

    private func providerID(in answer: SMSAnswer) -> String? {
        let found: String? =
            switch id {
            case .json(let path)?: answer.json?[path]?.word
            case .header(let name)?: answer.header(name)
            case .textAfter(let words)?: rest(of: answer.text, after: words)
            case nil: nil
            }
        guard let found, !found.isEmpty, found.utf8.count <= Self.longestID else { return nil }
        return found
    }

    private static let longestID = 200

    private func rest(of text: String, after words: String) -> String? {
        guard let range = text.range(of: words) else { return nil }
        let line = text[range.upperBound...].prefix { !$0.isNewline }
        return line.trimmingCharacters(in: CharacterSet(charactersIn: "\"' \t"))
    }

    /// The status and the gateway's code when it looks like one: nothing that could hold a number or the text.
    private func detail(of answer: SMSAnswer) -> String {
        guard let word = code.flatMap({ answer.json?[$0]?.word }), (1...8).contains(word.utf8.count),
            word.utf8.allSatisfy({ ($0 > 0x2C && $0 < 0x7B) })
        else { return "HTTP \(answer.status)" }
        return "HTTP \(answer.status), \(word)"
    }
}

/// The header field Retry-After (RFC 9110, section 10.2.3).
enum RetryAfter {
    /// Seconds to wait from `now`, from a number of seconds or from an HTTP date; nil for anything else or the past.
    static func seconds(_ value: String, now: Date) -> Double? {
        let trimmed = value.trimmingCharacters(in: .whitespaces)
        if let seconds = UInt64(trimmed) { return Double(seconds) }
        guard let date = httpDate(trimmed) else { return nil }
        let wait = date.timeIntervalSince(now)
        return wait > 0 ? wait : nil
    }

    private static func httpDate(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        // RFC 9110, section 5.6.7: the form in use, and the two obsolete ones that must be read.
        for format in ["EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM d HH:mm:ss yyyy"] {
            formatter.dateFormat = format
            if let date = formatter.date(from: text) { return date }
        }
        return nil
    }
}
