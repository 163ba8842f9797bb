import CQREncode

/// QR codes (ISO/IEC 18004) with error correction level M.
public enum QRCode {
    /// The most bytes that are accepted; well below the largest code, so that it can still be read when small on paper.
    public static let mostBytes = 600

    /// The empty modules that a reader needs on each side.
    public static let quietZone = 4

    /// The square of modules, row by row, dark ones true, without the quiet zone. Throws
    /// ``TypesettingError/codeTooLong(bytes:)`` for more than ``mostBytes`` of UTF-8 and for an empty text.
    public static func modules(for text: String) throws(TypesettingError) -> [[Bool]] {
        let bytes = Array(text.utf8)
        guard (1...mostBytes).contains(bytes.count),
            let code = QRcode_encodeData(CInt(bytes.count), bytes, 0, QR_ECLEVEL_M)
        else { throw .codeTooLong(bytes: bytes.count) }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        let cells = UnsafeBufferPointer(start: code.pointee.data, count: width * width)
        return (0..<width).map { row in
            // The lowest bit of a cell is its colour; the others say which part of the code it belongs to.
            (0..<width).map { column in cells[row * width + column] & 1 == 1 }
        }
    }

    /// The code as an SVG picture for pages, one user unit a module, quiet zone included; throws as ``modules(for:)``.
    public static func svg(for text: String) throws(TypesettingError) -> String {
        let modules = try modules(for: text)
        let side = modules.count + 2 * quietZone
        let path = runs(of: modules)
            .map { "M\($0.column + quietZone) \($0.row + quietZone)h\($0.length)v1h-\($0.length)z" }.joined()
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges" \
            role="img"><path fill="#fff" d="M0 0h\(side)v\(side)H0z"/><path d="\(path)"/></svg>
            """
    }

    /// The dark modules of a code joined along its rows.
    static func runs(of modules: [[Bool]]) -> [(row: Int, column: Int, length: Int)] {
        var runs: [(row: Int, column: Int, length: Int)] = []
        for (row, cells) in modules.enumerated() {
            var length = 0
            for (column, isDark) in (cells + [false]).enumerated() {
                if isDark {
                    length += 1
                } else if length > 0 {
                    runs.append((row, column - length, length))
                    length = 0
                }
            }
        }
        return runs
    }
}
