#include "report/formulas.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sitbreak::report {

namespace {

Length sum(const Lengths& lengths) {
    return std::accumulate(lengths.begin(), lengths.end(), Length{});
}

double number(Length length) {
    return static_cast<double>(length.count());
}

}  // namespace

std::optional<Length> mean(const Lengths& ascending) {
    if (ascending.empty()) return std::nullopt;
    return sum(ascending) / static_cast<Length::rep>(ascending.size());
}

std::optional<Length> median(const Lengths& ascending) {
    if (ascending.empty()) return std::nullopt;
    const auto upper = ascending.size() / 2;
    if (ascending.size() % 2 == 1) return ascending[upper];
    return ascending[upper - 1] + (ascending[upper] - ascending[upper - 1]) / 2;
}

std::optional<Length> usual_duration(const Lengths& ascending) {
    const Length whole = sum(ascending);
    Length so_far{};
    for (const auto length : ascending) {
        so_far += length;
        if (so_far >= whole - so_far) return length;
    }
    return std::nullopt;
}

std::optional<double> alpha(const Lengths& ascending) {
    if (ascending.empty() || ascending.front() == ascending.back()) return std::nullopt;
    double logarithms = 0;
    for (const auto length : ascending)
        logarithms += std::log(number(length) / number(ascending.front()));
    return 1 + static_cast<double>(ascending.size()) / logarithms;
}

std::optional<double> gini(const Lengths& ascending) {
    if (ascending.size() < 2) return std::nullopt;
    const auto n = static_cast<double>(ascending.size());
    double weighted = 0;
    double rank = 1;
    for (const auto length : ascending) {
        weighted += (2 * rank - n - 1) * number(length);
        rank += 1;
    }
    // n in the formula's denominator, and n / (n - 1) corrects it.
    return std::clamp(weighted / ((n - 1) * number(sum(ascending))), 0.0, 1.0);
}

}  // namespace sitbreak::report
