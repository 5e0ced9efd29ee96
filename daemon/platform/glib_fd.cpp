#include "platform/glib_fd.hpp"

#include <glib-unix.h>

#include <memory>
#include <utility>

#include "platform/guarded.hpp"

namespace sitbreak::platform {

namespace {

gboolean ready(gint, GIOCondition, gpointer data) noexcept {
    guarded(*static_cast<std::function<void()>*>(data));
    return G_SOURCE_CONTINUE;
}

void delete_callback(gpointer data) noexcept {
    delete static_cast<std::function<void()>*>(data);
}

}  // namespace

GlibFd::GlibFd(int fd, GIOCondition conditions, std::function<void()> on_ready)
    : source_{
          g_unix_fd_source_new(fd, static_cast<GIOCondition>(conditions | G_IO_ERR | G_IO_HUP | G_IO_NVAL))} {
    auto callback = std::make_unique<std::function<void()>>(std::move(on_ready));
    // GLib calls it with the arguments of a GUnixFDSourceFunc, whatever the type here.
    g_source_set_callback(source_.get(), G_SOURCE_FUNC(ready), callback.release(), delete_callback);
    g_source_attach(source_.get(), g_main_context_get_thread_default());
}

GlibFd::~GlibFd() {
    g_source_destroy(source_.get());
}

}  // namespace sitbreak::platform
