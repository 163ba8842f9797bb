/// Reads a text once and parts its digits into runs.
struct DigitScanner {
    private var runs: [DigitRun] = []
    private var run = DigitRun()
    private var group: DigitRun.Group?
    private var groupTouchesLatin = false
    private var plusPending = false
    private var previousIsLatin = false
    /// What follows an `@` directly after digits: a WhatsApp address is a number, an e-mail address is not.
    private var domain: String?

    private static let chatDomains: Set<String> = ["", "c.us", "s.whatsapp.net"]
    private static let longestDomain = 64

    mutating func take(_ scalar: Unicode.Scalar) {
        if Self.isInvisible(scalar) || extendsDomain(scalar) { return }
        let isLatin = scalar.isASCII && scalar.properties.isAlphabetic
        if let digit = Self.digit(scalar) {
            add(digit)
        } else if scalar == "@", group != nil {
            domain = ""
        } else if scalar == "+" || scalar == "\u{FF0B}" {
            endGroup()
            plusPending = true
        } else if Self.separators.contains(scalar) {
            endGroup()
        } else {
            if isLatin { groupTouchesLatin = true }
            endRun()
        }
        previousIsLatin = isLatin
    }

    mutating func finish() -> [DigitRun] {
        endRun()
        return runs
    }

    private mutating func add(_ digit: Character) {
        if group == nil {
            group = .init(digits: "", plus: plusPending)
            groupTouchesLatin = previousIsLatin
            plusPending = false
        }
        group?.digits.append(digit)
    }

    private mutating func endGroup() {
        if let group {
            let isChat = domain.map { Self.chatDomains.contains($0.lowercased()) } ?? true
            if groupTouchesLatin || !isChat {
                keepRun()
                run.isDoubtful = true
            } else {
                run.groups.append(group)
            }
        }
        group = nil
        domain = nil
    }

    private mutating func endRun() {
        endGroup()
        keepRun()
        run = DigitRun()
        plusPending = false
    }

    private mutating func keepRun() {
        if !run.groups.isEmpty { runs.append(run) }
        run.groups = []
    }

    private mutating func extendsDomain(_ scalar: Unicode.Scalar) -> Bool {
        guard let collected = domain else { return false }
        guard scalar.isASCII, scalar.properties.isAlphabetic || scalar == "." || scalar == "-" else { return false }
        if collected.utf8.count < Self.longestDomain { domain = collected + String(scalar) }
        return true
    }

    private static let separators: Set<Unicode.Scalar> = [
        " ", "\u{A0}", "\u{2009}", "\u{202F}", "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", ".", "(", ")",
    ]

    private static func digit(_ scalar: Unicode.Scalar) -> Character? {
        guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue,
            let digit = (0...9).first(where: { Double($0) == value })
        else { return nil }
        return Character(String(digit))
    }

    /// Direction marks, joiners and the byte-order mark.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .format
    }
}
