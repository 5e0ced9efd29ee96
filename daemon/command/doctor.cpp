// What there is between a chair and a reminder. To look at all of it takes more libraries than this program
// is to load, so another one does: daemon/doctor.

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "command/failure.hpp"
#include "command/tasks.hpp"
#include "platform/programs.hpp"

namespace sitbreak::command {

int run(const DoctorWanted& wanted) {
    const auto program = platform::helper_program(platform::executable(), "sitbreak-doctor");
    ::execl(program.c_str(), "sitbreak-doctor", wanted.json ? "--json" : nullptr,
            static_cast<char*>(nullptr));
    throw Failure{"cannot run " + program.string() + ": " + std::strerror(errno)};
}

}  // namespace sitbreak::command
