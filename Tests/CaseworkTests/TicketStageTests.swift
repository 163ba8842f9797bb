import Casework
import Testing

@Suite("Stages of a ticket")
struct TicketStageTests {
    /// stage → step → the stage after it; what is not listed is refused.
    static let table: [TicketStage: [TicketStep: TicketStage]] = [
        .new: [
            .route: .open, .triage: .triage, .answer: .answered, .ask: .waiting, .personWrote: .new, .close: .closed,
        ],
        .triage: [
            .route: .open, .triage: .triage, .answer: .answered, .ask: .waiting, .personWrote: .triage, .close: .closed,
        ],
        .open: [
            .route: .open, .triage: .triage, .answer: .answered, .ask: .waiting, .personWrote: .open, .close: .closed,
        ],
        .waiting: [
            .route: .waiting, .triage: .triage, .answer: .answered, .ask: .waiting, .personWrote: .open,
            .close: .closed,
        ],
        .answered: [
            .route: .answered, .triage: .triage, .answer: .answered, .ask: .waiting, .personWrote: .open,
            .close: .closed,
        ],
        .closed: [.personWrote: .reopened, .reopen: .reopened],
        .reopened: [
            .route: .reopened, .triage: .triage, .answer: .answered, .ask: .waiting, .personWrote: .reopened,
            .close: .closed,
        ],
    ]

    @Test("every step from every stage leads where the table says, or is refused", arguments: TicketStage.allCases)
    func allSteps(stage: TicketStage) {
        for step in TicketStep.allCases {
            switch stage.after(step) {
            case .success(let next): #expect(Self.table[stage]?[step] == next, "\(stage) \(step)")
            case .failure(let refusal):
                #expect(Self.table[stage]?[step] == nil, "\(stage) \(step)")
                #expect(refusal == StepRefusal(stage: stage, step: step))
            }
        }
    }

    @Test("a word from the person is never refused", arguments: TicketStage.allCases)
    func personIsHeard(stage: TicketStage) {
        guard case .success(let next) = stage.after(.personWrote) else {
            Issue.record("refused at \(stage)")
            return
        }
        #expect(next.isOwed)
    }
}

@Suite("States of an outgoing text")
struct DeliveryStateTests {
    @Test("reports in any order end in the same state")
    func anyOrder() {
        let orders: [[DeliveryState]] = [[.sent, .delivered], [.delivered, .sent], [.delivered, .sent, .delivered]]
        for order in orders {
            var state = DeliveryState.sending
            for report in order where state.accepts(report: report) { state = report }
            #expect(state == .delivered)
        }
    }

    @Test("a last word stands")
    func lastWord() {
        #expect(!DeliveryState.delivered.accepts(report: .failed))
        #expect(!DeliveryState.failed.accepts(report: .delivered))
        #expect(DeliveryState.uncertain.accepts(report: .delivered))
        #expect(!DeliveryState.sent.accepts(report: .queued))
    }
}
