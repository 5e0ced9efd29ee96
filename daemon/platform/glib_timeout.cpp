#include "platform/glib_timeout.hpp"

#include <memory>
#include <utility>

#include "platform/guarded.hpp"

namespace sitbreak::platform {

namespace {

gboolean run_once(gpointer data) noexcept {
    guarded(*static_cast<std::function<void()>*>(data));
    return G_SOURCE_REMOVE;
}

void delete_callback(gpointer data) noexcept {
    delete static_cast<std::function<void()>*>(data);
}

}  // namespace

GlibTimeout::GlibTimeout(std::chrono::milliseconds from_now, std::function<void()> on_due)
    : source_{g_timeout_source_new(static_cast<guint>(from_now.count()))} {
    auto callback = std::make_unique<std::function<void()>>(std::move(on_due));
    g_source_set_callback(source_.get(), run_once, callback.release(), delete_callback);
    g_source_attach(source_.get(), g_main_context_get_thread_default());
}

GlibTimeout::~GlibTimeout() {
    g_source_destroy(source_.get());
}

}  // namespace sitbreak::platform
