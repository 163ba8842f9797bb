/// One header field as it stands in the mail, its line folding included.
struct RawHeader {
    var name: String
    var value: [UInt8]
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

    /// The raw value of the first field of that lower-case name.
    func first(_ name: String) -> [UInt8]? {
        headers.first { $0.name.lowercased() == name }?.value
    }

    /// The raw values of all fields of that lower-case name.
    func all(_ name: String) -> [[UInt8]] {
        headers.filter { $0.name.lowercased() == name }.map(\.value)
    }
}
