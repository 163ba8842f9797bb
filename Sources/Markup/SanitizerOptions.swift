/// What a reader of foreign HTML agrees to.
public struct SanitizerOptions: Sendable, Equatable {
    /// True after the officer asked for it: images from other servers tell their sender when they are seen.
    public var allowRemoteImages: Bool
    /// Our own address (an absolute path or http URL) for each Content-ID of an inline image.
    public var inlineImages: [String: String]

    /// Makes options; the standard shows no picture from outside.
    public init(allowRemoteImages: Bool = false, inlineImages: [String: String] = [:]) {
        self.allowRemoteImages = allowRemoteImages
        self.inlineImages = inlineImages
    }
}
