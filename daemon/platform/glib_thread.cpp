#include "platform/glib_thread.hpp"

#include <exception>
#include <memory>
#include <utility>

#include <spdlog/spdlog.h>

namespace sitbreak::platform {

namespace {

gboolean run_work(gpointer data) noexcept {
    auto& work = *static_cast<std::function<void()>*>(data);
    try {
        work();
    } catch (const std::exception& error) {
        spdlog::critical("the desktop thread failed: {}", error.what());
        std::terminate();
    }
    return G_SOURCE_REMOVE;
}

void delete_work(gpointer data) noexcept { delete static_cast<std::function<void()>*>(data); }

}  // namespace

GlibThread::GlibThread()
    : context_{g_main_context_new()}, loop_{g_main_loop_new(context_.get(), FALSE)}, thread_{[this] {
          g_main_context_push_thread_default(context_.get());
          g_main_loop_run(loop_.get());
          g_main_context_pop_thread_default(context_.get());
          const std::lock_guard lock{mutex_};
          has_ended_ = true;
          ended_.notify_all();
      }} {}

GlibThread::~GlibThread() {
    if (!thread_.joinable()) return;
    invoke([this] { g_main_loop_quit(loop_.get()); });
    thread_.join();
}

void GlibThread::invoke(std::function<void()> work) {
    auto owned = std::make_unique<std::function<void()>>(std::move(work));
    // Never run in place, even if the caller could acquire the context: work keeps its order and its thread.
    GSource* source = g_idle_source_new();
    g_source_set_priority(source, G_PRIORITY_DEFAULT);
    g_source_set_callback(source, run_work, owned.release(), delete_work);
    g_source_attach(source, context_.get());
    g_source_unref(source);
}

bool GlibThread::stop(std::chrono::milliseconds patience) {
    invoke([this] { g_main_loop_quit(loop_.get()); });
    {
        std::unique_lock lock{mutex_};
        if (!ended_.wait_for(lock, patience, [this] { return has_ended_; })) {
            thread_.detach();
            return false;
        }
    }
    thread_.join();
    return true;
}

}  // namespace sitbreak::platform
