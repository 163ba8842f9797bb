import CLeptonica

import struct Foundation.Data

/// Reads scans and photographs through Leptonica.
enum PictureReading {
    typealias Picture = UnsafeMutablePointer<PIX>

    /// The text in the only picture of a file.
    static func page(of bytes: Data, recogniser: Recogniser, limits: ScanLimits) throws(ScanError) -> ScannedPage {
        try read(picture(of: bytes, limits: limits), by: recogniser)
    }

    /// The text in every picture of a TIFF, such as a fax.
    static func tiffPages(
        of bytes: Data, recogniser: Recogniser, limits: ScanLimits
    ) throws(ScanError) -> [ScannedPage] {
        let count = try tiffPageCount(of: bytes, limits: limits)
        var pages: [ScannedPage] = []
        for number in 0..<count {
            pages.append(try read(tiffPicture(of: bytes, number: number, limits: limits), by: recogniser))
        }
        return pages
    }

    /// One picture of a file as PNG, reduced to what an A4 page has at a resolution.
    static func png(of bytes: Data, page: Int, dpi: Double, limits: ScanLimits) throws(ScanError) -> Data {
        var picture: Picture? =
            try ScanType.sniffed(from: bytes) == .tiff
            ? tiffPicture(of: bytes, number: page, limits: limits) : picture(of: bytes, limits: limits)
        defer { pixDestroy(&picture) }
        var small = reduced(picture, toPixels: Int(8.27 * dpi * 11.69 * dpi))
        defer { pixDestroy(&small) }
        var data: UnsafeMutablePointer<UInt8>?
        var size = 0
        guard pixWriteMemPng(&data, &size, small, 0) == 0, let data else { throw .damaged }
        defer { lept_free(data) }
        return Data(bytes: data, count: size)
    }

    private static func tiffPageCount(of bytes: Data, limits: ScanLimits) throws(ScanError) -> Int {
        setMsgSeverity(CInt(L_SEVERITY_NONE))
        var count = 0
        while count <= limits.pages, tiffSize(of: bytes, number: count) != nil { count += 1 }
        guard count > 0 else { throw .damaged }
        guard count <= limits.pages else { throw .tooManyPages(limit: limits.pages) }
        return count
    }

    private static func tiffSize(of bytes: Data, number: Int) -> (width: CInt, height: CInt)? {
        guard let number = CInt(exactly: number) else { return nil }
        var (width, height) = (CInt(0), CInt(0))
        let isPage = bytes.withUnsafeBytes { raw in
            let start = raw.bindMemory(to: UInt8.self).baseAddress
            return readHeaderMemTiff(start, raw.count, number, &width, &height, nil, nil, nil, nil, nil) == 0
        }
        return isPage ? (width, height) : nil
    }

    private static func tiffPicture(of bytes: Data, number: Int, limits: ScanLimits) throws(ScanError) -> Picture {
        setMsgSeverity(CInt(L_SEVERITY_NONE))
        guard let index = CInt(exactly: number), let size = tiffSize(of: bytes, number: number) else { throw .damaged }
        try check(size.width, size.height, limits: limits)
        let picture = bytes.withUnsafeBytes { raw in
            pixReadMemTiff(raw.bindMemory(to: UInt8.self).baseAddress, raw.count, index)
        }
        guard let picture else { throw .damaged }
        return picture
    }

    private static func picture(of bytes: Data, limits: ScanLimits) throws(ScanError) -> Picture {
        setMsgSeverity(CInt(L_SEVERITY_NONE))
        var (width, height) = (CInt(0), CInt(0))
        let isHeader = bytes.withUnsafeBytes { raw in
            let start = raw.bindMemory(to: UInt8.self).baseAddress
            return pixReadHeaderMem(start, raw.count, nil, &width, &height, nil, nil, nil) == 0
        }
        guard isHeader else { throw .damaged }
        try check(width, height, limits: limits)
        var picture = bytes.withUnsafeBytes { raw in
            pixReadMem(raw.bindMemory(to: UInt8.self).baseAddress, raw.count)
        }
        defer { pixDestroy(&picture) }
        // Telephones save what the sensor saw and note how they were held.
        guard let upright = upright(picture, orientation: JPEGOrientation.of(bytes)) else { throw .damaged }
        return upright
    }

    /// Refuses a picture by its header, before any memory is taken for it.
    private static func check(_ width: CInt, _ height: CInt, limits: ScanLimits) throws(ScanError) {
        guard width > 0, height > 0 else { throw .damaged }
        let (pixels, overflow) = Int(width).multipliedReportingOverflow(by: Int(height))
        guard !overflow, pixels <= limits.pixels else { throw .tooManyPixels(limit: limits.pixels) }
    }

    /// Takes over the picture and frees it.
    private static func read(_ owned: Picture, by recogniser: Recogniser) throws(ScanError) -> ScannedPage {
        var picture: Picture? = owned
        defer { pixDestroy(&picture) }
        var opaque = pixRemoveAlpha(picture)
        defer { pixDestroy(&opaque) }
        var square = withSquarePixels(opaque)
        defer { pixDestroy(&square) }
        var small = reduced(square, toPixels: ScanLimits.readingPixels)
        defer { pixDestroy(&small) }
        var gray = pixConvertTo8(small, 0)
        defer { pixDestroy(&gray) }
        guard let gray else { throw .damaged }
        return try recogniser.page(in: gray)
    }

    /// A fax in standard resolution has twice as many dots across as down (ITU-T T.4).
    private static func withSquarePixels(_ picture: Picture?) -> Picture? {
        let across = Float(pixGetXRes(picture))
        let down = Float(pixGetYRes(picture))
        guard across >= 70, down >= 70, across / down > 1.25, across / down < 4 else { return pixClone(picture) }
        let square = pixScale(picture, 1, across / down)
        pixSetResolution(square, CInt(across), CInt(across))
        return square
    }

    private static func reduced(_ picture: Picture?, toPixels limit: Int) -> Picture? {
        let pixels = Double(pixGetWidth(picture)) * Double(pixGetHeight(picture))
        guard pixels > Double(limit) else { return pixClone(picture) }
        let factor = Float((Double(limit) / pixels).squareRoot())
        return pixScale(picture, factor, factor)
    }

    /// The picture turned and mirrored as TIFF's orientation 1…8 says; a new reference, never the given one.
    private static func upright(_ picture: Picture?, orientation: Int) -> Picture? {
        let quarters: [Int: CInt] = [3: 2, 4: 2, 5: 1, 6: 1, 7: 3, 8: 3]
        var turned = quarters[orientation].map { pixRotateOrth(picture, $0) } ?? pixClone(picture)
        guard [2, 4, 5, 7].contains(orientation) else { return turned }
        defer { pixDestroy(&turned) }
        return pixFlipLR(nil, turned)
    }
}
