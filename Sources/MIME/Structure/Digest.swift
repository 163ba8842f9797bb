import CGMime

/// Counts and hashes bytes as they pass; SHA-256 from GLib.
struct Digest: ~Copyable {
    private(set) var count = 0
    private let checksum: OpaquePointer?

    init() {
        checksum = g_checksum_new(G_CHECKSUM_SHA256)
    }

    deinit {
        g_checksum_free(checksum)
    }

    mutating func update(_ piece: UnsafeRawBufferPointer) {
        guard !piece.isEmpty else { return }
        count += piece.count
        g_checksum_update(checksum, piece.bindMemory(to: UInt8.self).baseAddress, piece.count)
    }

    /// The hash in lower-case hexadecimal.
    func finish() -> String {
        g_checksum_get_string(checksum).map { String(cString: $0) } ?? ""
    }
}
