#pragma once
#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>

/* Macros of OpenSSL that Swift cannot call. */
static inline EVP_PKEY *shim_generate(int sm2) {
  return sm2 ? EVP_PKEY_Q_keygen(NULL, NULL, "SM2") : EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
}
static inline int shim_bio_bytes(BIO *bio, char **out) { return (int)BIO_get_mem_data(bio, out); }
static inline int shim_set_sm2_id(EVP_PKEY_CTX *ctx, const void *id, int length) { return EVP_PKEY_CTX_set1_id(ctx, id, length); }
