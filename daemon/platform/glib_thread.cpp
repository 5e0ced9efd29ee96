#include "platform/glib_thread.hpp"

#include <utility>

#include "platform/guarded.hpp"

namespace sitbreak::platform {

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
    {
        const std::lock_guard lock{mutex_};
        work_.push_back(std::move(work));
    }
    // Never run in place, even if the caller could acquire the context: work keeps its order and its thread.
    const Handle<GSource, g_source_unref> source{g_idle_source_new()};
    g_source_set_priority(source.get(), G_PRIORITY_DEFAULT);
    g_source_set_callback(source.get(), run_next, this, nullptr);
    g_source_attach(source.get(), context_.get());
}

gboolean GlibThread::run_next(gpointer self) noexcept {
    guarded([&thread = *static_cast<GlibThread*>(self)] {
        std::function<void()> work;
        {
            const std::lock_guard lock{thread.mutex_};
            work = std::move(thread.work_.front());
            thread.work_.pop_front();
        }
        work();
    });
    return G_SOURCE_REMOVE;
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
