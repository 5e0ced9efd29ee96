#include "log.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <string_view>

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace sitbreak {

namespace {

/// The message with "<6>" or the like in front of each of its lines: the priorities of sd-daemon(3). A line
/// without would be filed as if it were another message, of the usual priority.
class JournalLines final : public spdlog::custom_flag_formatter {
 public:
    void format(const spdlog::details::log_msg& message, const std::tm& /*time*/,
                spdlog::memory_buf_t& to) override {
        static constexpr const char* priorities[] = {"<7>", "<7>", "<6>", "<4>", "<3>", "<2>", "<6>"};
        const std::string_view priority{priorities[message.level]};
        to.append(priority);
        for (const char each : message.payload) {
            to.push_back(each);
            if (each == '\n') to.append(priority);
        }
    }

    std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<JournalLines>(); }
};

bool journal_is_at(int descriptor, const char* journal_stream) {
    struct stat status{};
    if (!journal_stream || fstat(descriptor, &status) != 0) return false;
    return std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino) == journal_stream;
}

}  // namespace

void start_log(const char* journal_stream) {
    auto logger = spdlog::stderr_color_mt("sitbreakd");
    if (journal_is_at(STDERR_FILENO, journal_stream)) {
        auto formatter = std::make_unique<spdlog::pattern_formatter>();
        formatter->add_flag<JournalLines>('J').set_pattern("%J");
        logger->set_formatter(std::move(formatter));
    } else if (isatty(STDERR_FILENO) != 0) {
        logger->set_pattern("%H:%M:%S %^%v%$");
    } else {
        logger->set_pattern("%Y-%m-%d %H:%M:%S.%e %l: %v");
    }
    spdlog::set_default_logger(std::move(logger));
}

void set_log_level(config::LogLevel level) {
    switch (level) {
        case config::LogLevel::debug:
            return spdlog::set_level(spdlog::level::debug);
        case config::LogLevel::info:
            return spdlog::set_level(spdlog::level::info);
        case config::LogLevel::warn:
            return spdlog::set_level(spdlog::level::warn);
        case config::LogLevel::error:
            return spdlog::set_level(spdlog::level::err);
    }
}

}  // namespace sitbreak
