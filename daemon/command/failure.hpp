#pragma once
// Why a run of the command ends without having done what it was asked.

#include <stdexcept>
#include <string>

namespace sitbreak::command {

inline constexpr int failed = 1;
inline constexpr int wrong_usage = 2;

/// Its text is what the person is told.
class Failure : public std::runtime_error {
 public:
    explicit Failure(const std::string& why, int exit_code = failed)
        : std::runtime_error{why}, exit_code_{exit_code} {}

    int exit_code() const { return exit_code_; }

 private:
    int exit_code_;
};

}  // namespace sitbreak::command
