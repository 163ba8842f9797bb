/// The form of a letter filled in: every line of head, flow and foot.
struct LetterForm {
    let letter: Letter
    let columns: Int
    let labels: LetterLabels

    init(letter: Letter, columns: Int) {
        self.letter = letter
        self.columns = columns
        labels = LetterLabels(letter.language)
    }

    var associationName: String {
        LetterCleaning.line(letter.language == .arabic ? letter.head.nameArabic : letter.head.nameEnglish)
    }

    var verification: String? { filled(letter.verification) }

    /// The letterhead of the first page; the name and the letter's number on the others.
    func head(page: Int) -> [LetterLine] {
        guard page == 1 else {
            let number = "\(labels.number): \(filled(letter.number) ?? LetterLabels.blank)"
            return pair(.head, associationName, number) + [LetterLine(.rule), LetterLine(.blank)]
        }
        let head = letter.head
        return heading(head.nameArabic, head.nameEnglish)
            + heading(head.registrationLine ?? "", head.registrationLineEnglish ?? "")
            + [LetterLine(.rule)]
    }

    /// The lines of the foot on any page.
    var footLines: Int { foot(page: 99, of: 99).count }

    /// The rule, the association's lines, how to verify the letter, the reference and the page number.
    func foot(page: Int, of pages: Int) -> [LetterLine] {
        let verify = verification.map { wrapped(.verification, "\(labels.verification): \($0)") } ?? []
        let reference = filled(letter.reference).map { "\(labels.reference): \($0)" } ?? ""
        let lines = letter.head.footerLines.map { LetterCleaning.line($0) }.filter { !$0.isEmpty }
        // The address to verify stands where the signature and its QR code stand: on the last page.
        return [LetterLine(.rule)] + lines.flatMap { wrapped(.footer, $0) }
            + (page == pages ? verify : [])
            + pair(.footer, reference, letter.language.pageOf(page, pages))
    }

    /// Everything between head and foot, as blocks that are not torn.
    func blocks() -> [Flow.Block] {
        var blocks = [Flow.Block(lines: fields())]
        if let basmala = labels.basmala { blocks.append(.init(gap: 1, lines: [LetterLine(.basmala, basmala)])) }
        let opening = addressing()
        if !opening.isEmpty { blocks.append(.init(gap: 1, lines: opening)) }
        var subject: Flow.Block?
        if let text = filled(letter.subject) {
            subject = .init(gap: 1, lines: wrapped(.subject, "\(labels.subject): \(text)"))
        }
        var body = LetterCleaning.paragraphs(of: letter.body).flatMap { paragraph in
            Flow.blocks(of: paragraph.flatMap { wrapped(.body, $0) }, gap: 1)
        }
        if let heading = subject {
            body = [body.isEmpty ? heading : Flow.joined(heading, body.removeFirst())] + body
        }
        return blocks + keepingSignature(with: body)
    }

    private func keepingSignature(with body: [Flow.Block]) -> [Flow.Block] {
        var tail = Flow.Block(gap: 1, lines: signature())
        if let closing = filled(letter.closing) {
            tail = Flow.joined(.init(gap: 1, lines: wrapped(.closing, closing)), tail)
        }
        guard let last = body.last else { return [tail] }
        return body.dropLast() + [Flow.joined(last, tail)]
    }

    private func fields() -> [LetterLine] {
        var fields = [
            (labels.number, filled(letter.number) ?? LetterLabels.blank),
            (labels.date, filled(firstDate) ?? LetterLabels.blank),
        ]
        if let second = filled(secondDate) { fields.append((labels.corresponding, second)) }
        fields.append((labels.attachments, filled(letter.attachments) ?? labels.noAttachments))
        return fields.flatMap { label, value in
            wrapped(.field, "\(label): \(value)", columns: LetterPaginator.fieldColumns)
        }
    }

    /// An Arabic letter is dated by the Hijri day first, an English one by the Gregorian.
    private var firstDate: String { letter.language == .arabic ? letter.dateHijri : letter.dateGregorian }
    private var secondDate: String { letter.language == .arabic ? letter.dateGregorian : letter.dateHijri }

    private func addressing() -> [LetterLine] {
        var lines = pair(.addressee, letter.addressee, letter.honorific)
        if let salutation = filled(letter.salutation) { lines += wrapped(.salutation, salutation) }
        return lines
    }

    private func signature() -> [LetterLine] {
        let lines = [
            filled(letter.signerTitle),
            filled(letter.signerName) ?? "\(labels.name): \(LetterLabels.blank)",
            "\(labels.signature): \(LetterLabels.blank)",
        ]
        return lines.compactMap { $0 }.flatMap {
            wrapped(.signature, $0, columns: LetterPaginator.signatureColumns)
        }
    }

    /// A line with a text at each end; one below the other when a line is too narrow for both.
    private func pair(_ role: LetterLine.Role, _ first: String, _ second: String) -> [LetterLine] {
        let start = LetterCleaning.line(first)
        let end = LetterCleaning.line(second)
        if DisplayWidth.of(start) + DisplayWidth.of(end) + 2 <= columns {
            return start.isEmpty && end.isEmpty ? [] : [LetterLine(role, start, opposite: end)]
        }
        let atEnd = wrapped(role, end).map { LetterLine(role, opposite: $0.text, joint: $0.joint) }
        return wrapped(role, start) + atEnd
    }

    /// A line of the letterhead: Arabic at the right and English at the left, whichever is the beginning.
    private func heading(_ arabic: String, _ english: String) -> [LetterLine] {
        letter.language == .arabic ? pair(.head, arabic, english) : pair(.head, english, arabic)
    }

    private func wrapped(_ role: LetterLine.Role, _ text: String, columns: Int? = nil) -> [LetterLine] {
        LineBreaking.pieces(of: LetterCleaning.line(text), columns: columns ?? self.columns)
            .map { LetterLine(role, $0.text, joint: $0.joint) }
    }

    private func filled(_ text: String?) -> String? {
        let cleaned = LetterCleaning.line(text ?? "")
        return cleaned.isEmpty ? nil : cleaned
    }
}
