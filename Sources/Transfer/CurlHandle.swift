import CCurl

/// One libcurl easy handle, confined to the thread that made it: it keeps connections open between transfers.
final class CurlHandle {
    let easy: UnsafeMutableRawPointer
    private let complaint = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    /// Makes a handle, or nil when libcurl is out of memory.
    init?() {
        guard let easy = curl_easy_init() else {
            complaint.deallocate()
            return nil
        }
        self.easy = easy
    }

    deinit {
        curl_easy_cleanup(easy)
        complaint.deallocate()
    }

    /// Forgets all options of the last transfer (open connections stay) and sets those that hold for every transfer:
    /// verified TLS of at least 1.2, no proxy from the environment, no signals, no redirects.
    func prepare(url: String, protocols: String, caFile: String?, limits: TransferLimits, context: TransferContext) {
        curl_easy_reset(easy)
        complaint[0] = 0
        _ = curlshim_set_pointer(easy, CURLOPT_ERRORBUFFER, complaint)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_URL, url)
        set(CURLOPT_PROTOCOLS_STR, protocols)
        set(CURLOPT_PROXY, "")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        _ = curlshim_require_tls12(easy)
        if let caFile { set(CURLOPT_CAINFO, caFile) }
        set(CURLOPT_CONNECTTIMEOUT_MS, limits.connect.wholeMilliseconds)
        set(CURLOPT_TIMEOUT_MS, limits.total.wholeMilliseconds)
        watch(with: context)
    }

    func set(_ option: CURLoption, _ value: Int) {
        _ = curlshim_set_long(easy, option, value)
    }

    func set(_ option: CURLoption, _ value: String) {
        _ = curlshim_set_string(easy, option, value)
    }

    /// Runs the transfer; blocks until it is over.
    func perform() -> CURLcode {
        curl_easy_perform(easy)
    }

    /// What libcurl says about a failure, in one line without addresses or contents.
    func explain(_ code: CURLcode) -> String {
        let detail = String(cString: complaint)
        return detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
    }

    private func watch(with context: TransferContext) {
        let pointer = Unmanaged.passUnretained(context).toOpaque()
        set(CURLOPT_NOPROGRESS, 0)
        _ = curlshim_set_progress(easy, abortWhenCancelled)
        _ = curlshim_set_pointer(easy, CURLOPT_XFERINFODATA, pointer)
        _ = curlshim_set_data_callback(easy, CURLOPT_HEADERFUNCTION, takeHeaderLine)
        _ = curlshim_set_pointer(easy, CURLOPT_HEADERDATA, pointer)
        _ = curlshim_set_data_callback(easy, CURLOPT_WRITEFUNCTION, takeBody)
        _ = curlshim_set_pointer(easy, CURLOPT_WRITEDATA, pointer)
        set(CURLOPT_VERBOSE, 1)
        _ = curlshim_set_debug(easy, noticeSending)
        _ = curlshim_set_pointer(easy, CURLOPT_DEBUGDATA, pointer)
        _ = curlshim_set_prerequest(easy, refuseSilentResend)
        _ = curlshim_set_pointer(easy, CURLOPT_PREREQDATA, pointer)
    }
}

extension CURLcode {
    /// True when the far side's certificate or the encryption itself was not acceptable.
    var isAboutTrust: Bool {
        [
            CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_USE_SSL_FAILED,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
            CURLE_SSL_ENGINE_INITFAILED,
        ].contains(self)
    }
}
