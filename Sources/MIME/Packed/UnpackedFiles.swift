/// A file that was packed inside a part: uuencoded or yEnc in its text, or in winmail.dat.
struct UnpackedFile {
    var name: String?
    var type = "application/octet-stream"
    var contentID: String?
    var content: [UInt8]
    /// Where in the mail the part stands.
    var place: Int
}

/// The files that were unpacked, within the limits.
struct UnpackedFiles {
    /// The files in the order in which they were found.
    private(set) var files: [UnpackedFile] = []
    /// True when something stayed packed.
    private(set) var isCut = false
    private var bytes = 0

    /// Keeps a file; false when that would exceed a limit.
    @discardableResult
    mutating func add(_ file: UnpackedFile, _ limits: MIMELimits) -> Bool {
        guard files.count < limits.maxUnpackedFiles, bytes + file.content.count <= limits.maxUnpackedBytes else {
            isCut = true
            return false
        }
        bytes += file.content.count
        files.append(file)
        return true
    }

    /// Takes the files out of a text and returns what is left of it. A text that is read twice, once as text and once
    /// beside HTML, gives its files once.
    mutating func takeFiles(from content: [UInt8], place: Int, _ limits: MIMELimits) -> [UInt8] {
        var packed = PackedText(content)
        guard packed.scan(most: limits.maxUnpackedFiles) else { return content }
        let isKnown = files.contains { $0.place == place }
        var rest: [UInt8] = []
        var position = 0
        for found in packed.found {
            let file = UnpackedFile(
                name: found.name.flatMap(FileName.cleaned), content: isKnown ? [] : packed.content(of: found),
                place: place)
            guard isKnown || add(file, limits) else { break }
            rest += content[position..<found.range.lowerBound]
            position = found.range.upperBound
        }
        return rest + content[position...]
    }
}
