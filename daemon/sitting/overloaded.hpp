#pragma once
// For std::visit: one callable out of several.

namespace sitbreak::sitting {

template <typename... Callables>
struct Overloaded : Callables... {
    using Callables::operator()...;
};

// Clang before 17 does not deduce the arguments of an aggregate by itself.
template <typename... Callables>
Overloaded(Callables...) -> Overloaded<Callables...>;

}  // namespace sitbreak::sitting
