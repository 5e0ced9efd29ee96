// The movements: listed, shown, and as a notification.

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "command/client.hpp"
#include "command/do_not_disturb.hpp"
#include "command/failure.hpp"
#include "command/interface.hpp"
#include "command/tasks.hpp"
#include "config/movements.hpp"
#include "config/words.hpp"
#include "platform/variant.hpp"

namespace sitbreak::command {

namespace {

using Suggestions = std::vector<Suggestion>;

/// The daemon asks the notification server first, which may take its time.
constexpr std::chrono::seconds until_shown{15};

Suggestions suggestions(Client& client) {
    return suggestions_from(client.read("Movements", movements_type).get());
}

const Suggestion& find(const Suggestions& all, const std::string& id) {
    const auto found = std::ranges::find(all, id, &Suggestion::id);
    if (found != all.end()) return *found;
    std::vector<std::string_view> ids;
    for (const auto& suggestion : all)
        ids.push_back(suggestion.id);
    if (const auto meant = config::nearest(id, ids))
        throw Failure{"there is no movement " + config::in_quotes(id) + ", did you mean " +
                          config::in_quotes(*meant) + "?",
                      wrong_usage};
    const auto known = config::known_movement_ids();
    const bool is_left_out = std::ranges::find(known, id) != known.end();
    throw Failure{(is_left_out ? "by your settings there is no movement " : "there is no movement ") +
                      config::in_quotes(id) + ", expected " + config::listed(ids, "or"),
                  wrong_usage};
}

std::size_t width(const std::string& text) {
    return config::characters(text).value_or(text.size());
}

std::string padded(const std::string& text, std::size_t to) {
    return text + std::string(to - width(text), ' ');
}

/// In columns, the ids and titles as wide as the widest.
void list(const Suggestions& all) {
    std::size_t id_width = 0;
    std::size_t title_width = 0;
    for (const auto& suggestion : all) {
        id_width = std::max(id_width, width(suggestion.id));
        title_width = std::max(title_width, width(suggestion.title));
    }
    for (const auto& suggestion : all)
        std::cout << padded(suggestion.id, id_width) << "  " << padded(suggestion.title, title_width) << "  "
                  << suggestion.place << '\n';
}

std::string caution_of(const std::string& id) {
    const auto all = config::movements();
    const auto known = std::ranges::find(all, id, &config::Movement::id);
    return known == all.end() ? "" : known->caution;
}

void show(const Suggestion& suggestion) {
    std::cout << suggestion.title << " (" << suggestion.place << ")\n\n";
    std::size_t number = 0;
    for (const auto& step : suggestion.steps)
        std::cout << "  " << ++number << ". " << step << '\n';
    std::cout << "\nHow much: " << suggestion.dose << '\n';
    if (const auto caution = caution_of(suggestion.id); !caution.empty())
        std::cout << "Mind: " << caution << '\n';
    if (!suggestion.picture.empty()) std::cout << "Picture: " << suggestion.picture << '\n';
}

void show_reminder(Client& client, const std::string& id) {
    const auto answer = client.call("ShowReminder", g_variant_new("(s)", id.c_str()), "(s)", until_shown);
    const auto how = platform::text_at(answer.get(), 0);
    // A server that was told not to disturb says nothing of it, and takes what it may keep for later.
    constexpr std::string_view by_server = "shown by ";
    if (how.starts_with(by_server) && is_do_not_disturb_on())
        throw Failure{"do-not-disturb is on: " + how.substr(by_server.size()) +
                      " took the reminder, and may keep it back until that is off"};
    std::cout << "The reminder was " << how << ".\n";
}

}  // namespace

int run(const MoveWanted& wanted) {
    Client client;
    const Suggestions all = suggestions(client);
    if (wanted.id.empty()) {
        list(all);
        return 0;
    }
    const Suggestion& chosen = find(all, wanted.id);
    if (wanted.notify)
        show_reminder(client, chosen.id);
    else
        show(chosen);
    return 0;
}

int run(const TestWanted&) {
    Client client;
    show_reminder(client, "");
    return 0;
}

}  // namespace sitbreak::command
