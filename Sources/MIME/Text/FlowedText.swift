/// Text whose paragraphs were broken into lines for transport (RFC 3676).
enum FlowedText {
    /// Joins the flowed lines of each paragraph and keeps quote marks as `> `.
    static func unfolded(_ text: String, deletingSpace: Bool) -> String {
        var output: [UInt8] = []
        var open: (depth: Int, isFlowing: Bool) = (0, false)
        var isFirst = true
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let depth = line.prefix { $0 == UInt8(ascii: ">") }.count
            var content = line.dropFirst(depth)
            if content.first == 0x20 { content = content.dropFirst() }
            let isSignature = content.elementsEqual("-- ".utf8)
            let joins = open.isFlowing && open.depth == depth && !isSignature
            if !joins {
                if !isFirst { output.append(0x0A) }
                output += [UInt8](repeating: UInt8(ascii: ">"), count: depth)
                if depth > 0 { output.append(0x20) }
            }
            isFirst = false
            let flows = content.last == 0x20 && !isSignature
            output += flows && deletingSpace ? content.dropLast() : content
            open = (depth, flows)
        }
        return String(decoding: output, as: UTF8.self)
    }
}
