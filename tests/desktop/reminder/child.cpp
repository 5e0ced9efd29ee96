#include "child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <system_error>

namespace sitbreak::desktop_test {

namespace {

std::vector<char*> pointers(const std::vector<std::string>& strings) {
    std::vector<char*> result;
    for (const auto& string : strings)
        result.push_back(const_cast<char*>(string.c_str()));
    result.push_back(nullptr);
    return result;
}

std::vector<std::string> environment_with(const std::map<std::string, std::string>& changes) {
    std::vector<std::string> result;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string variable = *entry;
        if (!changes.contains(variable.substr(0, variable.find('=')))) result.push_back(variable);
    }
    for (const auto& [name, value] : changes) {
        if (!value.empty()) result.push_back(name + "=" + value);
    }
    return result;
}

/// Only calls that are safe between fork and exec.
[[noreturn]] void become(const std::vector<char*>& argv, const std::vector<char*>& envp, pid_t parent,
                         int keep_open, bool verbose) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(126);
    if (keep_open >= 0) fcntl(keep_open, F_SETFD, 0);
    if (!verbose) {
        const int nowhere = open("/dev/null", O_RDWR);
        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
    }
    execvpe(argv.front(), argv.data(), envp.data());
    _exit(127);
}

}  // namespace

Child::Child(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment,
             int keep_open) {
    const auto argv = pointers(command);
    const auto variables = environment_with(environment);
    const auto envp = pointers(variables);
    const bool verbose = std::getenv("SITBREAK_TEST_VERBOSE") != nullptr;
    const pid_t parent = getpid();
    pid_ = fork();
    if (pid_ < 0) throw std::system_error{errno, std::generic_category(), "fork"};
    if (pid_ == 0) become(argv, envp, parent, keep_open, verbose);
}

Child::~Child() {
    kill();
}

void Child::kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    wait();
}

void Child::pause() {
    ::kill(pid_, SIGSTOP);
}

void Child::go_on() {
    ::kill(pid_, SIGCONT);
}

int Child::wait() {
    if (pid_ <= 0) return -1;
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::optional<std::string> output_of(const std::vector<std::string>& command) {
    std::string line;
    for (const auto& word : command)
        line += "'" + word + "' ";
    FILE* const pipe = popen((line + "2>/dev/null").c_str(), "re");
    if (pipe == nullptr) throw std::system_error{errno, std::generic_category(), "popen"};
    std::string output;
    std::array<char, 256> part{};
    while (const auto got = std::fread(part.data(), 1, part.size(), pipe))
        output.append(part.data(), got);
    if (pclose(pipe) != 0) return std::nullopt;
    if (output.ends_with('\n')) output.pop_back();
    return output;
}

void need_programs(const std::vector<std::string>& names) {
    for (const auto& name : names) {
        if (!output_of({"sh", "-c", "command -v " + name})) skip(name + " is not installed");
    }
}

void skip(const std::string& reason) {
    std::cout << "skipped: " << reason << std::endl;
    std::_Exit(77);
}

}  // namespace sitbreak::desktop_test
