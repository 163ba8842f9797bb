#pragma once
#include <curl/curl.h>

// Swift cannot call variadic functions: one typed door per kind of value.

typedef size_t (*curlshim_data_callback)(char *bytes, size_t size, size_t count, void *context);
typedef int (*curlshim_progress_callback)(void *context, curl_off_t dltotal, curl_off_t dlnow, curl_off_t ultotal,
                                          curl_off_t ulnow);
typedef int (*curlshim_prerequest_callback)(void *context, char *remote, char *local, int remotePort, int localPort);
typedef int (*curlshim_debug_callback)(CURL *handle, curl_infotype kind, char *bytes, size_t count, void *context);

static inline CURLcode curlshim_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curlshim_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curlshim_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curlshim_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curlshim_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curlshim_set_data_callback(CURL *handle, CURLoption option, curlshim_data_callback value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curlshim_set_progress(CURL *handle, curlshim_progress_callback value) {
    return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, value);
}

static inline CURLcode curlshim_set_prerequest(CURL *handle, curlshim_prerequest_callback value) {
    return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, value);
}

static inline CURLcode curlshim_set_debug(CURL *handle, curlshim_debug_callback value) {
    return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, value);
}

static inline CURLcode curlshim_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode curlshim_get_socket(CURL *handle, curl_socket_t *value) {
    return curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, value);
}

// TLS 1.2 or newer: the constant lives in an anonymous enum that changes its Swift type between versions.
static inline CURLcode curlshim_require_tls12(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
}

static inline CURLcode curlshim_require_starttls(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
}

static inline CURLcode curlshim_require_http11(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
}
