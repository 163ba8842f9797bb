/// The sheet and its measures, in points (1/72 inch).
enum PaperGeometry {
    /// ISO 216 A4.
    static let width = 595.276
    static let height = 841.890
    static let sideMargin = 62.0
    static let topMargin = 40.0
    static let bottomMargin = 34.0
    static let textWidth = width - 2 * sideMargin
    /// The widths of the two columns of the letterhead, and the widest that the blocks at the far end may be.
    static let headColumnWidth = textWidth * 0.49
    static let fieldWidth = 280.0
    static let signatureWidth = 200.0
    static let codeSide = 60.0
    /// The empty space that a QR code's reader needs around it: four of its modules.
    static let codeClearance = 8.0
    static let codeTextWidth = 230.0

    static let footSize = 9.0
    static let smallSize = 7.5
    static let sizes = stride(from: 14.0, through: 7.0, by: -0.5)
}
