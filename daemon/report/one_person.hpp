#pragma once
// What two machines recorded at once, or one whose clock was set back, as it was for the one person.

#include "report/records.hpp"

namespace sitbreak::report {

/// The same without overlaps: nobody sits twice at once, nor has a break while sitting. Bouts that overlap
/// are one, from the first beginning to the last end, and so are those with less than a break between them
/// where the break of one machine reaches over it. Where one machine saw sitting, the person sat; where none
/// did, but one saw a break, it was one; what is left of the unknown is unknown. All reminders stay. Records
/// without overlaps are given back as they are, but for their order.
Records of_one_person(Records records);

}  // namespace sitbreak::report
