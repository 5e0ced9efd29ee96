// How fast the heart is. Run by hand:
//
//     cmake --preset release -DSITBREAK_TESTS=ON && cmake --build build/release --target heart_bench
//     build/release/bin/heart_bench

#include <chrono>
#include <cstdio>
#include <random>

#include "desk.hpp"

namespace {

using namespace std::chrono_literals;
using namespace sitbreak::sitting;

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// A person who types and pauses at random, as fast as the heart can follow.
void observations_a_second() {
    Now now{Instant{1000h}, WallTime{std::chrono::local_days{std::chrono::year{2026} / 3 / 2} + 9h}};
    Heart heart{Rules{}, now};
    std::mt19937 random{1};
    std::uniform_int_distribution<int> pause{1, 120};
    constexpr int count = 4'000'000;
    std::size_t actions = 0;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < count; i += 2) {
        const auto step = std::chrono::seconds{pause(random)};
        now.at += step;
        now.wall += step;
        actions += heart.handle({now.at - step / 2, InputIdle{}}, now).size();
        now.at += 1s;
        now.wall += 1s;
        actions += heart.handle({now.at, InputResumed{}}, now).size();
        actions += heart.deadline() > now.at ? 0 : 1;
    }
    const double seconds = seconds_since(start);
    std::printf("observations: %.2f million a second (%d in %.2f s, %zu actions)\n", count / seconds / 1e6,
                count, seconds, actions);
}

/// Ten years of days with eight hours at a desk, each hour with a short and a long absence, every deadline
/// kept.
void ten_years() {
    test::Desk desk;
    const auto start = std::chrono::steady_clock::now();
    Instant t = desk.start();
    for (int day = 0; day < 3652; ++day) {
        for (int hour = 0; hour < 8; ++hour) {
            desk.types();
            desk.run_until(t += 25min);
            desk.stops();
            desk.run_until(t += 90s);
            desk.types();
            desk.run_until(t += 20min);
            desk.stops();
            desk.run_until(t += 13min + 30s);
        }
        desk.run_until(t += 16h);
    }
    std::printf("ten years of a desk: %.2f s (%zu actions)\n", seconds_since(start), desk.done().size());
}

}  // namespace

int main() {
    observations_a_second();
    ten_years();
}
