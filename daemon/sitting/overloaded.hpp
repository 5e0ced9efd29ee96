#pragma once
// For std::visit: one callable out of several.

namespace sitbreak::sitting {

template <typename... Callables>
struct Overloaded : Callables... {
    using Callables::operator()...;
};

}  // namespace sitbreak::sitting
