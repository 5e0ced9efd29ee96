#include "holds/gnome_banners.hpp"

#include "platform/glib_handle.hpp"
#include "platform/guarded.hpp"

namespace sitbreak::holds {

namespace {

constexpr const char* schema_name = "org.gnome.desktop.notifications";
constexpr const char* key = "show-banners";

/// GLib ends the program that opens settings, or asks for a key, that are not installed.
bool is_installed() {
    GSettingsSchemaSource* source = g_settings_schema_source_get_default();
    if (!source) return false;
    const platform::Handle<GSettingsSchema, g_settings_schema_unref> schema{
        g_settings_schema_source_lookup(source, schema_name, TRUE)};
    return schema && g_settings_schema_has_key(schema.get(), key);
}

class GnomeBanners final : public Way {
 public:
    /// The settings may be there without GNOME: the shell must be too.
    explicit GnomeBanners(Tell tell) : Way{{"org.gnome.Shell"}, std::move(tell)} {}

    void begin(platform::Bus&) override {
        settings_.reset(g_settings_new(schema_name));
        const auto changed = [](GSettings*, const char*, gpointer self) noexcept {
            platform::guarded([self] { static_cast<GnomeBanners*>(self)->look(); });
        };
        using Changed = void (*)(GSettings*, const char*, gpointer) noexcept;
        g_signal_connect(settings_.get(), "changed::show-banners", G_CALLBACK(static_cast<Changed>(changed)),
                         this);
        // Changes are told only of what was read after the signal was connected.
        look();
        tell().looked();
    }

 private:
    void forget() override {
        if (settings_) g_signal_handlers_disconnect_by_data(settings_.get(), this);
        settings_.reset();
    }

    void look() { tell().hold(g_settings_get_boolean(settings_.get(), key) == FALSE); }

    platform::GObjectPtr<GSettings> settings_;
};

}  // namespace

std::unique_ptr<Way> make_gnome_banners(const Tell& tell) {
    if (!is_installed()) return nullptr;
    return std::make_unique<GnomeBanners>(tell);
}

}  // namespace sitbreak::holds
