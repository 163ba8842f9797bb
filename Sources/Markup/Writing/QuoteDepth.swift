/// Follows through a tree how many quotations surround the next words.
struct QuoteDepth {
    /// The marks before the next words.
    private(set) var depth = 0

    /// What each entered element added: a quotation, an introduction that ends at its first blockquote, or nothing.
    private var open: [Kind] = []
    private var introductions = 0
    /// Introductions whose blockquote has not come yet.
    private var pending = 0
    private var hasRule = false
    private var isUndecided = false

    private enum Kind {
        case nothing, quote, introduction, endedIntroduction
    }

    /// Enters an element; answers the line that is to stand before its words.
    mutating func enter(_ element: Element) -> String? {
        guard element.name == "blockquote" else { return enter(MailRole.of(element)) }
        let isQuote = MailRole.isQuote(blockquote: element, isInside: introductions > 0)
        if isQuote { endIntroductions() }
        open.append(isQuote ? .quote : .nothing)
        if isQuote { depth += 1 }
        return nil
    }

    /// Leaves the element entered last.
    mutating func leave() {
        switch open.popLast() {
        case .quote: depth -= 1
        case .introduction:
            depth -= 1
            introductions -= 1
            pending -= 1
        case .endedIntroduction: introductions -= 1
        case .nothing, nil: break
        }
        if depth == 0 { isUndecided = false }
    }

    /// Looks at the first words of an introduction: a rule there announces a forwarded mail, which is no quotation.
    mutating func see(_ text: String) {
        guard isUndecided, let first = text.unicodeScalars.first(where: { !$0.properties.isWhitespace }) else { return }
        isUndecided = false
        guard first == "-" else { return }
        for index in open.indices.reversed() where open[index] == .introduction || open[index] == .quote {
            depth -= 1
            if open[index] == .introduction { pending -= 1 }
            open[index] = open[index] == .introduction ? .endedIntroduction : .nothing
        }
    }

    private mutating func enter(_ role: MailRole?) -> String? {
        switch role {
        case .quote where depth == 0, .introduction where depth == 0:
            open.append(role == .quote ? .quote : .introduction)
            if role == .introduction {
                introductions += 1
                pending += 1
            }
            depth += 1
            isUndecided = true
        case .introduction:
            open.append(.endedIntroduction)
            introductions += 1
        case .original where depth == 0 && !hasRule:
            open.append(.nothing)
            hasRule = true
            return "________________________________"
        case .signature where depth == 0:
            open.append(.nothing)
            return "-- "
        default: open.append(.nothing)
        }
        return nil
    }

    /// The first blockquote ends what introduces it, in every division around it.
    private mutating func endIntroductions() {
        guard pending > 0 else { return }
        pending = 0
        for index in open.indices where open[index] == .introduction {
            open[index] = .endedIntroduction
            depth -= 1
        }
    }
}
