#include "history/writer.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>

#include <spdlog/spdlog.h>

#include "history/file.hpp"
#include "platform/boot_clock.hpp"

namespace sitbreak::history {

namespace {

/// For how long another process may be writing.
constexpr std::chrono::milliseconds others_write{500};

}  // namespace

Writer::Writer(std::filesystem::path file, std::string boot, std::size_t at_most,
               const config::HistorySettings& settings, std::function<void()> on_trouble)
    : file_{std::move(file)},
      boot_{std::move(boot)},
      at_most_{at_most},
      on_trouble_{std::move(on_trouble)},
      settings_{settings},
      is_awaited_{settings.enabled},
      thread_{[this] { run(); }} {}

Writer::~Writer() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

std::optional<Kept> Writer::await_memory(std::chrono::milliseconds patience) {
    std::unique_lock lock{mutex_};
    if (!changed_.wait_for(lock, patience, [this] { return !is_awaited_; }))
        spdlog::warn("the history is not there in time: what was before is not known");
    is_awaited_ = false;
    return std::exchange(read_, std::nullopt);
}

std::string Writer::shown_before() const {
    const std::lock_guard lock{mutex_};
    return shown_before_;
}

void Writer::write(Order order) {
    {
        const std::lock_guard lock{mutex_};
        if (!settings_.enabled) return;
        std::ranges::move(order.rows, std::back_inserter(rows_));
        order.rows.clear();
        last_ = std::move(order);
        memory_waits_ = true;
        enforce_bound();
    }
    changed_.notify_all();
}

void Writer::settings_changed(const config::HistorySettings& settings) {
    {
        const std::lock_guard lock{mutex_};
        keep_changed_ = keep_changed_ || settings.keep != settings_.keep;
        settings_ = settings;
        if (!settings.enabled) {
            rows_.clear();
            memory_waits_ = false;
            trouble_.reset();
        }
    }
    changed_.notify_all();
}

std::optional<std::string> Writer::trouble() const {
    const std::lock_guard lock{mutex_};
    if (trouble_ && notice_) return *trouble_ + "; " + *notice_;
    return trouble_ ? trouble_ : notice_;
}

bool Writer::stop(std::chrono::milliseconds patience) {
    std::unique_lock lock{mutex_};
    stopping_ = true;
    changed_.notify_all();
    return changed_.wait_for(lock, patience, [this] { return ended_; });
}

bool Writer::has_work() const {
    return settings_.enabled && (is_awaited_ || memory_waits_ || !rows_.empty());
}

void Writer::enforce_bound() {
    if (rows_.size() <= at_most_) return;
    const auto too_many = rows_.size() - at_most_;
    rows_.erase(rows_.begin(), rows_.begin() + static_cast<Rows::difference_type>(too_many));
    if (dropped_ == 0) spdlog::warn("too much waits to be written to the history: the oldest is dropped");
    dropped_ += too_many;
}

void Writer::run() {
    std::unique_lock lock{mutex_};
    const auto unlocked = [&lock](auto work) {
        lock.unlock();
        work();
        lock.lock();
    };
    while (!stopping_) {
        if (!settings_.enabled && store_) unlocked([this] { close(); });
        if (!has_work())
            changed_.wait(lock);
        else if (retry_at_ && std::chrono::steady_clock::now() < *retry_at_)
            changed_.wait_until(lock, *retry_at_);
        else
            unlocked([this] { attempt(); });
    }
    if (has_work()) unlocked([this] { attempt(); });
    if (!rows_.empty())
        spdlog::warn("{} things could not be written to the history and are lost", rows_.size());
    unlocked([this] { close(); });
    ended_ = true;
    changed_.notify_all();
}

void Writer::attempt() {
    try {
        if (store_ && !store_->is_in_place()) store_.reset();
        if (!store_) open();
        write_what_waits();
        delete_old();
        store_->rest();
        succeeded();
    } catch (const Damaged& damage) {
        begin_anew(damage.what());
    } catch (const std::exception& error) {
        failed(error.what());
    }
}

void Writer::open() {
    alone_.reset();
    alone_ = keep_alone(file_);
    store_.emplace(file_, others_write);
    if (!was_read_) read();
    const std::lock_guard lock{mutex_};
    // The file may be another one than that which was written last.
    memory_waits_ = last_.has_value();
}

void Writer::close() {
    store_.reset();
    alone_.reset();
}

void Writer::read() {
    std::optional<Kept> kept;
    try {
        kept = store_->memory();
    } catch (const std::invalid_argument& reason) {
        spdlog::warn("what was to be remembered makes no sense ({}): what was before is not known",
                     reason.what());
    }
    auto shown_before = store_->movement_shown_last();
    was_read_ = true;
    {
        const std::lock_guard lock{mutex_};
        shown_before_ = std::move(shown_before);
        (std::exchange(is_awaited_, false) ? read_ : orphan_) = std::move(kept);
    }
    changed_.notify_all();
}

void Writer::write_what_waits() {
    Batch batch;
    std::optional<Order> last;
    {
        const std::lock_guard lock{mutex_};
        batch.rows = std::exchange(rows_, {});
        if (std::exchange(memory_waits_, false)) {
            last = last_;
            batch.memory = last->memory;
        }
    }
    if (batch.rows.empty() && !batch.memory) return;
    const auto own = batch.rows.size();
    if (orphan_ && last) {
        auto first = rows_that_end(*orphan_, boot_, last->memory.memory.at, last->rules, last->clocks);
        batch.rows.insert(batch.rows.begin(), first.begin(), first.end());
    }
    try {
        store_->write(batch);
    } catch (...) {
        const std::lock_guard lock{mutex_};
        if (!settings_.enabled) throw;
        const auto waited = batch.rows.end() - static_cast<Rows::difference_type>(own);
        rows_.insert(rows_.begin(), waited, batch.rows.end());
        if (last) memory_waits_ = true;
        enforce_bound();
        throw;
    }
    if (!last) return;
    orphan_.reset();
    written_ = std::move(last);
}

void Writer::delete_old() {
    // As of what is written, and not of what waits: that could be older than what is to be kept.
    if (!written_) return;
    const auto now = written_->memory.at;
    std::chrono::seconds keep{};
    {
        const std::lock_guard lock{mutex_};
        keep = settings_.keep;
        if (std::exchange(keep_changed_, false)) deleted_old_at_.reset();
    }
    if (deleted_old_at_ && std::chrono::abs(now - *deleted_old_at_) < std::chrono::days{1}) return;
    const bool is_credible = believes(now, written_->clocks);
    if (store_->has_before(now - keep)) {
        if (!is_credible) return say_disbelief();
        store_->delete_before(now - keep);
    }
    deleted_old_at_ = now;
}

bool Writer::believes(Time now, const Clocks& clocks) {
    const auto is_as_believed = [&] {
        return believed_ && std::chrono::abs(clocks.boot_since_epoch - *believed_) <= Store::longest_gap;
    };
    const auto is_kept_right = [&] { return clocks.is_kept_right != nullptr && clocks.is_kept_right(); };
    if (!is_as_believed() && !is_kept_right() && !store_->bears_out(now)) return false;
    believed_ = clocks.boot_since_epoch;
    said_disbelief_ = false;
    return true;
}

void Writer::say_disbelief() {
    if (std::exchange(said_disbelief_, true)) return;
    spdlog::warn(
        "the clock is more than {} days ahead of what was recorded before, and nobody is known to keep it "
        "right: nothing is deleted for its age until the time comes from the network, or you have used this "
        "clock for {} days",
        Store::longest_gap.count(), Store::long_enough.count());
}

void Writer::begin_anew(const std::string& why) {
    store_.reset();
    // A second damaged file in a row is not the file's fault.
    if (std::exchange(began_anew_, true)) return failed(why);
    std::filesystem::path aside;
    try {
        aside = set_aside(file_, platform::now().wall);
    } catch (const std::exception& error) {
        return failed(why + "; it cannot be set aside: " + error.what());
    }
    const std::string notice =
        "the history was damaged (" + why + "): it is now " + aside.string() + ", and a new one is begun";
    spdlog::warn("{}", notice);
    {
        const std::lock_guard lock{mutex_};
        notice_ = notice;
    }
    on_trouble_();
}

void Writer::failed(const std::string& why) {
    store_.reset();
    retry_at_ = std::chrono::steady_clock::now() + pause_.next();
    const std::string trouble =
        "the history " + file_.string() + " cannot be written: " + why + "; what happens waits in memory";
    bool is_new = false;
    {
        const std::lock_guard lock{mutex_};
        is_awaited_ = false;
        is_new = settings_.enabled && trouble_ != trouble;
        if (is_new) trouble_ = trouble;
    }
    changed_.notify_all();
    if (!is_new) return;
    spdlog::warn("{}", trouble);
    on_trouble_();
}

void Writer::succeeded() {
    began_anew_ = false;
    retry_at_.reset();
    pause_.reset();
    bool was_in_trouble = false;
    std::size_t dropped = 0;
    {
        const std::lock_guard lock{mutex_};
        was_in_trouble = std::exchange(trouble_, std::nullopt).has_value();
        dropped = std::exchange(dropped_, 0);
    }
    if (dropped > 0) spdlog::warn("{} things are missing in the history", dropped);
    if (!was_in_trouble) return;
    spdlog::info("the history can be written again");
    on_trouble_();
}

}  // namespace sitbreak::history
