/// Where a ticket stands; `after(_:)` says what may come next.
public enum TicketStage: String, Sendable, Codable, CaseIterable, Hashable {
    /// Just opened, nobody chosen; may become `triage` or `open`.
    case new
    /// Waits for a person to say whose it is; may become `open` or `closed`.
    case triage
    /// With an officer, an answer is owed; may become `answered`, `waiting`, `triage` or `closed`.
    case open
    /// The person was asked for something; their word makes it `open`.
    case waiting
    /// An answer left; the person's word makes it `open`, otherwise it is closed.
    case answered
    /// Finished; the person's word or an officer makes it `reopened`.
    case closed
    /// Open once more after being closed; may become whatever `open` may.
    case reopened

    /// Whether an officer owes the person something.
    public var isOwed: Bool { self == .new || self == .triage || self == .open || self == .reopened }

    /// Where it stands once it is known that the answer did not arrive: it is owed again.
    public var afterUndeliveredAnswer: TicketStage {
        switch self {
        case .answered, .waiting: .open
        case .closed: .reopened
        case .new, .triage, .open, .reopened: self
        }
    }

    /// Whether the conversation goes on.
    public var isLive: Bool { self != .closed }
}

/// What can happen to a ticket.
public enum TicketStep: String, Sendable, Codable, CaseIterable, Hashable {
    case route
    case triage
    case answer
    case ask
    case personWrote = "person_wrote"
    case close
    case reopen
}

/// A step that is not possible from a stage: a value to show, not an error.
public struct StepRefusal: Error, Sendable, Hashable, Codable {
    /// Where the ticket stands.
    public var stage: TicketStage
    /// What was wanted.
    public var step: TicketStep

    /// The refusal of a step at a stage.
    public init(stage: TicketStage, step: TicketStep) {
        self.stage = stage
        self.step = step
    }
}

extension TicketStage {
    /// The stage that `step` leads to, or the refusal.
    public func after(_ step: TicketStep) -> Result<TicketStage, StepRefusal> {
        switch (self, step) {
        case (.closed, .personWrote), (.closed, .reopen): .success(.reopened)
        case (.closed, _): .failure(StepRefusal(stage: self, step: step))
        case (.new, .personWrote), (.triage, .personWrote), (.reopened, .personWrote): .success(self)
        case (_, .personWrote): .success(.open)
        case (.reopened, .route): .success(.reopened)
        case (.waiting, .route), (.answered, .route): .success(self)
        case (_, .route): .success(.open)
        case (_, .triage): .success(.triage)
        case (_, .answer): .success(.answered)
        case (_, .ask): .success(.waiting)
        case (_, .close): .success(.closed)
        case (_, .reopen): .failure(StepRefusal(stage: self, step: step))
        }
    }
}
