public import Foundation

/// What is tried on past messages.
public struct BacktestQuestion: Sendable, Codable, Hashable {
    /// The first day.
    public var since: CalendarDay
    /// The number of the model; nil for the one in use.
    public var model: Int?
    /// The name of the candidate settings; nil for those in force.
    public var settings: String?

    /// A question.
    public init(since: CalendarDay, model: Int?, settings: String?) {
        self.since = since
        self.model = model
        self.settings = settings
    }
}

/// What became of asking for a trial.
public enum BacktestStart: Sendable, Hashable {
    case asked
    /// Another runs.
    case busy
    /// The model or the settings are not there.
    case unknown
}

/// What can be tried, and the last trial.
public struct BacktestPage: Sendable, Hashable {
    /// The numbers of the models on the shelf.
    public var models: [Int]
    /// The names of candidate settings.
    public var settings: [String]
    /// The last trial, running or finished.
    public var run: BacktestRun?

    /// A page.
    public init(models: [Int], settings: [String], run: BacktestRun?) {
        self.models = models
        self.settings = settings
        self.run = run
    }
}

/// A trial on past messages: what would have been otherwise.
public struct BacktestRun: Sendable, Codable, Hashable {
    /// Where it stands.
    public enum State: String, Sendable, Codable, Hashable {
        case waiting
        case running
        case finished
        /// Stopped at its limit of messages or time: what is there is of the oldest messages.
        case cut
        /// The hub was stopped meanwhile.
        case interrupted
        /// The candidate settings or the model cannot be used.
        case unusable
    }

    /// What of a decision would be otherwise.
    public enum Part: String, Sendable, Codable, Hashable, CaseIterable { case officer, kind, field, urgency, sealed }

    /// From what to what, and how often.
    public struct Step: Sendable, Codable, Hashable {
        /// What of the decision.
        public var part: Part
        /// The association.
        public var association: AssociationID
        /// As it is in force, and as it would be; empty for none.
        public var from: String, to: String
        /// How often; 1 for one message.
        public var count: Int

        /// A step.
        public init(part: Part, association: AssociationID, from: String, to: String, count: Int = 1) {
            self.part = part
            self.association = association
            self.from = from
            self.to = to
            self.count = count
        }
    }

    /// One message that would be decided otherwise.
    public struct Row: Sendable, Codable, Hashable {
        /// The association.
        public var association: AssociationID
        /// The ticket that it opened.
        public var reference: ReferenceNumber
        /// What would be otherwise.
        public var steps: [Step]
        /// By how many hours the promised time would move; negative is sooner.
        public var promiseHours: Double?

        /// A message.
        public init(association: AssociationID, reference: ReferenceNumber, steps: [Step], promiseHours: Double?) {
            self.association = association
            self.reference = reference
            self.steps = steps
            self.promiseHours = promiseHours
        }
    }

    /// What was asked.
    public var question: BacktestQuestion
    /// Who asked.
    public var by: String
    /// When it was asked, and when last something was done.
    public var askedAt: Date, seenAt: Date
    /// Where it stands.
    public var state = State.waiting
    /// Why it is unusable, for whoever keeps the settings; nil otherwise.
    public var problem: String?
    /// Messages replayed, those for which anything changes, and those whose bytes could not be had.
    public var messages = 0, changed = 0, unread = 0
    /// Promises that would be sooner, and later.
    public var sooner = 0, later = 0
    /// The sum of all moves of promised times, in hours.
    public var promiseHours = 0.0
    /// All changes, most often first.
    public var steps: [Step] = []
    /// The first messages that change.
    public var rows: [Row] = []

    /// A trial that was asked for.
    public init(_ question: BacktestQuestion, by name: String, at moment: Date) {
        self.question = question
        by = name
        askedAt = moment
        seenAt = moment
    }

    /// Whether it is still to be finished.
    public var isOpen: Bool { state == .waiting || state == .running }
}
