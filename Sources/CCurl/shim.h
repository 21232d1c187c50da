#pragma once
#include <curl/curl.h>

/* curl's setters and getters are variadic, which Swift cannot call: one for each kind of value. */
typedef size_t (*shim_take)(char *bytes, size_t size, size_t count, void *user);
typedef curl_socket_t (*shim_open)(void *user, curlsocktype purpose, struct curl_sockaddr *address);

static inline CURLcode shim_set_long(CURL *easy, CURLoption option, long value) { return curl_easy_setopt(easy, option, value); }
static inline CURLcode shim_set_size(CURL *easy, CURLoption option, curl_off_t value) { return curl_easy_setopt(easy, option, value); }
static inline CURLcode shim_set_text(CURL *easy, CURLoption option, const char *value) { return curl_easy_setopt(easy, option, value); }
static inline CURLcode shim_set_pointer(CURL *easy, CURLoption option, void *value) { return curl_easy_setopt(easy, option, value); }
static inline CURLcode shim_set_take(CURL *easy, CURLoption option, shim_take value) { return curl_easy_setopt(easy, option, value); }
static inline CURLcode shim_set_open(CURL *easy, shim_open value) { return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, value); }
static inline CURLcode shim_get_long(CURL *easy, CURLINFO info, long *value) { return curl_easy_getinfo(easy, info, value); }
static inline CURLcode shim_get_size(CURL *easy, CURLINFO info, curl_off_t *value) { return curl_easy_getinfo(easy, info, value); }
static inline CURLcode shim_done(CURLMsg *message) { return message->data.result; }

/* Declared only under _GNU_SOURCE, which Swift's own import of the headers does not set. */
extern int memfd_create(const char *name, unsigned int flags);
enum { shim_close_on_exec = 1 };
