/// Which parts of a mail are its text, which its HTML, and which are attachments, after RFC 8621 section 4.1.4.
struct BodySelection {
    /// The entities to read for plain text, in order; HTML is among them where no plain text says the same.
    private(set) var textBody: [Int] = []
    /// The entities to read for HTML, in order; plain text is among them where no HTML says the same.
    private(set) var htmlBody: [Int] = []
    /// All other leaves, in order.
    private(set) var attachments: [Int] = []

    private let tree: EntityTree

    /// Sorts the leaves of a scanned mail.
    init(tree: EntityTree) {
        self.tree = tree
        if !tree.entities.isEmpty { sortAll() }
        if textBody.isEmpty, htmlBody.isEmpty { showLoneText() }
    }

    private enum Step {
        case visit(Int, position: Int, alternative: Bool)
        case balance(textCount: Int, htmlCount: Int)
    }

    /// Walks with its own stack of steps, so that depth costs no call stack.
    private mutating func sortAll() {
        var steps = [Step.visit(0, position: 0, alternative: false)]
        while let step = steps.popLast() {
            switch step {
            case .balance(let textCount, let htmlCount):
                balance(textCount: textCount, htmlCount: htmlCount)
            case .visit(let index, let position, let alternative):
                guard tree.entities[index].type.isMultipart else {
                    sort(index, position, alternative: alternative)
                    continue
                }
                let opens = tree.entities[index].type.name == "multipart/alternative"
                if opens { steps.append(.balance(textCount: textBody.count, htmlCount: htmlBody.count)) }
                for (place, child) in children(of: index).enumerated().reversed() {
                    steps.append(.visit(child, position: place, alternative: alternative || opens))
                }
            }
        }
    }

    /// After an alternative that offered only one of the two, that one serves as both.
    private mutating func balance(textCount: Int, htmlCount: Int) {
        let text = Array(textBody.dropFirst(textCount))
        let html = Array(htmlBody.dropFirst(htmlCount))
        if text.isEmpty { textBody += html }
        if html.isEmpty { htmlBody += text }
    }

    private mutating func sort(_ index: Int, _ position: Int, alternative: Bool) {
        let type = tree.entities[index].type
        guard isBody(index, position) else {
            attachments.append(index)
            return
        }
        if !alternative {
            textBody.append(index)
            htmlBody.append(index)
        } else if type.isHTML {
            htmlBody.append(index)
        } else {
            textBody.append(index)
        }
    }

    /// The parts of a multipart; in a related one the part that it names its root comes first (RFC 2387 section 3.2).
    private func children(of index: Int) -> [Int] {
        let children = tree.entities[index].children
        guard tree.entities[index].type.name == "multipart/related" else { return children }
        let start = tree.entities[index].type.first("start").map { MessageIDs.read(Array($0.utf8)).first ?? $0 }
        guard let start, let root = children.first(where: { tree.entities[$0].contentID == start }) else {
            return children
        }
        return [root] + children.filter { $0 != root }
    }

    private func isBody(_ index: Int, _ position: Int) -> Bool {
        let entity = tree.entities[index]
        guard entity.type.isReadable, entity.disposition?.name != "attachment" else { return false }
        // Other kinds of text are read where nothing says the same in plain words.
        let isAlternative = entity.parent.map { tree.entities[$0].type.name == "multipart/alternative" } ?? false
        guard entity.type.isCommon || position == 0 && !isAlternative else { return false }
        guard position > 0 else { return true }
        let isRelated = entity.parent.map { tree.entities[$0].type.name == "multipart/related" } ?? false
        return !isRelated && !isNamed(entity)
    }

    private func isNamed(_ entity: Entity) -> Bool {
        entity.disposition?.first("filename") != nil || entity.type.first("name") != nil
    }

    /// Some programs declare the only text of a mail an attachment: without a name it is what there is to read.
    private mutating func showLoneText() {
        let place = attachments.firstIndex { index in
            tree.entities[index].type.isReadable && !isNamed(tree.entities[index])
        }
        guard let place else { return }
        let index = attachments.remove(at: place)
        textBody = [index]
        htmlBody = [index]
    }
}
