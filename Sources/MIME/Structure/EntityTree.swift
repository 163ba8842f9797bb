/// The parts of a mail, found in one pass over its lines without recursion, so that neither depth nor size of a
/// hostile mail can exhaust stack or time.
///
/// GMime's own parser is not used for this step: it recurses, keeps every part, and re-reads all address fields each
/// time one is added, which a mail of a million `To` lines turns into hours.
struct EntityTree {
    /// The entities in the order of the mail; the first is the mail itself.
    private(set) var entities: [Entity] = []
    private(set) var warnings: Set<ParseWarning> = []

    private struct OpenMultipart {
        var entity: Int
        var boundary: [UInt8]
    }

    private let lines: LineReader
    private let limits: MIMELimits
    private var open: [OpenMultipart] = []
    private var leaf: Int?
    private var isFull = false

    /// Scans a whole mail.
    init(scanning bytes: UnsafeRawBufferPointer, limits: MIMELimits) {
        lines = LineReader(bytes)
        self.limits = limits
        scan()
    }

    /// True when the part is meant to be seen inside the body: so declared, or referred to by id from related HTML.
    func isInline(_ index: Int) -> Bool {
        let entity = entities[index]
        if let disposition = entity.disposition?.name { return disposition == "inline" }
        guard let parent = entity.parent, entities[parent].type.name == "multipart/related" else { return false }
        return entity.first("content-id") != nil
    }

    private mutating func scan() {
        var position = beginEntity(parent: nil, at: 0)
        while !isFull, let line = lines.line(at: position) {
            position = line.next
            guard let hit = boundary(line.content) else { continue }
            finish(through: hit.level + 1, at: line.content.lowerBound)
            if hit.isClosing {
                close(at: line.content.lowerBound)
            } else if entities.count >= limits.maxParts {
                warnings.insert(.partLimit)
                isFull = true
            } else {
                position = beginEntity(parent: open[hit.level].entity, at: line.next)
            }
        }
        if !isFull, !open.isEmpty { warnings.insert(.truncated) }
        finish(through: 0, at: isFull ? position : lines.bytes.count)
        keepEmptyMultipartsAsText()
    }

    /// Reads the header fields at a position, opens the multipart if it is one, and returns where its body starts.
    private mutating func beginEntity(parent: Int?, at start: Int) -> Int {
        var fields = HeaderScanner(lines: lines, limits: limits, isRoot: parent == nil)
        fields.scan(from: start) { content in boundary(content) != nil }
        warnings.formUnion(fields.warnings)
        var entity = Entity(parent: parent, headers: fields.headers)
        let isDigest = parent.map { entities[$0].type.name == "multipart/digest" } ?? false
        entity.type = entity.first("content-type").map(MediaType.read) ?? (isDigest ? .message : .plainText)
        entity.disposition = entity.first("content-disposition").map(MediaType.readDisposition)
        entity.encoding = entity.first("content-transfer-encoding").map(TransferEncoding.read) ?? .identity
        entity.body = fields.end..<fields.end
        let index = entities.count
        entities.append(entity)
        if let parent { entities[parent].children.append(index) }
        leaf = index
        openMultipart(index)
        return fields.end
    }

    private mutating func openMultipart(_ index: Int) {
        guard entities[index].type.isMultipart else { return }
        guard let boundary = entities[index].type.boundary else {
            warnings.insert(.missingBoundary)
            return
        }
        guard open.count < limits.maxDepth else {
            warnings.insert(.depthLimit)
            return
        }
        open.append(OpenMultipart(entity: index, boundary: boundary))
        leaf = nil
    }

    /// Ends the current leaf and all open multiparts above `level` at a boundary line or the end of the mail.
    private mutating func finish(through level: Int, at lineStart: Int) {
        if let leaf { end(leaf, at: lineStart) }
        leaf = nil
        while open.count > level, let unclosed = open.popLast() {
            if level > 0 { warnings.insert(.truncated) }
            end(unclosed.entity, at: lineStart)
        }
    }

    private mutating func close(at lineStart: Int) {
        guard let closed = open.popLast() else { return }
        end(closed.entity, at: lineStart)
    }

    private mutating func end(_ index: Int, at lineStart: Int) {
        let start = entities[index].body.lowerBound
        let isLast = lineStart >= lines.bytes.count
        let end = isLast ? lines.bytes.count : lines.contentEnd(beforeLineAt: lineStart, notBefore: start)
        entities[index].body = start..<max(start, end)
    }

    /// A multipart without a single part still has its preamble to show.
    private mutating func keepEmptyMultipartsAsText() {
        for index in entities.indices where entities[index].type.isMultipart && entities[index].children.isEmpty {
            if !entities[index].body.isEmpty { warnings.insert(.missingBoundary) }
            entities[index].type = .plainText
        }
    }

    /// The innermost open multipart whose boundary a line is.
    private func boundary(_ content: Range<Int>) -> (level: Int, isClosing: Bool)? {
        let bytes = lines.bytes
        guard !open.isEmpty, content.count > 2 else { return nil }
        guard bytes[content.lowerBound] == 0x2D, bytes[content.lowerBound + 1] == 0x2D else { return nil }
        var end = content.upperBound
        while end > content.lowerBound, [0x20, 0x09, 0x0D].contains(bytes[end - 1]) { end -= 1 }
        let text = UnsafeRawBufferPointer(rebasing: bytes[content.lowerBound..<end].dropFirst(2))
        for level in open.indices.reversed() {
            let boundary = open[level].boundary
            if text.count == boundary.count, text.elementsEqual(boundary) { return (level, false) }
            guard text.count == boundary.count + 2, text.last == 0x2D else { continue }
            if text.dropLast(2).elementsEqual(boundary), text.suffix(2).elementsEqual([0x2D, 0x2D]) {
                return (level, true)
            }
        }
        return nil
    }
}
