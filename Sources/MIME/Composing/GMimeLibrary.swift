import CGMime

/// The one initialisation of GMime, which must come before any of its objects.
enum GMimeLibrary {
    private static let started: Void = g_mime_init()

    /// Initialises GMime once; any number of threads may call it at the same time.
    static func start() { _ = started }

    /// Sees an object as another class of its hierarchy, as C's cast macros do.
    static func cast<Source, Target>(
        _ object: UnsafeMutablePointer<Source>, to _: Target.Type
    ) -> UnsafeMutablePointer<Target> {
        UnsafeMutableRawPointer(object).assumingMemoryBound(to: Target.self)
    }
}
