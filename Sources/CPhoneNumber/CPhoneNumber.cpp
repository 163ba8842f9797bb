#include "CPhoneNumber.h"

#include <cstring>
#include <string>

#include <phonenumbers/phonenumberutil.h>

namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

wasl_phone_kind kind(PhoneNumberUtil::PhoneNumberType type) {
    switch (type) {
    case PhoneNumberUtil::MOBILE:
    case PhoneNumberUtil::FIXED_LINE_OR_MOBILE:
        return wasl_phone_mobile;
    case PhoneNumberUtil::FIXED_LINE:
        return wasl_phone_fixed_line;
    case PhoneNumberUtil::TOLL_FREE:
        return wasl_phone_toll_free;
    case PhoneNumberUtil::SHARED_COST:
    case PhoneNumberUtil::UAN:
        return wasl_phone_shared;
    default:
        return wasl_phone_other;
    }
}

}  // namespace

extern "C" wasl_phone_kind wasl_phone_parse(const char *text, const char *region, char *e164, size_t capacity) {
    if (text == nullptr || region == nullptr || e164 == nullptr) {
        return wasl_phone_invalid;
    }
    try {
        const PhoneNumberUtil *util = PhoneNumberUtil::GetInstance();
        PhoneNumber number;
        if (util->Parse(text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR || !util->IsValidNumber(number)) {
            return wasl_phone_invalid;
        }
        std::string written;
        util->Format(number, PhoneNumberUtil::E164, &written);
        if (written.size() + 1 > capacity) {
            return wasl_phone_invalid;
        }
        std::memcpy(e164, written.c_str(), written.size() + 1);
        return kind(util->GetNumberType(number));
    } catch (...) {
        return wasl_phone_invalid;
    }
}
