#pragma once
// GLib's handles, owned.

#include <gio/gio.h>

#include "platform/handle.hpp"

namespace sitbreak::platform {

template <typename T>
using GObjectPtr = Handle<T, g_object_unref>;
using GVariantPtr = Handle<GVariant, g_variant_unref>;
using GErrorPtr = Handle<GError, g_error_free>;
using GCharPtr = Handle<char, g_free>;
using GMainContextPtr = Handle<GMainContext, g_main_context_unref>;
using GMainLoopPtr = Handle<GMainLoop, g_main_loop_unref>;

static_assert(sizeof(GVariantPtr) == sizeof(GVariant*), "owning a handle costs nothing");

/// For the GError** parameter of a GLib call: `GVariantPtr r{f(..., OutError{error})}`.
class OutError {
 public:
    explicit OutError(GErrorPtr& into) : into_{into} {}
    ~OutError() { into_.reset(raw_); }
    OutError(const OutError&) = delete;
    OutError& operator=(const OutError&) = delete;
    operator GError**() { return &raw_; }

 private:
    GErrorPtr& into_;
    GError* raw_ = nullptr;
};

}  // namespace sitbreak::platform
