// Asio, compiled once (BOOST_ASIO_SEPARATE_COMPILATION).
#include <utility>  // Boost 1.74 with GCC 12 and C++20 needs it before Asio

#include <boost/asio/impl/src.hpp>
