import Glibc

/// Keeps one message from taking the machine's memory (claim D12): an allocation beyond the limit ends the process, and the
/// attempt that was counted before leads to the message being set aside in the end.
enum MemoryLimit {
    /// The most memory that the hub may hold for data, in bytes; loaded it needs a fraction of that.
    static let bytes: rlim_t = 2 << 30

    /// Sets the limit for this process; a lower one that is set already stays. Scans are read by a child with a limit of
    /// its own.
    static func set() {
        let resource = __rlimit_resource_t(RLIMIT_DATA.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur > bytes else { return }
        limit.rlim_cur = bytes
        setrlimit(resource, &limit)
    }
}
