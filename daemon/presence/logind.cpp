#include "presence/logind.hpp"

#include <cstdlib>
#include <string>
#include <utility>

#include "presence/logind_watch.hpp"

namespace sitbreak::presence {

/// What is called on the main thread. It goes with its Logind, so what is still on its way then finds nobody.
struct Logind::Hearer {
    Observe observe;
};

/// What only the desktop thread touches.
struct Logind::Watch {
    std::optional<LogindWatch> watch;
};

Logind::Logind(platform::GlibThread& desktop, asio::io_context& main, Observe observe)
    : desktop_{desktop},
      hearer_{std::make_shared<Hearer>(Hearer{std::move(observe)})},
      watch_{std::make_shared<Watch>()} {
    const auto let_sleep = [&desktop, watch = std::weak_ptr{watch_}] {
        desktop.invoke([watch] {
            if (const auto live = watch.lock(); live && live->watch) live->watch->let_sleep();
        });
    };
    const auto tell = [&main, hearer = std::weak_ptr{hearer_},
                       let_sleep](const sitting::Observation& observation) {
        asio::post(main, [hearer, let_sleep, observation] {
            const auto live = hearer.lock();
            if (!live) return;
            live->observe(observation);
            const auto* asleep = std::get_if<sitting::Asleep>(&observation.what);
            if (asleep && asleep->on) let_sleep();
        });
    };
    const char* session_id = std::getenv("XDG_SESSION_ID");
    desktop_.invoke([watch = watch_, tell, id = std::string{session_id ? session_id : ""}] {
        watch->watch.emplace(id, tell);
    });
}

Logind::~Logind() {
    desktop_.invoke([watch = std::move(watch_)] { watch->watch.reset(); });
}

}  // namespace sitbreak::presence
