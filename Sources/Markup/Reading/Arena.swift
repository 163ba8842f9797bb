import Glibc

/// Memory that is given back all at once: Gumbo frees its trees by recursion, which a deep tree would turn into a stack
/// overflow, so its trees live here and are never freed node by node.
final class Arena {
    private var chunks: [UnsafeMutableRawPointer] = []
    private var next: UnsafeMutableRawPointer?
    private var left = 0

    deinit {
        for chunk in chunks { free(chunk) }
    }

    /// Memory for `size` bytes aligned for any C type; nil when the system has none.
    func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
        let rounded = max(16, (size + 15) & ~15)
        if rounded > left {
            let length = max(Self.chunk, rounded)
            guard let fresh = malloc(length) else { return nil }
            chunks.append(fresh)
            next = fresh
            left = length
        }
        let memory = next
        next = next?.advanced(by: rounded)
        left -= rounded
        return memory
    }

    private static let chunk = 65_536
}
