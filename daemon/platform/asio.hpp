#pragma once
// Asio, as this project includes it.

#include <utility>  // Boost 1.74 with GCC 12 and C++20 needs it before Asio

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>

namespace sitbreak {
namespace asio = boost::asio;
}
