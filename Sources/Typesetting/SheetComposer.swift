/// Sets one page of a letter's text on a sheet, with the body in a given size.
struct SheetComposer {
    let setter: TextSetter
    let size: Double

    private typealias Paper = PaperGeometry

    var isRightToLeft: Bool { setter.language.isRightToLeft }

    /// The sheet for the lines of one page; `hasCode` keeps room for a QR code above the foot.
    func sheet(of lines: [LetterLine], hasCode: Bool) -> Sheet {
        let parts = PageParts(lines)
        var sheet = Sheet()
        setHead(parts.head, isFirst: parts.isFirst, on: &sheet)
        var foot = Sheet()
        setFoot(parts, hasCode: hasCode, on: &foot)
        (sheet.footRule, sheet.flowLimit, sheet.codeTop) = (foot.footRule, foot.flowLimit, foot.codeTop)
        sheet.flowEnd = sheet.headRule + size
        setFields(parts.flow.filter { $0.role == .field }, on: &sheet)
        for paragraph in parts.flow where paragraph.role != .field { set(paragraph, on: &sheet) }
        // Texts are drawn in the order in which they are read, for those who copy them out of the document.
        sheet.texts += foot.texts.sorted { $0.y < $1.y }
        return sheet
    }

    /// Arabic at the right and English at the left, each in its own column.
    private func setHead(_ lines: [Paragraph], isFirst: Bool, on sheet: inout Sheet) {
        var bottom = Paper.topMargin
        for isStart in [true, false] {
            let atRight = isStart == isRightToLeft
            let texts = lines.map { isStart ? $0.text : $0.opposite }.filter { !$0.isEmpty }
            var y = Paper.topMargin
            for (index, text) in texts.enumerated() {
                let isName = isFirst && index == 0
                let style = PangoText.Style(
                    size: isName ? (atRight ? 16 : 13.5) : 9.5, isBold: isName, alignment: atRight ? .right : .left,
                    isRightToLeft: isFirst ? atRight : isRightToLeft, grey: isName ? 0 : 0.25)
                let set = setter.set(text, style, width: Paper.headColumnWidth)
                let x = atRight ? Paper.width - Paper.sideMargin - Paper.headColumnWidth : Paper.sideMargin
                sheet.texts.append(.init(text: set, x: x, y: y))
                y += set.height
            }
            bottom = max(bottom, y)
        }
        sheet.headRule = bottom + 5
    }

    /// The foot is set upwards from the lower margin, so that it stands at the same place on every sheet.
    private func setFoot(_ parts: PageParts, hasCode: Bool, on sheet: inout Sheet) {
        var y = Paper.height - Paper.bottomMargin
        for line in parts.foot.reversed() {
            let isPair = !line.opposite.isEmpty
            let style = PangoText.Style(
                size: Paper.footSize, alignment: isPair ? start : .centre, isRightToLeft: isRightToLeft, grey: 0.25)
            let set = setter.set(line.text, style, width: Paper.textWidth)
            y -= set.height
            sheet.texts.append(.init(text: set, x: Paper.sideMargin, y: y))
            guard isPair else { continue }
            var other = style
            other.alignment = end
            sheet.texts.append(
                .init(text: setter.set(line.opposite, other, width: Paper.textWidth), x: Paper.sideMargin, y: y))
        }
        sheet.footRule = y - 4
        sheet.flowLimit = sheet.footRule - 10
        guard hasCode else { return }
        y = sheet.footRule - 4
        for line in parts.verification.reversed() {
            let style = PangoText.Style(
                size: Paper.smallSize, alignment: .left, isRightToLeft: isRightToLeft, grey: 0.25)
            let set = setter.set(line.text, style, width: Paper.codeTextWidth)
            y -= set.height
            sheet.texts.append(.init(text: set, x: Paper.sideMargin, y: y))
        }
        let top = y - Paper.codeClearance - Paper.codeSide
        sheet.codeTop = top
        sheet.flowLimit = top - Paper.codeClearance
    }

    private func set(_ paragraph: Paragraph, on sheet: inout Sheet) {
        switch paragraph.role {
        case .blank:
            sheet.flowEnd += size * 0.6
        case .signature:
            let isTitle = paragraph.isFirstOfRole
            let style = PangoText.Style(
                size: size, isBold: isTitle, alignment: .centre, isRightToLeft: isRightToLeft)
            let set = setter.set(paragraph.text, style, width: Paper.signatureWidth)
            sheet.texts.append(.init(text: set, x: farBlock(Paper.signatureWidth), y: sheet.flowEnd))
            sheet.flowEnd += set.height
        default:
            setWide(paragraph, on: &sheet)
        }
    }

    private func setWide(_ paragraph: Paragraph, on sheet: inout Sheet) {
        var style = style(of: paragraph.role)
        let first = setter.set(paragraph.text, style, width: Paper.textWidth)
        sheet.texts.append(.init(text: first, x: Paper.sideMargin, y: sheet.flowEnd))
        guard !paragraph.opposite.isEmpty else {
            sheet.flowEnd += first.height
            return
        }
        style.alignment = end
        let second = setter.set(paragraph.opposite, style, width: Paper.textWidth)
        // The two ends of a line go below each other when they would run into one another.
        let collide = first.inkedWidth + second.inkedWidth + size > Paper.textWidth
        let y = collide ? sheet.flowEnd + first.height : sheet.flowEnd
        sheet.texts.append(.init(text: second, x: Paper.sideMargin, y: y))
        sheet.flowEnd = max(sheet.flowEnd + first.height, y + second.height)
    }

    /// The labels below each other, the values behind the widest label, the block as wide as it must be.
    private func setFields(_ fields: [Paragraph], on sheet: inout Sheet) {
        let style = PangoText.Style(size: size * 0.9, alignment: start, isRightToLeft: isRightToLeft)
        var bold = style
        bold.isBold = true
        let rows = fields.map { $0.text.split(separator: ":", maxSplits: 1) }
        let labels = rows.map { setter.set("\($0.first ?? ""):", bold, width: Paper.fieldWidth) }
        let labelWidth = (labels.map(\.inkedWidth).max() ?? 0) + size * 0.5
        let values = rows.map {
            setter.set(LetterCleaning.line($0.dropFirst().first ?? ""), style, width: Paper.fieldWidth - labelWidth)
        }
        let valueWidth = values.map(\.inkedWidth).max() ?? 0
        // Right-to-left text hangs at the right end of its width, which may reach beyond the left margin unseen.
        let far = isRightToLeft ? Paper.sideMargin : Paper.width - Paper.sideMargin
        for (label, value) in zip(labels, values) {
            let labelX =
                isRightToLeft ? far + valueWidth + labelWidth - Paper.fieldWidth : far - valueWidth - labelWidth
            let valueX = isRightToLeft ? far + valueWidth - (Paper.fieldWidth - labelWidth) : far - valueWidth
            sheet.texts.append(.init(text: label, x: labelX, y: sheet.flowEnd))
            sheet.texts.append(.init(text: value, x: valueX, y: sheet.flowEnd))
            sheet.flowEnd += max(label.height, value.height)
        }
    }

    private func style(of role: LetterLine.Role) -> PangoText.Style {
        switch role {
        case .basmala:
            .init(size: size * 1.2, alignment: .centre, isRightToLeft: isRightToLeft)
        case .subject:
            .init(size: size * 1.05, isBold: true, alignment: .centre, isRightToLeft: isRightToLeft)
        case .addressee:
            .init(size: size, isBold: true, alignment: start, isRightToLeft: isRightToLeft)
        case .closing:
            .init(size: size, alignment: .centre, isRightToLeft: isRightToLeft)
        default:
            .init(size: size, alignment: start, isJustified: true, isRightToLeft: isRightToLeft)
        }
    }

    private var start: PangoText.Alignment { isRightToLeft ? .right : .left }
    private var end: PangoText.Alignment { isRightToLeft ? .left : .right }

    private func farBlock(_ width: Double) -> Double {
        isRightToLeft ? Paper.sideMargin : Paper.width - Paper.sideMargin - width
    }
}
