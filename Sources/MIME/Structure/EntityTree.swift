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
        /// True after its closing line; a part that comes all the same opens it again.
        var isClosed = false
        var depth: Int
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
        if let disposition = entity.disposition?.name, !disposition.isEmpty { return disposition == "inline" }
        guard let parent = entity.parent, entities[parent].type.name == "multipart/related" else { return false }
        return entity.first("content-id") != nil
    }

    private mutating func scan() {
        scan(from: beginEntity(parent: nil, at: 0), to: lines.bytes.count)
        findUnnamedBoundaries()
        keepEmptyMultipartsAsText()
    }

    /// Finds the parts of the multiparts that are open from a position to an end.
    private mutating func scan(from start: Int, to limit: Int) {
        var position = start
        while !isFull, position < limit, let line = lines.line(at: position) {
            position = line.next
            guard let hit = boundary(line.content) else { continue }
            finish(through: hit.level + 1, at: line.content.lowerBound)
            if hit.isClosing {
                close(hit.level, at: line.content.lowerBound, next: line.next)
            } else if entities.count >= limits.maxParts {
                warnings.insert(.partLimit)
                isFull = true
            } else {
                position = beginPart(hit.level, at: line)
            }
        }
        if !isFull, open.contains(where: { !$0.isClosed }) { warnings.insert(.truncated) }
        finish(through: 0, at: isFull ? position : limit)
    }

    private mutating func beginPart(_ level: Int, at line: LineReader.Line) -> Int {
        let parent = open[level].entity
        let start = entities[parent].body.lowerBound
        if entities[parent].children.isEmpty { entities[parent].preamble = start..<max(start, line.content.lowerBound) }
        open[level].isClosed = false
        return beginEntity(parent: parent, at: line.next)
    }

    /// A multipart that names no boundary, or one that does not occur, often has one all the same: it is the first line
    /// with two hyphens before a `Content-` field.
    private mutating func findUnnamedBoundaries() {
        var index = 0
        while index < entities.count, !isFull {
            defer { index += 1 }
            let body = entities[index].body
            guard entities[index].type.isMultipart, entities[index].children.isEmpty, !body.isEmpty else { continue }
            guard let boundary = unnamedBoundary(in: body), depth(of: index) < limits.maxDepth else { continue }
            warnings.insert(.missingBoundary)
            open = [OpenMultipart(entity: index, boundary: boundary, depth: depth(of: index))]
            leaf = nil
            scan(from: body.lowerBound, to: body.upperBound)
        }
    }

    private func unnamedBoundary(in body: Range<Int>) -> [UInt8]? {
        var position = body.lowerBound
        var candidate: [UInt8]?
        while position < body.upperBound, let line = lines.line(at: position) {
            position = line.next
            let content = lines.bytes[clamping: line.content]
            if let candidate, content.count > 8,
                String(decoding: content.prefix(8), as: UTF8.self).lowercased() == "content-"
            {
                return candidate
            }
            let isMark = content.count > 2 && content.count < 200 && content.starts(with: "--".utf8)
            candidate = isMark ? Array(content.dropFirst(2)) : nil
            while let last = candidate?.last, last <= 0x20 { candidate?.removeLast() }
            if candidate?.isEmpty == true { candidate = nil }
        }
        return nil
    }

    private func depth(of index: Int) -> Int {
        var depth = 0
        var place = entities[index].parent
        while let parent = place, depth <= limits.maxDepth {
            depth += 1
            place = entities[parent].parent
        }
        return depth
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
        let depth = (open.last?.depth ?? -1) + 1
        guard depth < limits.maxDepth else {
            warnings.insert(.depthLimit)
            return
        }
        open.append(OpenMultipart(entity: index, boundary: boundary, depth: depth))
        leaf = nil
    }

    /// Ends the current leaf and all open multiparts above `level` at a boundary line or the end of the mail.
    private mutating func finish(through level: Int, at lineStart: Int) {
        if let leaf { end(leaf, at: lineStart) }
        leaf = nil
        while open.count > level, let ended = open.popLast() {
            if ended.isClosed {
                let start = entities[ended.entity].epilogue.lowerBound
                entities[ended.entity].epilogue = start..<max(start, lineStart)
                continue
            }
            if level > 0 { warnings.insert(.truncated) }
            end(ended.entity, at: lineStart)
        }
    }

    private mutating func close(_ level: Int, at lineStart: Int, next: Int) {
        guard open.indices.contains(level) else { return }
        open[level].isClosed = true
        end(open[level].entity, at: lineStart)
        entities[open[level].entity].epilogue = next..<next
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
        var closed: Int?
        for level in open.indices.reversed() {
            let boundary = open[level].boundary
            if text.count == boundary.count, text.elementsEqual(boundary) {
                if !open[level].isClosed { return (level, false) }
                closed = closed ?? level
            }
            guard text.count == boundary.count + 2, text.last == 0x2D, !open[level].isClosed else { continue }
            if text.dropLast(2).elementsEqual(boundary), text.suffix(2).elementsEqual([0x2D, 0x2D]) {
                return (level, true)
            }
        }
        return closed.map { ($0, false) }
    }
}
