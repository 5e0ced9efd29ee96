// Takes pictures in through PipeWire as a browser does from a camera, or gives them out as a compositor does
// of the screen. Pictures without content: what is looked at is whether they flow.
//   video take NODE | video give NAME MEDIA_CLASS

#include <pipewire/pipewire.h>
#include <spa/param/video/format-utils.h>

#include <cstdio>
#include <string_view>

namespace {

struct Pictures {
    pw_main_loop* loop;
    pw_stream* stream;
    bool gives;
};

void next_picture(void* data) {
    const auto& pictures = *static_cast<Pictures*>(data);
    pw_buffer* buffer = pw_stream_dequeue_buffer(pictures.stream);
    if (!buffer) return;
    if (pictures.gives) {
        auto& chunk = *buffer->buffer->datas[0].chunk;
        chunk.offset = 0;
        chunk.stride = 64 * 3;
        chunk.size = 64 * 64 * 3;
    }
    pw_stream_queue_buffer(pictures.stream, buffer);
}

}  // namespace

int main(int argc, char** argv) {
    const bool gives = argc == 4 && std::string_view{argv[1]} == "give";
    if (!gives && (argc != 3 || std::string_view{argv[1]} != "take")) {
        std::fputs("usage: video take NODE | video give NAME MEDIA_CLASS\n", stderr);
        return 2;
    }
    pw_init(nullptr, nullptr);
    Pictures pictures{pw_main_loop_new(nullptr), nullptr, gives};
    auto* properties = pw_properties_new(PW_KEY_MEDIA_TYPE, "Video", PW_KEY_MEDIA_CATEGORY,
                                         gives ? "Playback" : "Capture", nullptr);
    if (gives) {
        pw_properties_set(properties, PW_KEY_NODE_NAME, argv[2]);
        pw_properties_set(properties, PW_KEY_MEDIA_CLASS, argv[3]);
    } else {
        pw_properties_set(properties, PW_KEY_MEDIA_ROLE, "Camera");
        pw_properties_set(properties, PW_KEY_TARGET_OBJECT, argv[2]);
    }
    pw_stream_events events{};
    events.version = PW_VERSION_STREAM_EVENTS;
    events.process = next_picture;
    pictures.stream = pw_stream_new_simple(pw_main_loop_get_loop(pictures.loop), "pictures", properties,
                                           &events, &pictures);

    unsigned char space[1024];
    spa_pod_builder builder{};
    spa_pod_builder_init(&builder, space, sizeof space);
    spa_video_info_raw format{};
    format.format = SPA_VIDEO_FORMAT_RGB;
    format.size = {64, 64};
    format.framerate = {25, 1};
    // Who takes is content with whatever the source has.
    const spa_pod* offers[] = {gives ? spa_format_video_raw_build(&builder, SPA_PARAM_EnumFormat, &format)
                                     : nullptr};
    pw_stream_connect(
        pictures.stream, gives ? PW_DIRECTION_OUTPUT : PW_DIRECTION_INPUT, PW_ID_ANY,
        static_cast<pw_stream_flags>(PW_STREAM_FLAG_MAP_BUFFERS |
                                     (gives ? PW_STREAM_FLAG_DRIVER : PW_STREAM_FLAG_AUTOCONNECT)),
        offers, gives ? 1 : 0);
    pw_main_loop_run(pictures.loop);
}
