#include "stand_in_server.hpp"

#include <future>
#include <stdexcept>
#include <utility>

#include "platform/glib_handle.hpp"

namespace sitbreak::desktop_test {

using platform::GErrorPtr;
using platform::GObjectPtr;
using platform::GVariantPtr;
using platform::OutError;

namespace {

constexpr auto bus_name = "org.freedesktop.Notifications";
constexpr auto object_path = "/org/freedesktop/Notifications";
constexpr auto xml = R"(<node><interface name='org.freedesktop.Notifications'>
 <method name='GetCapabilities'><arg type='as' direction='out'/></method>
 <method name='GetServerInformation'><arg type='s' direction='out'/><arg type='s' direction='out'/>
  <arg type='s' direction='out'/><arg type='s' direction='out'/></method>
 <method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>
  <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
  <arg type='as' direction='in'/><arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>
  <arg type='u' direction='out'/></method>
 <method name='CloseNotification'><arg type='u' direction='in'/></method>
 <signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>
 <signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>
</interface></node>)";

GVariant* text_array(const std::vector<std::string>& texts) {
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("as"));
    for (const auto& text : texts)
        g_variant_builder_add(&builder, "s", text.c_str());
    return g_variant_builder_end(&builder);
}

Notified read_notify(GVariant* parameters) {
    Notified call;
    const char* app_name = nullptr;
    const char* icon = nullptr;
    const char* summary = nullptr;
    const char* body = nullptr;
    GVariant* raw_actions = nullptr;
    GVariant* raw_hints = nullptr;
    g_variant_get(parameters, "(&su&s&s&s@as@a{sv}i)", &app_name, &call.replaces_id, &icon, &summary, &body,
                  &raw_actions, &raw_hints, &call.timeout);
    const GVariantPtr actions{raw_actions};
    const GVariantPtr hints{raw_hints};
    call.app_name = app_name;
    call.app_icon = icon;
    call.summary = summary;
    call.body = body;
    for (gsize i = 0; i < g_variant_n_children(actions.get()); i += 2) {
        const GVariantPtr name{g_variant_get_child_value(actions.get(), i)};
        call.actions.emplace_back(g_variant_get_string(name.get(), nullptr));
    }
    for (gsize i = 0; i < g_variant_n_children(hints.get()); ++i) {
        const char* key = nullptr;
        GVariant* raw_value = nullptr;
        g_variant_get_child(hints.get(), i, "{&sv}", &key, &raw_value);
        const GVariantPtr value{raw_value};
        const platform::GCharPtr printed{g_variant_print(value.get(), TRUE)};
        call.hints[key] = printed.get();
    }
    return call;
}

}  // namespace

/// The first part belongs to the server's thread, the second to the test's.
struct StandInServer::State : std::enable_shared_from_this<State> {
    explicit State(asio::io_context& test_thread) : test{test_thread} {}

    asio::io_context& test;
    Manners manners;
    GObjectPtr<GDBusConnection> connection;
    std::vector<std::pair<GDBusMethodInvocation*, GVariantPtr>> held;
    std::uint32_t last_id = 0;

    std::vector<Notified> notified;
    std::vector<std::uint32_t> closed;
    int asked = 0;

    void join(const std::string& address);
    void leave();
    void called(const std::string& method, GVariant* parameters, GDBusMethodInvocation* invocation);
    void answer(GDBusMethodInvocation* invocation, GVariant* value, bool hold);
    void notify(GVariant* parameters, GDBusMethodInvocation* invocation);
    void let_go();

    template <typename Note>
    void tell(Note note) {
        asio::post(test, [self = shared_from_this(), note = std::move(note)] { note(*self); });
    }
};

void StandInServer::State::join(const std::string& address) {
    GErrorPtr error;
    connection.reset(g_dbus_connection_new_for_address_sync(
        address.c_str(),
        static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                          G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION),
        nullptr, nullptr, OutError{error}));
    if (!connection) throw std::runtime_error{error->message};
    g_dbus_connection_set_exit_on_close(connection.get(), FALSE);
    const platform::Handle<GDBusNodeInfo, g_dbus_node_info_unref> node{
        g_dbus_node_info_new_for_xml(xml, OutError{error})};
    if (!node) throw std::runtime_error{error->message};
    static const GDBusInterfaceVTable vtable{
        [](GDBusConnection*, const char*, const char*, const char*, const char* method, GVariant* parameters,
           GDBusMethodInvocation* invocation,
           gpointer self) noexcept { static_cast<State*>(self)->called(method, parameters, invocation); },
        nullptr,
        nullptr,
        {}};
    g_dbus_connection_register_object(connection.get(), object_path, node->interfaces[0], &vtable, this,
                                      nullptr, OutError{error});
    if (error) throw std::runtime_error{error->message};
    const GVariantPtr owned{g_dbus_connection_call_sync(
        connection.get(), "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
        "RequestName", g_variant_new("(su)", bus_name, 4U), nullptr, G_DBUS_CALL_FLAGS_NONE, -1, nullptr,
        OutError{error})};
    if (!owned) throw std::runtime_error{error->message};
}

void StandInServer::State::leave() {
    g_dbus_connection_close_sync(connection.get(), nullptr, nullptr);
    for (auto& [invocation, value] : held)
        g_object_unref(invocation);
    held.clear();
    connection.reset();
}

void StandInServer::State::called(const std::string& method, GVariant* parameters,
                                  GDBusMethodInvocation* invocation) {
    if (method == "GetCapabilities") {
        answer(invocation, g_variant_new("(@as)", text_array(manners.capabilities)),
               manners.hold_capabilities);
        tell([](State& self) { ++self.asked; });
    } else if (method == "GetServerInformation") {
        answer(invocation,
               g_variant_new("(ssss)", "stand-in", "the test", "1", manners.specification.c_str()),
               manners.hold_information);
    } else if (method == "Notify") {
        notify(parameters, invocation);
    } else {
        guint32 id = 0;
        g_variant_get(parameters, "(u)", &id);
        answer(invocation, nullptr, false);
        tell([id](State& self) { self.closed.push_back(id); });
    }
}

void StandInServer::State::answer(GDBusMethodInvocation* invocation, GVariant* value, bool hold) {
    if (hold) {
        held.emplace_back(invocation, value == nullptr ? nullptr : g_variant_ref_sink(value));
    } else {
        g_dbus_method_invocation_return_value(invocation, value);
    }
}

void StandInServer::State::notify(GVariant* parameters, GDBusMethodInvocation* invocation) {
    Notified call = read_notify(parameters);
    call.id = call.replaces_id == 0 || manners.new_ids ? ++last_id : call.replaces_id;
    answer(invocation, g_variant_new("(u)", call.id), manners.hold_notify);
    tell([call = std::move(call)](State& self) { self.notified.push_back(call); });
}

void StandInServer::State::let_go() {
    for (auto& [invocation, value] : held)
        g_dbus_method_invocation_return_value(invocation, value.get());
    held.clear();
}

StandInServer::StandInServer(asio::io_context& test, const std::string& address, Manners manners)
    : state_{std::make_shared<State>(test)} {
    do_and_wait([address, manners = std::move(manners)](State& state) {
        state.manners = manners;
        state.join(address);
    });
}

StandInServer::~StandInServer() {
    do_and_wait([](State& state) { state.leave(); });
}

void StandInServer::behave(Manners manners) {
    do_and_wait([manners = std::move(manners)](State& state) { state.manners = manners; });
}

void StandInServer::let_go() {
    do_and_wait([](State& state) { state.let_go(); });
}

void StandInServer::press(std::uint32_t id, const std::string& action) {
    do_and_wait([id, action](State& state) {
        g_dbus_connection_emit_signal(state.connection.get(), nullptr, object_path, bus_name, "ActionInvoked",
                                      g_variant_new("(us)", id, action.c_str()), nullptr);
    });
}

void StandInServer::say_closed(std::uint32_t id, std::uint32_t reason) {
    do_and_wait([id, reason](State& state) {
        g_dbus_connection_emit_signal(state.connection.get(), nullptr, object_path, bus_name,
                                      "NotificationClosed", g_variant_new("(uu)", id, reason), nullptr);
    });
}

const std::vector<Notified>& StandInServer::notified() const {
    return state_->notified;
}

const std::vector<std::uint32_t>& StandInServer::closed() const {
    return state_->closed;
}

int StandInServer::asked() const {
    return state_->asked;
}

void StandInServer::do_and_wait(std::function<void(State&)> work) {
    auto done = std::make_shared<std::promise<void>>();
    thread_.invoke([state = state_, work = std::move(work), done] {
        try {
            work(*state);
            done->set_value();
        } catch (...) {
            done->set_exception(std::current_exception());
        }
    });
    done->get_future().get();
}

}  // namespace sitbreak::desktop_test
