#pragma once
// One tool for every C handle: a unique_ptr whose deleter is the function that frees it.

#include <memory>

namespace sitbreak::platform {

template <auto free_function>
struct FreeBy {
    template <typename T>
    void operator()(T* handle) const noexcept {
        free_function(handle);
    }
};

template <typename T, auto free_function>
using Handle = std::unique_ptr<T, FreeBy<free_function>>;

}  // namespace sitbreak::platform
