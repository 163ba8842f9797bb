/// Fills pages with blocks of lines.
enum Flow {
    /// Lines that stay on one page, and the empty lines before them unless they begin a page.
    struct Block: Equatable {
        var gap = 0
        var lines: [LetterLine]
    }

    /// The lines of each page, at least one page; `capacity` gives the lines that a page (from 1) holds. A block that
    /// no page holds is torn.
    static func pages(of blocks: [Block], capacity: (Int) -> Int) -> [[LetterLine]] {
        var pages: [[LetterLine]] = [[]]
        func room() -> Int { max(1, capacity(pages.count)) - (pages.last?.count ?? 0) }
        func add(_ lines: some Sequence<LetterLine>) { pages[pages.count - 1] += lines }
        for block in blocks {
            let isFirst = pages.last?.isEmpty ?? true
            if !isFirst, block.gap + block.lines.count <= room() {
                add(Array(repeating: LetterLine(.blank), count: block.gap))
            } else if !isFirst {
                pages.append([])
            }
            var rest = block.lines[...]
            while rest.count > room() {
                let fitting = rest.prefix(room())
                add(fitting)
                rest = rest.dropFirst(fitting.count)
                pages.append([])
            }
            add(rest)
        }
        return pages
    }

    /// A paragraph as blocks: never one line alone before or after a page break.
    static func blocks(of paragraph: [LetterLine], gap: Int) -> [Block] {
        guard paragraph.count > 3 else { return [Block(gap: gap, lines: paragraph)] }
        let middle = paragraph.dropFirst(2).dropLast(2).map { Block(lines: [$0]) }
        return [Block(gap: gap, lines: Array(paragraph.prefix(2)))] + middle
            + [Block(lines: Array(paragraph.suffix(2)))]
    }

    /// One block that keeps two together.
    static func joined(_ first: Block, _ second: Block) -> Block {
        let gap = Array(repeating: LetterLine(.blank), count: second.gap)
        return Block(gap: first.gap, lines: first.lines + gap + second.lines)
    }
}
