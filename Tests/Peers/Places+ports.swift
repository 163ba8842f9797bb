public import Foundation
import Synchronization

extension Places {
    /// Ports handed out in this run, so that none is given to two servers.
    private static let given = Mutex<Set<Int>>([])

    /// A free TCP port on loopback for a server that starts later: below the range from which the kernel takes ports for
    /// outgoing connections (of which these tests make thousands), and given to nobody else in this run.
    public static func serverPort() -> Int {
        let range = (try? String(contentsOfFile: "/proc/sys/net/ipv4/ip_local_port_range", encoding: .utf8)) ?? ""
        let lowest = range.split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) } ?? 0
        guard lowest > 12_000 else { return freePort() }
        for _ in 0..<1_000 {
            let port = Int.random(in: 10_000..<lowest)
            if succeeds(bind, onPort: port), given.withLock({ $0.insert(port).inserted }) { return port }
        }
        return freePort()
    }

    /// Whether a call such as `bind` or `connect` succeeds with a fresh socket and a TCP port of loopback.
    public static func succeeds(
        _ call: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32, onPort port: Int
    ) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = (UInt16(exactly: port) ?? 0).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
