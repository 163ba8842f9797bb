#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a number is for, as far as its digits tell.
typedef enum {
    wasl_phone_invalid = 0,
    wasl_phone_mobile = 1,
    wasl_phone_fixed_line = 2,
    wasl_phone_toll_free = 3,
    wasl_phone_shared = 4,
    wasl_phone_other = 5,
} wasl_phone_kind;

/// Reads `text` (UTF-8) as dialled from `region` (ISO 3166 code), writes its E.164 form with a final NUL to `e164`
/// and gives its kind; `wasl_phone_invalid`, with `e164` untouched, when it is no valid number or needs more than
/// `capacity` bytes. Never throws; may be called from any thread.
wasl_phone_kind wasl_phone_parse(const char *text, const char *region, char *e164, size_t capacity);

#ifdef __cplusplus
}
#endif
