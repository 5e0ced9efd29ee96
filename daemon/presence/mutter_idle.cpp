#include "presence/mutter_idle.hpp"

#include <string>
#include <utility>

#include "presence/mutter_watch.hpp"
#include "presence/session_names.hpp"

namespace sitbreak::presence {

namespace {

class MutterIdle final : public InputSource {
 public:
    MutterIdle(asio::io_context& io, platform::GlibThread& desktop, sitting::Duration idle_threshold,
               Observe observe)
        : observe_{std::move(observe)},
          idle_threshold_{idle_threshold},
          watch_{desktop, io, [this](const MutterWatch::Told& told) { heard(told); }, idle_threshold} {}

    std::string_view name() const override {
        return "input as GNOME's compositor sees it (Mutter's idle monitor)";
    }
    std::string fault() const override { return fault_; }

    void look(sitting::Duration idle_threshold) override {
        if (std::exchange(idle_threshold_, idle_threshold) == idle_threshold) return;
        watch_.ask([idle_threshold](MutterWatch& watch) { watch.look(idle_threshold); });
    }

    void machine_woke() override {
        ++wakes_;
        watch_.ask([](MutterWatch& watch) { watch.machine_woke(); });
    }

 private:
    void heard(const MutterWatch::Told& told) {
        const auto& what = told.observation.what;
        const bool is_of_input = std::holds_alternative<sitting::InputIdle>(what) ||
                                 std::holds_alternative<sitting::InputResumed>(what);
        // Told before the other thread knew of the wake.
        if (is_of_input && told.wakes != wakes_) return;
        if (std::holds_alternative<sitting::SourceLost>(what)) fault_ = told.fault;
        observe_(told.observation);
    }

    Observe observe_;
    sitting::Duration idle_threshold_;
    std::uint32_t wakes_ = 0;
    std::string fault_;
    platform::DesktopHalf<MutterWatch, MutterWatch::Told> watch_;
};

}  // namespace

std::unique_ptr<InputSource> open_mutter_idle(asio::io_context& io, platform::GlibThread& desktop,
                                              sitting::Duration idle_threshold, Observe observe) {
    return std::make_unique<MutterIdle>(io, desktop, idle_threshold, std::move(observe));
}

/// The half on the desktop thread.
class MutterAppearsWatch {
 public:
    template <typename Tell>
    explicit MutterAppearsWatch(Tell tell)
        : names_{{"org.gnome.Mutter.IdleMonitor"}, [tell](const std::string&, const std::string& owner) {
                     if (!owner.empty()) tell({});
                 }} {}

 private:
    SessionNames names_;
};

MutterAppears::MutterAppears(asio::io_context& io, platform::GlibThread& desktop,
                             std::function<void()> on_appear)
    : half_{desktop, io, [on_appear = std::move(on_appear)](const Appeared&) { on_appear(); }} {}

MutterAppears::~MutterAppears() = default;

}  // namespace sitbreak::presence
