import Foundation
import Hummingbird
import Logging
import NIOCore

/// What travels with a request through the router.
struct ConsoleContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address at the other end of the connection; empty when it is not known.
    let peer: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? ""
    }
}
