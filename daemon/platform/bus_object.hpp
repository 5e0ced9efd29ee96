#pragma once
// An object of ours on a bus, which others call. As Bus, it belongs to the desktop thread.

#include <functional>
#include <memory>
#include <string>

#include "platform/glib_handle.hpp"

namespace sitbreak::platform {

/// A method call that waits for its answer. It is answered once; without an answer when it is destroyed, the
/// caller is told that there is none.
class Invocation {
 public:
    /// Takes over the reference.
    explicit Invocation(GDBusMethodInvocation* invocation) : invocation_{invocation} {}
    ~Invocation();
    Invocation(const Invocation&) = delete;
    Invocation& operator=(const Invocation&) = delete;

    /// `values`, floating, is a tuple of the types that the interface says; null for none.
    void answer(GVariant* values);
    /// `name` is that of a D-Bus error.
    void refuse(const std::string& name, const std::string& why);

 private:
    GDBusMethodInvocation* invocation_;
};

class BusObject {
 public:
    struct Served {
        /// `arguments` are of the types that the interface says, and live as long as this call.
        std::function<void(const std::string& method, GVariant* arguments, std::shared_ptr<Invocation>)>
            called;
        /// Somebody reads properties. `answer` gets them by `get`; it is to be called once, now or later, or
        /// destroyed before the object is.
        std::function<void(std::function<void()> answer)> read;
        /// A new reference, floating or not, to a property's value, of the type that the interface says.
        std::function<GVariant*(const std::string& property)> get;
    };

    /// `interface` is static. Throws std::runtime_error if the path is taken.
    BusObject(GDBusConnection* connection, std::string path, const GDBusInterfaceInfo* interface,
              Served served);

    /// What waits for an answer may still be answered.
    ~BusObject();

    BusObject(const BusObject&) = delete;
    BusObject& operator=(const BusObject&) = delete;

    /// `arguments`, floating, is a tuple; null for none.
    void emit(const char* signal, GVariant* arguments);

    /// Tells of properties that have changed, "a{sv}", floating.
    void emit_properties_changed(GVariant* changed);

 private:
    static void called(GDBusConnection*, const gchar*, const gchar*, const gchar* interface,
                       const gchar* method, GVariant* arguments, GDBusMethodInvocation* invocation,
                       gpointer object) noexcept;
    void read(const std::string& method, GVariant* arguments, const std::shared_ptr<Invocation>& invocation);
    GVariant* value_of(const std::string& property) const;
    GVariant* values() const;

    GObjectPtr<GDBusConnection> connection_;
    std::string path_;
    const GDBusInterfaceInfo* interface_;
    Served served_;
    guint id_ = 0;
};

}  // namespace sitbreak::platform
