/// Everything that stands on one sheet, in points from its upper left corner.
struct Sheet {
    /// A text and where it stands.
    struct Placed {
        var text: PangoText
        var x: Double
        var y: Double
    }

    var texts: [Placed] = []
    /// The rules below the letterhead and above the foot.
    var headRule = 0.0
    var footRule = 0.0
    /// The upper edge of the QR code at the left margin.
    var codeTop: Double?
    /// The end of the flow, and where it has to end.
    var flowEnd = 0.0
    var flowLimit = 0.0

    var fits: Bool { flowEnd <= flowLimit }

    var unknownGlyphs: Int { texts.reduce(0) { $0 + $1.text.unknownGlyphs } }
}
