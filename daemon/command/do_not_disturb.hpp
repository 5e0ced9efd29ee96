#pragma once
// Whether whoever shows notifications was told not to, now.

namespace sitbreak::command {

/// As sitbreak-holds sees it, which gives each whom it asks 250 ms; false if that cannot be seen. Takes 2 s
/// at most, all but its asking being the start of that program.
bool is_do_not_disturb_on();

}  // namespace sitbreak::command
