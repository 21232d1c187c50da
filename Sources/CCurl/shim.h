#pragma once
#include <curl/curl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* curl_easy_setopt and curl_easy_getinfo take any type: one plain function for each that is used. */
static inline CURLcode shim_set_long(CURL *easy, CURLoption option, long value) { return curl_easy_setopt(easy, option, value); }
static inline CURLcode shim_set_size(CURL *easy, CURLoption option, curl_off_t value) { return curl_easy_setopt(easy, option, value); }
static inline CURLcode shim_set_text(CURL *easy, CURLoption option, const char *value) { return curl_easy_setopt(easy, option, value); }
static inline CURLcode shim_set_bytes(CURL *easy, CURLoption option, const void *value) { return curl_easy_setopt(easy, option, value); }
static inline CURLcode shim_set_list(CURL *easy, CURLoption option, struct curl_slist *list) { return curl_easy_setopt(easy, option, list); }
static inline CURLcode shim_set_owner(CURL *easy, CURLoption option, void *owner) { return curl_easy_setopt(easy, option, owner); }
static inline CURLcode shim_set_writer(CURL *easy, CURLoption option, curl_write_callback call) { return curl_easy_setopt(easy, option, call); }
static inline CURLcode shim_set_opener(CURL *easy, curl_opensocket_callback call) {
  return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, call);
}
static inline CURLcode shim_get_long(CURL *easy, CURLINFO info, long *value) { return curl_easy_getinfo(easy, info, value); }
static inline CURLcode shim_get_size(CURL *easy, CURLINFO info, curl_off_t *value) { return curl_easy_getinfo(easy, info, value); }
static inline CURLMcode shim_multi_long(CURLM *multi, CURLMoption option, long value) { return curl_multi_setopt(multi, option, value); }

static inline CURLSHcode shim_share(CURLSH *share, curl_lock_data what) { return curl_share_setopt(share, CURLSHOPT_SHARE, what); }

/* The address that is about to be connected to; it may be longer than the member that it begins in. */
static inline const struct sockaddr *shim_address(const struct curl_sockaddr *place) { return &place->addr; }
static inline CURLcode shim_result(const CURLMsg *message) { return message->data.result; }

/* A file in memory alone, closed when another program is started; the C library declares it under a macro that a module cannot set. */
static inline int shim_memory_file(const char *name) { return (int)syscall(SYS_memfd_create, name, 1u); }
