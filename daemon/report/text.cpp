// The report for a person.

#include <algorithm>
#include <vector>

#include <spdlog/fmt/fmt.h>

#include "report/bars.hpp"
#include "report/formats.hpp"
#include "report/sentences.hpp"
#include "report/timeline.hpp"
#include "report/words.hpp"

namespace sitbreak::report {

namespace {

/// Paragraphs with an empty line between each and the next.
class Page {
 public:
    explicit Page(const Screen& screen) : screen_{screen} {}

    void add(const std::vector<std::string>& lines) {
        if (lines.empty()) return;
        if (!text_.empty()) text_ += '\n';
        for (const auto& line : lines)
            text_.append(line).append("\n");
    }

    void add(std::string_view words) { add(wrapped(words, screen_.columns)); }

    void add(const std::vector<Row>& rows) {
        std::size_t columns = 0;
        std::vector<std::string> lines;
        for (const auto& row : rows) {
            lines.push_back(row.is_part ? "  " + row.label : row.label);
            columns = std::max(columns, lines.back().size());
        }
        for (std::size_t i = 0; i < rows.size(); ++i)
            lines[i] = fmt::format("{:{}}  {}", lines[i], columns, rows[i].value);
        add(lines);
    }

    const std::string& text() const { return text_; }

 private:
    const Screen& screen_;
    std::string text_;
};

}  // namespace

std::string text(const Report& report, const Screen& screen) {
    Page page{screen};
    if (!report.has_history) {
        page.add(summary(report));
        return page.text();
    }
    page.add(title(report));
    page.add(summary(report));
    page.add(is_one_day(report)                ? timeline(report, report.days.front(), screen)
             : report.total.sitting > Length{} ? bars(report, screen)
                                               : std::vector<std::string>{});
    page.add(rows_of(report));
    page.add(joined(notes(report)));
    return page.text();
}

}  // namespace sitbreak::report
