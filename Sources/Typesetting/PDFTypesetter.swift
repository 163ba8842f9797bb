public import struct Foundation.Data

/// Sets letters as PDF: A4, shaped Arabic, embedded fonts, one sheet for each page of the letter's text.
public enum PDFTypesetter {
    /// The most pages of a letter.
    public static let mostPages = 50

    /// The letter as PDF in `fontFamily`; the same letter with a day of issue gives the same bytes on the same fonts.
    public static func pdf(from letter: Letter, fontFamily: String = "Amiri") throws(TypesettingError) -> Data {
        try pdf(from: LetterPaginator.pages(of: letter), fontFamily: fontFamily)
    }

    /// The pages of a letter as PDF in `fontFamily`, in the largest type in which every page fits on its sheet.
    public static func pdf(from text: LetterText, fontFamily: String = "Amiri") throws(TypesettingError) -> Data {
        guard text.pages.count <= mostPages else { throw .tooManyPages(limit: mostPages) }
        let setter = try TextSetter(family: fontFamily, language: text.language)
        let code = try text.verification.map { verification throws(TypesettingError) in
            try QRCode.modules(for: verification)
        }
        let sheets = try sheets(of: text, setter: setter, hasCode: code != nil)
        let missing = sheets.reduce(0) { $0 + $1.unknownGlyphs }
        guard missing == 0 else { throw .glyphsMissing(count: missing, family: fontFamily) }
        let canvas = try PDFCanvas(title: text.title, author: text.author, issuedOn: text.issuedOn)
        for (index, sheet) in sheets.enumerated() {
            canvas.draw(sheet, code: index == sheets.count - 1 ? code : nil)
        }
        return try canvas.finish()
    }

    private static func sheets(
        of text: LetterText, setter: TextSetter, hasCode: Bool
    ) throws(TypesettingError) -> [Sheet] {
        var fullest = 1
        for size in PaperGeometry.sizes {
            let sheets = text.pages.enumerated().map { index, lines in
                SheetComposer(setter: setter, size: size)
                    .sheet(of: lines, hasCode: hasCode && index == text.pages.count - 1)
            }
            guard let overfull = sheets.firstIndex(where: { !$0.fits }) else { return sheets }
            fullest = overfull + 1
        }
        throw .pageTooFull(page: fullest)
    }
}
