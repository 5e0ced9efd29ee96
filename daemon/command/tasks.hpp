#pragma once
// What the command does, a file a family. Each prints what a person or a program is to know on standard
// output, throws Failure when it cannot be done, and otherwise returns the exit code.

#include "command/options.hpp"

namespace sitbreak::command {

// status.cpp
int run(const StatusWanted& wanted);

// asking.cpp
int run(const SnoozeWanted& wanted);
int run(const SkipWanted& wanted);
int run(const PauseWanted& wanted);
int run(const ResumeWanted& wanted);
int run(const BreakWanted& wanted);
int run(const ReportWanted& wanted);

// moving.cpp
int run(const MoveWanted& wanted);
int run(const TestWanted& wanted);

// settings.cpp
int run(const ConfigWanted& wanted);

// doctor.cpp: another program takes this one's place.
[[noreturn]] int run(const DoctorWanted& wanted);

// looking_back.cpp: another program takes this one's place.
[[noreturn]] int run(const DaysWanted& wanted);
[[noreturn]] int run(const WhatIfWanted& wanted);
[[noreturn]] int run(const ExportWanted& wanted);
[[noreturn]] int run(const ImportWanted& wanted);
[[noreturn]] int run(const DeleteWanted& wanted);
[[noreturn]] int run(const HistoryPathWanted& wanted);

}  // namespace sitbreak::command
