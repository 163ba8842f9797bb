import Casework
import Crypto
import Foundation

extension SMSChannel {
    /// Seconds within which the same words from the same number are one delivery, where the gateway gives neither an id
    /// nor a time: long enough for its repeated calls, short enough that a person may say the same again.
    static let repeatWindow = 600.0

    /// Messages and reports of one call at most.
    static let mostElements = 1_000

    /// Answers a call to the address for texts: keeps each text, hands over each report that comes with them, passes over
    /// what is no news. The positive answer follows only once everything is durable (promise P1).
    func take(_ request: WebhookRequest, _ hook: IncomingHook, _ doors: ChannelDoors) async -> WebhookReply {
        if let answer = hook.handshake?.answer(request) { return answer }
        do throws(HookRefusal) {
            let place = try hook.door.open(request, now: doors.now())
            let call = TakenCall(hook: hook, request: request, place: place, receivedAt: doors.now())
            do throws(HookRefusal) {
                try await keep(try hook.door.fields(of: request, at: place), of: call, doors)
            } catch  where error.reply.status == 400 && hook.door.isProof {
                throw try await keepUnread(call, because: error, doors)
            }
            return hook.door.answer
        } catch {
            tally.refuse(error.word)
            return error.reply
        }
    }

    /// Hands over a gateway's reports; words without a known meaning are answered and passed over.
    func report(_ request: WebhookRequest, _ hook: ReportHook, _ doors: ChannelDoors) async -> WebhookReply {
        do throws(HookRefusal) {
            let place = try hook.door.open(request, now: doors.now())
            let fields = try hook.door.fields(of: request, at: place)
            let elements = try Self.limited(fields.elements(hook.door.each))
            if fields.fits(any: hook.door.ignore) {
                tally.passOver()
            } else if try await handOver(elements, hook, doors) == 0 {
                throw HookRefusal(400, "report", Self.lacks(hook.id, "the text's id", or: hook.state, "its state"))
            }
            return hook.door.answer
        } catch {
            tally.refuse(error.word)
            return error.reply
        }
    }

    // MARK: Texts

    /// One call that was let in.
    struct TakenCall: Sendable {
        let hook: IncomingHook
        let request: WebhookRequest
        let place: FieldSource
        let receivedAt: Date
    }

    /// Keeps every text of a call; throws when one was not kept, or when nothing in the call has a meaning.
    private func keep(_ fields: HookFields, of call: TakenCall, _ doors: ChannelDoors) async throws(HookRefusal) {
        let hook = call.hook
        if fields.fits(any: hook.door.ignore) { return tally.passOver() }
        let elements = try Self.limited(fields.elements(hook.door.each))
        var understood = 0
        if let reports = gateway?.reports, reports.comesWithTexts {
            let reported = try Self.limited(fields.elements(reports.door.each))
            understood += try await handOver(reported, reports, doors)
        }
        var unread: [HookFields] = []
        for element in elements {
            if element.fits(any: hook.door.ignore) {
                tally.passOver()
            } else if hook.fits(element) {
                try await keep(element, isAlone: elements.count == 1, of: call, doors)
            } else {
                unread.append(element)
                continue
            }
            understood += 1
        }
        guard understood > 0, unread.isEmpty || elements.count > 1 else {
            if understood > 0 { return }
            throw HookRefusal(400, "text", Self.lacks(hook.from, "the sender", or: hook.text, "the text"))
        }
        for element in unread { try await keepUnread(element, of: call, doors) }
    }

    private func keep(
        _ element: HookFields, isAlone: Bool, of call: TakenCall, _ doors: ChannelDoors
    ) async throws(HookRefusal) {
        let to = element.word(call.hook.to)
        guard let association = association(on: to, call.hook, doors) else {
            throw HookRefusal(
                422, "number", "No association answers on this number; add it to ‘lines’ in the settings.")
        }
        let envelope = Envelope(
            association: association, channel: id, repeatKey: repeatKey(element, call), receivedAt: call.receivedAt,
            sender: element.word(call.hook.from), recipients: to.map { [$0] } ?? [], attributes: call.attributes,
            content: .bytes(isAlone ? call.bytes : element.narrowed ?? call.bytes))
        if let part = PartedText(element, call.hook, envelope) {
            try await hold(part, doors)
        } else {
            try await accept(envelope, doors)
        }
    }

    /// Keeps an element that is neither text nor report nor known as no news, where a person finds it.
    private func keepUnread(
        _ element: HookFields, of call: TakenCall, _ doors: ChannelDoors
    ) async throws(HookRefusal) {
        let missing = HookRefusal(
            400, "text", Self.lacks(call.hook.from, "the sender", or: call.hook.text, "the text"))
        guard call.hook.door.isProof, let association = association(on: element.word(call.hook.to), call.hook, doors)
        else { throw missing }
        tally.refuse(missing.word)
        try await accept(unread(call, for: association, element.narrowed ?? call.bytes), doors)
    }

    /// Keeps a whole call that nobody understood, when only the gateway can have made it and it is known whose it is;
    /// returns the answer, which says so.
    private func keepUnread(
        _ call: TakenCall, because refusal: HookRefusal, _ doors: ChannelDoors
    ) async throws(HookRefusal) -> HookRefusal {
        guard let association = association(on: nil, call.hook, doors) else { return refusal }
        let receipt = try await accept(unread(call, for: association, call.bytes), doors)
        var refusal = refusal
        refusal.reply.body += " The call was kept as \(receipt.number)."
        return refusal
    }

    private func unread(_ call: TakenCall, for association: AssociationID, _ bytes: Data) -> Envelope {
        Envelope(
            association: association, channel: id, receivedAt: call.receivedAt,
            attributes: call.attributes.merging([SMSReading.unreadMark: "1"]) { $1 }, content: .bytes(bytes))
    }

    /// Keeps an envelope; what cannot be kept becomes the answer that makes the gateway call again.
    @discardableResult
    func accept(_ envelope: Envelope, _ doors: ChannelDoors) async throws(HookRefusal) -> Receipt {
        do throws(AcceptanceError) {
            return try await doors.intake.accept(envelope)
        } catch .tooLarge(let limit) {
            throw HookRefusal(413, "size", "The text is longer than \(limit) bytes.")
        } catch {
            throw HookRefusal(503, "store", "The text could not be kept; please call again later.")
        }
    }

    /// The association whose number was written to: by the settings' lines, as the only one served, by its sender name or
    /// identifier, or as the one that answers for every other number.
    private func association(on number: String?, _ hook: IncomingHook, _ doors: ChannelDoors) -> AssociationID? {
        if let number, let line = hook.lines[number] ?? hook.lines[Self.bare(number)] { return line }
        let served = associations.isEmpty ? Array(doors.profiles.keys) : associations
        if served.count == 1 { return served.first }
        let named = number?.lowercased()
        let match = served.first { $0.rawValue == named || doors.profiles[$0]?.smsSender.lowercased() == named }
        return match ?? hook.lines["*"]
    }

    private static func bare(_ number: String) -> String { String(number.drop { $0 == "+" || $0 == "0" }) }

    /// A repeat has the same id *and* the same words (promise P3).
    private func repeatKey(_ fields: HookFields, _ call: TakenCall) -> RepeatKey {
        let hook = call.hook
        var hash = SHA256()
        for place in [hook.from, hook.to, hook.text] {
            hash.update(data: fields.bytes(place) ?? [])
            hash.update(data: [0])
        }
        let fingerprint = Hex.text(hash.finalize())
        if let id = fields.word(hook.id) { return .source(id: id, fingerprint: fingerprint) }
        if fields.word(hook.time) != nil { return .content }
        let window = Int(exactly: (call.receivedAt.timeIntervalSince1970 / Self.repeatWindow).rounded(.down)) ?? 0
        return .source(id: "window-\(window)", fingerprint: fingerprint)
    }

    // MARK: Reports

    private static let longestReason = 200

    /// Hands over the reports among elements; returns how many had a text's id and a state.
    private func handOver(
        _ elements: [HookFields], _ hook: ReportHook, _ doors: ChannelDoors
    ) async throws(HookRefusal) -> Int {
        var understood = 0
        for fields in elements {
            guard let text = fields.word(hook.id), let word = fields.word(hook.state) else {
                if fields.fits(any: hook.door.ignore) { understood += 1 }
                continue
            }
            understood += 1
            guard let state = hook.states[word] ?? hook.states[word.lowercased()] else {
                tally.passOver()
                continue
            }
            let reason = fields.word(hook.reason).map { String($0.prefix(Self.longestReason)) }
            let report = DeliveryReport(
                providerID: text, isOurNumber: hook.isOurNumber, state: state, reason: reason ?? word)
            do {
                try await doors.report(id, report)
            } catch {
                throw HookRefusal(503, "store", "The report could not be kept; please call again later.")
            }
        }
        return understood
    }

    private static func limited(_ elements: [HookFields]) throws(HookRefusal) -> [HookFields] {
        guard elements.count <= mostElements else {
            throw HookRefusal(413, "size", "More than \(mostElements) messages in one call.")
        }
        return elements
    }

    private static func lacks(_ first: FieldPlace, _ what: String, or second: FieldPlace, _ other: String) -> String {
        "The call lacks \(what) (‘\(first.written)’) or \(other) (‘\(second.written)’); see the settings of the channel."
    }
}

extension SMSChannel.TakenCall {
    /// What is kept of the call.
    var bytes: Data { place == .query ? Data(request.query.utf8) : request.body }

    /// What is needed to read the bytes again; the secret path is not among it.
    var attributes: [String: String] {
        var attributes = ["method": request.method, "source": place.rawValue]
        if let type = request.headers["content-type"] { attributes["content-type"] = type }
        return attributes
    }
}
