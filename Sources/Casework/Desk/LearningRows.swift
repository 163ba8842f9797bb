public import Foundation

/// How well messages are read, and which models there are.
public struct LearningPage: Sendable, Hashable {
    /// How many messages of a month were taken for one kind and are of another by an officer's word; oldest month first.
    public var kinds: [KindCount]
    /// What officers corrected besides the kind, most often first.
    public var steps: [CorrectionCount]
    /// Who corrected how often, most often first.
    public var officers: [OfficerCount]
    /// Every model, newest first.
    public var models: [ModelRow]
    /// The model to which a roll-back goes; nil for none.
    public var previous: Int?
    /// Whether only a person takes models into use, since somebody rolled one back.
    public var isHeld: Bool

    /// A page.
    public init(
        kinds: [KindCount] = [], steps: [CorrectionCount] = [], officers: [OfficerCount] = [], models: [ModelRow] = [],
        previous: Int? = nil, isHeld: Bool = false
    ) {
        self.kinds = kinds
        self.steps = steps
        self.officers = officers
        self.models = models
        self.previous = previous
        self.isHeld = isHeld
    }
}

/// Messages of one month that were read as one kind and are, as far as officers said, of another or the same.
public struct KindCount: Sendable, Hashable {
    /// The first day of the month.
    public var month: CalendarDay
    /// What the message was taken for.
    public var said: MessageKind
    /// What it is.
    public var truth: MessageKind
    /// How many.
    public var count: Int

    /// A count.
    public init(month: CalendarDay, said: MessageKind, truth: MessageKind, count: Int) {
        self.month = month
        self.said = said
        self.truth = truth
        self.count = count
    }
}

/// How often officers changed one word of the reading into another.
public struct CorrectionCount: Sendable, Hashable {
    /// What of the reading.
    public enum Part: String, Sendable, Hashable, CaseIterable { case field, urgency }
    /// What of the reading.
    public var part: Part
    /// The association.
    public var association: AssociationID
    /// What was read; empty for nothing.
    public var from: String
    /// What the officer said; empty for nothing.
    public var to: String
    /// How often.
    public var count: Int

    /// A count.
    public init(part: Part, association: AssociationID, from: String, to: String, count: Int) {
        self.part = part
        self.association = association
        self.from = from
        self.to = to
        self.count = count
    }
}

/// How many corrections an officer gave.
public struct OfficerCount: Sendable, Hashable {
    /// The name under which they were given.
    public var name: String
    /// How many.
    public var count: Int

    /// A count.
    public init(name: String, count: Int) {
        self.name = name
        self.count = count
    }
}

/// A model of the reader and what was measured of it.
public struct ModelRow: Sendable, Hashable {
    /// Its number; 0 is the one that was there before any was learnt.
    public var number: Int
    /// When it was made.
    public var madeAt: Date
    /// On how many texts it was trained.
    public var trainedOn: Int
    /// How it did on corrections held out; nil where nothing was measured.
    public var trial: Trial?
    /// Whether it is in use.
    public var isCurrent: Bool
    /// Whether it was in use at some time.
    public var wasUsed: Bool

    /// A comparison with the model that was in use.
    public struct Trial: Sendable, Hashable {
        /// Corrections learnt, and those held out to measure.
        public var learnt: Int, heldOut: Int
        /// How many held out were right by the model in use, and by this one.
        public var rightBefore: Int, rightAfter: Int
        /// Each kind.
        public var kinds: [KindScore]
        /// From whom was learnt, most first.
        public var officers: [OfficerCount]
        /// Why it was not taken into use by itself; nil when it was good enough.
        public var refusal: ModelRefusal?

        /// A comparison.
        public init(
            learnt: Int, heldOut: Int, rightBefore: Int, rightAfter: Int, kinds: [KindScore],
            officers: [OfficerCount], refusal: ModelRefusal?
        ) {
            self.learnt = learnt
            self.heldOut = heldOut
            self.rightBefore = rightBefore
            self.rightAfter = rightAfter
            self.kinds = kinds
            self.officers = officers
            self.refusal = refusal
        }
    }

    /// How one kind is read.
    public struct KindScore: Sendable, Hashable {
        /// The kind's word.
        public var kind: String
        /// Held-out corrections of it.
        public var examples: Int
        /// F1 before and after, 0…1.
        public var before: Double, after: Double

        /// A score.
        public init(kind: String, examples: Int, before: Double, after: Double) {
            self.kind = kind
            self.examples = examples
            self.before = before
            self.after = after
        }
    }

    /// A model.
    public init(number: Int, madeAt: Date, trainedOn: Int, trial: Trial?, isCurrent: Bool, wasUsed: Bool) {
        self.number = number
        self.madeAt = madeAt
        self.trainedOn = trainedOn
        self.trial = trial
        self.isCurrent = isCurrent
        self.wasUsed = wasUsed
    }
}

/// Why a model is not taken into use by itself.
public enum ModelRefusal: Sendable, Hashable {
    /// Too few corrections were held out to say anything.
    case tooFew(atLeast: Int)
    /// Fewer are right than before.
    case fewerRight
    /// These kinds are read worse.
    case worse([String])
}
