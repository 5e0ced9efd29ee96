#pragma once
// GNOME's "Do Not Disturb": its settings say that no banners are shown.

#include <memory>

#include "holds/way.hpp"

namespace sitbreak::holds {

/// Null if GNOME's settings are not installed; `tell` is left alone then.
std::unique_ptr<Way> make_gnome_banners(const Tell& tell);

}  // namespace sitbreak::holds
