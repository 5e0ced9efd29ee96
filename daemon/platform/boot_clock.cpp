#include "platform/boot_clock.hpp"

#include <sys/timex.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>

namespace sitbreak::platform {

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

sitting::Duration read_clock(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return seconds{time.tv_sec} + nanoseconds{time.tv_nsec};
}

sitting::WallTime wall_now() {
    const std::time_t seconds_since_epoch = std::time(nullptr);
    tzset();  // localtime_r alone never notices that the time zone changed
    std::tm local{};
    localtime_r(&seconds_since_epoch, &local);
    const auto day = std::chrono::year{local.tm_year + 1900} /
                     std::chrono::month{static_cast<unsigned>(local.tm_mon + 1)} /
                     std::chrono::day{static_cast<unsigned>(local.tm_mday)};
    return std::chrono::local_days{day} + std::chrono::hours{local.tm_hour} +
           std::chrono::minutes{local.tm_min} + seconds{local.tm_sec};
}

/// BOOTTIME − MONOTONIC, from reads so close together that being interrupted between them cannot look like a
/// sleep: at most 0.5 ms off, unless the machine never lets two reads be that close.
sitting::Duration suspend_by_the_clocks() {
    auto closest = sitting::Duration::max();
    sitting::Duration suspended{};
    for (int attempt = 0; attempt < 20 && closest > milliseconds{1}; ++attempt) {
        const auto before = read_clock(CLOCK_MONOTONIC);
        const auto boot = read_clock(CLOCK_BOOTTIME);
        const auto after = read_clock(CLOCK_MONOTONIC);
        if (after - before >= closest) continue;
        closest = after - before;
        suspended = boot - before - closest / 2;
    }
    return std::max(suspended, sitting::Duration::zero());
}

}  // namespace

sitting::Instant boot_now() {
    return sitting::Instant{read_clock(CLOCK_BOOTTIME)};
}

sitting::Instant boot_time_of(std::chrono::microseconds monotonic) {
    return boot_now() - (read_clock(CLOCK_MONOTONIC) - monotonic);
}

sitting::Now now() {
    return {boot_now(), wall_now()};
}

sitting::Duration boot_since_epoch() {
    return read_clock(CLOCK_REALTIME) - read_clock(CLOCK_BOOTTIME);
}

std::int64_t seconds_since_epoch(sitting::WallTime wall) {
    const auto day = std::chrono::floor<std::chrono::days>(wall);
    const std::chrono::year_month_day date{day};
    std::tm local{};
    local.tm_year = static_cast<int>(date.year()) - 1900;
    local.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    local.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
    local.tm_sec = static_cast<int>((wall - day).count());
    local.tm_isdst = -1;
    return std::mktime(&local);
}

std::chrono::minutes utc_offset(std::chrono::sys_seconds time) {
    const std::time_t seconds_since_epoch = time.time_since_epoch().count();
    tzset();
    std::tm local{};
    localtime_r(&seconds_since_epoch, &local);
    return std::chrono::floor<std::chrono::minutes>(seconds{local.tm_gmtoff});
}

bool wall_clock_is_kept_right() {
    timex asked{};
    const int state = adjtimex(&asked);
    return state != -1 && state != TIME_ERROR;
}

std::string boot_id() {
    std::ifstream file{"/proc/sys/kernel/random/boot_id"};
    std::string id;
    std::getline(file, id);
    return id;
}

sitting::Duration total_suspend() {
    // No suspend is this short, and no two reads are this far off.
    constexpr milliseconds jitter{10};
    static sitting::Duration last = suspend_by_the_clocks();
    const auto suspended = suspend_by_the_clocks();
    if (suspended - last > jitter) last = suspended;
    return last;
}

}  // namespace sitbreak::platform
