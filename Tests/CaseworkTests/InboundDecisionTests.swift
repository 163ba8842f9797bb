import Casework
import Foundation
import Testing

@Suite("What becomes of a message")
struct InboundDecisionTests {
    private func decide(
        _ message: IncomingMessage = Samples.message(), _ read: ReadText = Samples.read(),
        _ facts: InboundFacts = Samples.facts(), _ profile: AssociationProfile = Samples.profile()
    ) -> InboundDecision {
        InboundDecision.make(message, read: read, facts: facts, profile: profile)
    }

    private func opened(_ decision: InboundDecision) throws -> NewTicket {
        guard case .opens(let ticket) = decision.place else {
            Issue.record("no ticket was opened")
            throw CancellationError()
        }
        return ticket
    }

    @Test("a clear question goes to the liaison officer with the least to do, and is acknowledged")
    func leastLoaded() throws {
        var facts = Samples.facts()
        facts.loads = ["liaison-a": 5, "liaison-b": 2]
        let decision = decide(Samples.message(), Samples.read(), facts)
        let ticket = try opened(decision)
        #expect(ticket.officer == "liaison-b")
        #expect(ticket.stage == .open)
        #expect(decision.acknowledgement == .send(template: "ack_general"))
    }

    @Test("what is not sure goes to triage, never nowhere")
    func triage() throws {
        let ticket = try opened(decide(Samples.message(), Samples.read(isSure: false)))
        #expect(ticket.stage == .triage)
        #expect(ticket.officer == nil)
        #expect(ticket.dueAt > Samples.now)
    }

    @Test("an officer who is away is stood in for by the deputy")
    func deputy() throws {
        var profile = Samples.profile()
        let day = CalendarDay(of: Samples.now, in: profile.calendar.timeZone)
        profile.officers[0].away = [.init(from: day, through: day)]
        profile.fields[0].liaison = ["liaison-a"]
        #expect(try opened(decide(Samples.message(), Samples.read(), Samples.facts(), profile)).officer == "liaison-b")
    }

    @Test("a complaint goes to the complaints unit and is received as such")
    func complaint() throws {
        let decision = decide(Samples.message(), Samples.read(.complaint))
        #expect(try opened(decision).officer == "complaints-unit")
        #expect(decision.acknowledgement == .send(template: "complaint_received"))
    }

    @Test("a word of abuse is sealed, goes to the safeguarding pair only, and its receipt gives nothing away (C9)")
    func safeguarding() throws {
        for read in [Samples.read(urgency: .safeguarding), Samples.read(field: "protection")] {
            let decision = decide(Samples.message(), read)
            let ticket = try opened(decision)
            #expect(ticket.isSealed)
            #expect(ticket.officer == "guardian")
            #expect(decision.acknowledgement == .send(template: "safeguarding_neutral"))
        }
    }

    @Test("a weak guess of abuse is looked at early, and does not hide the ticket from its officer")
    func weakGuess() throws {
        var read = Samples.read(urgency: .safeguarding)
        read.urgency.confidence = 0.3
        let ticket = try opened(decide(Samples.message(), read))
        #expect(!ticket.isSealed && ticket.urgency == .high)
    }

    @Test("who asks not to be written to is not written to")
    func keepSilent() throws {
        var message = Samples.message()
        message.declared.keepSilent = true
        #expect(decide(message).acknowledgement == .none(reason: "keep-silent"))
    }

    @Test("danger ticked in a form raises the urgency and reaches the officer on call")
    func danger() throws {
        var message = Samples.message()
        message.declared.inDanger = true
        let ticket = try opened(decide(message))
        #expect(ticket.urgency == .emergency)
        #expect(ticket.officer == "on-call")
    }

    @Test("a field's floor raises the urgency and nothing lowers it")
    func floor() throws {
        #expect(try opened(decide(Samples.message(), Samples.read(field: "blood"))).urgency == .high)
        let emergency = Samples.read(field: "blood", urgency: .emergency)
        #expect(try opened(decide(Samples.message(), emergency)).urgency == .emergency)
    }

    @Test("no machine is answered (P7)", arguments: AutomaticMark.Kind.allCases)
    func machines(kind: AutomaticMark.Kind) {
        var message = Samples.message()
        message.automatic = AutomaticMark(kind: kind, reason: "test")
        let decision = decide(message)
        if case .send = decision.acknowledgement { Issue.record("a machine was answered: \(kind)") }
        if case .aside = decision.place { return }
        #expect(kind == .list)
    }

    @Test("one contact gets no more than the budget of automatic texts in a day (P7)")
    func budget() {
        var facts = Samples.facts(person: 7)
        facts.automaticTexts = InboundDecision.automaticTextBudget
        #expect(decide(Samples.message(), Samples.read(), facts).acknowledgement == .none(reason: "budget"))
    }

    @Test("outside working hours the receipt says so")
    func outOfHours() {
        var facts = Samples.facts()
        facts.now = Samples.now.addingTimeInterval(10 * 3600)
        #expect(
            decide(Samples.message(), Samples.read(), facts).acknowledgement == .send(template: "out_of_hours"))
    }

    struct ThreadCase: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var medium: Medium = .email
        var person: Identifier? = 7
        var change: @Sendable (inout InboundFacts) -> Void
        var proof: ThreadProof?
    }

    static let threadCases: [ThreadCase] = [
        ThreadCase(
            testDescription: "a token joins, whoever writes", person: nil,
            change: { $0.proven = Samples.ticket() }, proof: .token),
        ThreadCase(
            testDescription: "the person's own number joins", change: { $0.cited = [Samples.ticket()] }, proof: .number),
        ThreadCase(
            testDescription: "a stranger's number joins nothing", person: 8,
            change: { $0.cited = [Samples.ticket()] }, proof: nil),
        ThreadCase(
            testDescription: "an unknown sender's number joins nothing", person: nil,
            change: { $0.cited = [Samples.ticket()] }, proof: nil),
        ThreadCase(
            testDescription: "the person's own conversation joins", change: { $0.related = [Samples.ticket()] },
            proof: .conversation),
        ThreadCase(
            testDescription: "a stranger in the conversation joins nothing", person: 8,
            change: { $0.related = [Samples.ticket()] }, proof: nil),
        ThreadCase(
            testDescription: "a text soon after the last joins", medium: .sms,
            change: { $0.latestOnChannel = Samples.ticket(medium: .sms) }, proof: .window),
        ThreadCase(
            testDescription: "a text long after the last opens a new ticket", medium: .sms,
            change: { $0.latestOnChannel = Samples.ticket(medium: .sms, age: 80 * 3600) }, proof: nil),
        ThreadCase(
            testDescription: "a text after closing opens a new ticket", medium: .sms,
            change: { $0.latestOnChannel = Samples.ticket(stage: .closed, medium: .sms) }, proof: nil),
        ThreadCase(
            testDescription: "a mail is not joined by time alone",
            change: { $0.latestOnChannel = Samples.ticket() }, proof: nil),
        ThreadCase(
            testDescription: "a ticket closed long ago is not reopened",
            change: { $0.proven = Samples.ticket(stage: .closed, age: 31 * 86_400) }, proof: nil),
    ]

    @Test("a message joins a ticket by proof only (P8)", arguments: threadCases)
    func threading(thread: ThreadCase) {
        var facts = Samples.facts(person: thread.person)
        thread.change(&facts)
        let decision = decide(Samples.message(thread.medium), Samples.read(), facts)
        if case .joins(_, let proof) = decision.place {
            #expect(proof == thread.proof)
        } else {
            #expect(thread.proof == nil)
        }
    }

    @Test("a stranger's number is kept as a mention (S25)")
    func mention() throws {
        var facts = Samples.facts(person: 8)
        facts.cited = [Samples.ticket()]
        #expect(try opened(decide(Samples.message(), Samples.read(), facts)).mentions == [Samples.ticket().reference])
    }

    @Test("a word on an answered ticket opens it again with a new promise")
    func reopened() {
        for (stage, after) in [(TicketStage.answered, TicketStage.open), (.closed, .reopened), (.waiting, .open)] {
            var facts = Samples.facts(person: 7)
            facts.proven = Samples.ticket(stage: stage)
            guard case .joins(let ticket, _) = decide(Samples.message(), Samples.read(), facts).place else {
                Issue.record("not joined")
                continue
            }
            #expect(ticket.stage == after)
            #expect(ticket.dueAt ?? .distantPast > Samples.now)
        }
    }

    @Test("an auto-reply to our text is kept in its ticket and changes nothing")
    func autoReplyInThread() {
        var message = Samples.message()
        message.automatic = AutomaticMark(kind: .autoReply, reason: "Auto-Submitted")
        var facts = Samples.facts(person: 7)
        facts.proven = Samples.ticket(stage: .answered)
        guard case .joins(let ticket, .token) = decide(message, Samples.read(), facts).place else {
            Issue.record("not joined")
            return
        }
        #expect(ticket.stage == .answered)
    }
}
