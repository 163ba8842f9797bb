/// A letter and where it stands on a page, in points from the left edge.
struct PageLetter: Equatable {
    var scalar: Unicode.Scalar
    var left: Double
    var right: Double
    /// The height of the line, ascent and descent.
    var height: Double

    /// The marks with which Poppler wraps every right-to-left letter.
    static func isEmbedding(_ scalar: Unicode.Scalar) -> Bool { ("\u{202A}"..."\u{202E}").contains(scalar) }
}

/// Puts a line of a page back into the order in which it is read.
///
/// Poppler has every letter and its place right, but in lines with Arabic it gives spaces one letter late and the words
/// of Latin runs backwards; so only the places are believed.
enum VisualLine {
    /// The gap between two letters that counts as a space, as a share of the line's height: Amiri's own letters stand
    /// up to 0.07 apart, and the narrowest spaces of justified lines are 0.13.
    static let spaceShare = 0.105

    /// The text of a line's letters, given in Poppler's order; `pageIsRightToLeft` decides for lines that hold both
    /// directions.
    static func text(_ letters: [PageLetter], pageIsRightToLeft: Bool) -> String {
        let balance = balance(of: letters)
        let isRightToLeft = balance > 0 || pageIsRightToLeft && letters.contains { Kind($0.scalar) == .rightToLeft }
        let atoms = spaced(clusters(letters).sorted { $0.middle < $1.middle })
        var text = String.UnicodeScalarView()
        for atom in logical(atoms, isRightToLeft: isRightToLeft) { text.append(contentsOf: atom.scalars) }
        return String(text)
    }

    /// How many more letters run from right to left than from left to right; digits do not count.
    static func balance(of letters: some Sequence<PageLetter>) -> Int {
        letters.reduce(0) { sum, letter in
            switch Kind(letter.scalar) {
            case .rightToLeft: sum + 1
            case .leftToRight: sum - (letter.scalar.properties.isAlphabetic ? 1 : 0)
            case .arabicDigit, .neutral: sum
            }
        }
    }

    /// What stands together: a letter with its marks, or a space.
    private struct Atom {
        var scalars: [Unicode.Scalar]
        var kind: Kind
    }

    private struct Cluster {
        var scalars: [Unicode.Scalar]
        var kind: Kind
        var left: Double
        var right: Double
        var height: Double
        var middle: Double { (left + right) / 2 }

        init(_ letter: PageLetter) {
            scalars = [letter.scalar]
            kind = Kind(letter.scalar)
            (left, right, height) = (letter.left, letter.right, letter.height)
        }

        /// Whether a letter stands directly at the right, as in words that Poppler writes from left to right.
        func touches(_ letter: PageLetter) -> Bool {
            abs(letter.left - right) < height * 0.02 && letter.right > right
        }
    }

    /// Letters with their marks. A number and the Arabic letter behind it, as in «٢٠٢٦م», are one cluster: Poppler gives
    /// their text in the order of reading and their places from left to right.
    private static func clusters(_ letters: [PageLetter]) -> [Cluster] {
        var clusters: [Cluster] = []
        var number: Int?
        for letter in letters where letter.left.isFinite && letter.right.isFinite {
            let kind = Kind(letter.scalar)
            let last = clusters.indices.last
            let touchesLast = last.map { clusters[$0].touches(letter) } ?? false
            if let last, letter.scalar.properties.generalCategory == .nonspacingMark {
                clusters[last].scalars.append(letter.scalar)
            } else if let first = number, touchesLast, kind == .rightToLeft {
                for cluster in clusters[(first + 1)...] { clusters[first].scalars += cluster.scalars }
                clusters[first].scalars.append(letter.scalar)
                clusters[first].kind = .rightToLeft
                clusters[first].right = letter.right
                clusters.removeSubrange((first + 1)...)
            } else {
                number = touchesLast ? number : (kind == .arabicDigit || kind == .leftToRight ? clusters.count : nil)
                clusters.append(Cluster(letter))
            }
        }
        return clusters
    }

    /// The clusters from left to right with a space wherever the gap is wide enough.
    private static func spaced(_ clusters: [Cluster]) -> [Atom] {
        var atoms: [Atom] = []
        var end = Double.infinity
        for cluster in clusters {
            if cluster.left - end > cluster.height * spaceShare { atoms.append(Atom(scalars: [" "], kind: .neutral)) }
            atoms.append(Atom(scalars: cluster.scalars, kind: cluster.kind))
            end = atoms.count == 1 ? cluster.right : max(end, cluster.right)
        }
        return atoms
    }

    /// Reads from the line's own beginning, and the runs of the other direction from theirs.
    private static func logical(_ atoms: [Atom], isRightToLeft: Bool) -> [Atom] {
        let line = isRightToLeft ? atoms.reversed() : atoms
        var logical: [Atom] = []
        var index = 0
        while index < line.count {
            let end = isRightToLeft ? leftToRightEnd(line, from: index) : rightToLeftEnd(line, from: index)
            if end > index {
                logical += line[index..<end].reversed()
                index = end
            } else {
                logical.append(line[index])
                index += 1
            }
        }
        return logical
    }

    /// The end of a run of Latin letters and digits, with what stands between them, or of an Arabic number with its
    /// separators; such runs are written from left to right inside Arabic.
    private static func leftToRightEnd(_ line: [Atom], from start: Int) -> Int {
        guard line[start].kind == .leftToRight || line[start].kind == .arabicDigit else { return start }
        let isNumber = line[start].kind == .arabicDigit
        var end = start + 1
        var next = end
        while next < line.count, line[next].kind != .rightToLeft {
            if line[next].kind == line[start].kind {
                end = next + 1
            } else if line[next].kind != .neutral || isNumber && !isNumberSeparator(line[next], gap: next - end) {
                break
            }
            next += 1
        }
        // A plus before a number stands at the run's left, which in this order is its end.
        if !isNumber, end < line.count, line[end].scalars == ["+"] { end += 1 }
        return end
    }

    private static func rightToLeftEnd(_ line: [Atom], from start: Int) -> Int {
        guard line[start].kind == .rightToLeft else { return start }
        var end = start + 1
        var next = end
        while next < line.count, line[next].kind == .neutral || line[next].kind == .rightToLeft {
            if line[next].kind == .rightToLeft { end = next + 1 }
            next += 1
        }
        return end
    }

    private static func isNumberSeparator(_ atom: Atom, gap: Int) -> Bool {
        gap == 0 && atom.scalars.count == 1 && atom.scalars.allSatisfy { "/.,:٫٬".unicodeScalars.contains($0) }
    }

    private enum Kind {
        case leftToRight, rightToLeft, arabicDigit, neutral

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x30...0x39: self = .leftToRight
            case 0x660...0x669, 0x6F0...0x6F9: self = .arabicDigit
            case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE:
                self = scalar.properties.isAlphabetic ? .rightToLeft : .neutral
            default: self = scalar.properties.isAlphabetic ? .leftToRight : .neutral
            }
        }
    }
}
