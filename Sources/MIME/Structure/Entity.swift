/// One header field as it stands in the mail, its line folding included.
struct RawHeader {
    var name: String
    var value: [UInt8]

    /// Whether this is the field of a name in lower case; names are ASCII.
    func isNamed(_ lowercased: String) -> Bool {
        name.utf8.count == lowercased.utf8.count
            && name.utf8.elementsEqual(lowercased.utf8) { own, other in
                own == other || (0x41...0x5A).contains(own) && own | 0x20 == other
            }
    }
}

/// One MIME entity (RFC 2045 section 2.4): its header fields and where its body lies in the mail.
struct Entity {
    var parent: Int?
    var children: [Int] = []
    var headers: [RawHeader] = []
    var type = MediaType.plainText
    var disposition: MediaType?
    var encoding = TransferEncoding.identity
    var body = 0..<0
    /// What stands before the first part of a multipart, and after its last.
    var preamble = 0..<0
    var epilogue = 0..<0

    /// The raw value of the first field of that lower-case name.
    func first(_ name: String) -> [UInt8]? {
        headers.first { $0.isNamed(name) }?.value
    }

    /// The raw values of all fields of that lower-case name.
    func all(_ name: String) -> [[UInt8]] {
        headers.filter { $0.isNamed(name) }.map(\.value)
    }

    /// The Content-ID without angle brackets.
    var contentID: String? { first("content-id").flatMap { MessageIDs.read($0).first } }
}
