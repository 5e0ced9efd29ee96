"""What counts as sitting (situations C1-C16)."""

from table import DESKTOPS, KWIN, PLASMA, SWAY, situation

ON_ALL_WAYS_TO_BE_KEPT_AWAKE = (*DESKTOPS, PLASMA)
KEPT_AWAKE_IS_INPUT = {
    kind: "version 1 of ext-idle-notify, all that KWin has before 6.4 and sway before 1.11, tells of no pause while a "
          "window keeps the desktop awake: that nobody is there cannot be known"
    for kind in (KWIN, SWAY)
}


@situation("C1", "the first input after a break begins a bout")
def first_input(desk):
    desk.sits_down()
    last = desk.rests()
    desk.bout_ends(last, "no-input")
    desk.nothing_happens(0.5)
    back = desk.presses()
    over = desk.daemon.acted("break-over")
    began = desk.daemon.acted("bout-began")
    desk.about(began["at"], back, "when it began")
    desk.about(over["end"] - over["begin"], back - last, "how long the break was")


@situation("C2", "reading for a while is sitting")
def reading(desk):
    begun = desk.sits_down()
    desk.goes_idle()
    desk.types()
    desk.daemon.observed("input-resumed")
    desk.counted_all_but(0, begun)


@situation("C3", "a long pause ended the bout at the last input")
def long_pause(desk):
    begun = desk.sits_down()
    last = desk.rests()
    ended = desk.bout_ends(last, "no-input")
    desk.about(ended["begin"], begun, "which bout ended")
    desk.types()
    desk.daemon.acted("bout-began")


@situation("C4", "a short lock is neither counted nor a break")
def short_lock(desk):
    begun = desk.sits_down()
    desk.rests()
    locked = desk.locks()
    desk.nothing_happens()
    unlocked = desk.unlocks()
    desk.types()
    desk.counted_all_but(unlocked - locked, begun)


@situation("C5", "a long lock ended the bout when it began whatever the mouse did")
def long_lock(desk):
    desk.sits_down()
    locked = desk.locks()
    desk.rests()
    desk.nothing_happens()
    desk.presses()
    desk.bout_ends(locked, "locked")
    desk.presses()
    desk.nothing_happens()
    unlocked = desk.unlocks()
    desk.about(desk.daemon.acted("bout-began")["at"], unlocked, "when the next one began")


@situation("C6", "a short sleep is neither counted nor a break and its end shows nothing")
def short_sleep(desk):
    begun = desk.sits_down()
    desk.nothing_is_shown(desk.until(begun + 4.9))
    desk.rests()
    asleep = desk.sleeps()
    desk.nothing_happens(1.3)  # what is due meanwhile included
    awake = desk.wakes()
    desk.nothing_happens(0.3)
    desk.types()
    desk.daemon.observed("input-resumed")
    show = desk.daemon.acted("show")
    absent = desk.daemon.now_of("heart> show") - begun - show["sat"]
    # Until the first key after it nobody was seen; whether that was sitting the heart decides.
    desk.assertGreaterEqual(absent, awake - asleep - 0.5)
    desk.assertLessEqual(absent, awake - asleep + 2)
    desk.no_bout_has_ended()


@situation("C6", "a long sleep ended the bout when it began and its end begins none")
def long_sleep(desk):
    begun = desk.sits_down()
    desk.nothing_is_shown(desk.until(begun + 5))
    desk.rests()
    asleep = desk.sleeps()
    desk.bout_ends(asleep, "asleep")
    desk.wakes()
    desk.nothing_happens(1.5)
    back = desk.presses()
    desk.about(desk.daemon.acted("bout-began")["at"], back, "when the next one began")


@situation("C7", "a short time in another session is neither counted nor a break")
def short_switch(desk):
    begun = desk.sits_down()
    desk.rests()
    gone = desk.session_on_screen(False)
    desk.nothing_happens()
    back = desk.session_on_screen(True)
    desk.types()
    desk.counted_all_but(back - gone, begun)


@situation("C7", "a long time in another session ended the bout when it began")
def long_switch(desk):
    desk.sits_down()
    desk.rests()
    gone = desk.session_on_screen(False)
    desk.bout_ends(gone, "session-away")
    back = desk.session_on_screen(True)
    desk.about(desk.daemon.acted("bout-began")["at"], back, "when the next one began")


@situation("C7a", "a nudged mouse on the lock screen is absence")
def nudged_while_locked(desk):
    desk.sits_down()
    locked = desk.locks()
    desk.goes_idle()
    desk.presses()
    desk.daemon.observed("input-resumed")
    desk.bout_ends(locked, "locked")


@situation("C7a", "a video behind the lock screen is absence", ON_ALL_WAYS_TO_BE_KEPT_AWAKE)
def video_while_locked(desk):
    desk.sits_down()
    desk.rests()
    locked = desk.locks()
    desk.kept_awake()
    desk.bout_ends(locked, "locked")
    desk.nothing_happens()


@situation("C9", "who watches a video is seated all along", ON_ALL_WAYS_TO_BE_KEPT_AWAKE)
def watching(desk):
    begun = desk.sits_down()
    desk.kept_awake()
    desk.rests()
    desk.counted_all_but(0, begun)  # twice as long as a break
    desk.daemon.refuse("bout-ended", during=1)


@situation("C9", "the video's end begins the absence", ON_ALL_WAYS_TO_BE_KEPT_AWAKE)
def end_of_video(desk):
    begun = desk.sits_down(limit="1h")
    desk.kept_awake()
    desk.rests()
    desk.daemon.refuse("bout-ended", during=desk.until(begun + 5))
    over = desk.time()
    desk.kept_awake(False)
    ended = desk.daemon.acted("bout-ended")
    desk.assertGreaterEqual(ended["end"], over - 0.5)
    desk.assertLessEqual(ended["end"], over + 1)


@situation("C10", "what is kept awake for ever is nobody after a while", ON_ALL_WAYS_TO_BE_KEPT_AWAKE,
           lacks=KEPT_AWAKE_IS_INPUT)
def caffeine(desk):
    desk.sits_down(passive_limit="4s", limit="1h")
    desk.kept_awake()
    last = desk.rests()
    desk.bout_ends(last, "passive-limit")
    desk.assertGreaterEqual(desk.daemon.now_of("bout-ended") - last, 3.9)
    desk.nothing_happens()


@situation("C11", "a video that starts by itself brings nobody back", ON_ALL_WAYS_TO_BE_KEPT_AWAKE,
           lacks={SWAY: "with version 1 of ext-idle-notify a window that begins to keep the desktop awake is told as "
                        "input there"})
def video_by_itself(desk):
    desk.sits_down()
    last = desk.goes_idle()
    desk.nothing_happens(0.5)
    desk.kept_awake()
    desk.bout_ends(last, "no-input")
    desk.nothing_happens(1.5)


@situation("C12", "who stands and types on is not sitting and after a while has taken a break")
def standing(desk):
    desk.sits_down()
    stood_up = desk.is_reported("standing")
    desk.bout_ends(stood_up, "standing")
    desk.nothing_happens()
    desk.rests()
    desk.types()
    desk.daemon.refuse("bout-began", during=1)


@situation("C13", "who is reported sitting goes on with the bout after a short stand")
def short_stand(desk):
    begun = desk.sits_down()
    stood_up = desk.is_reported("standing")
    desk.nothing_is_shown(desk.until(stood_up + 1.5))
    sat_down = desk.is_reported("sitting")
    desk.counted_all_but(sat_down - stood_up, begun)


@situation("C13", "who is reported sitting after a long stand begins a bout")
def long_stand(desk):
    desk.sits_down()
    stood_up = desk.is_reported("standing")
    desk.bout_ends(stood_up, "standing")
    sat_down = desk.is_reported("sitting")
    desk.about(desk.daemon.acted("bout-began")["at"], sat_down, "when the next one began")


@situation("C14", "who is reported away is away while the mouse moves until the report ends")
def cat(desk):
    desk.sits_down()
    left = desk.is_reported("away", seconds=5)
    desk.bout_ends(left, "reported-away")
    began = desk.daemon.acted("bout-began")["at"]
    desk.about(began, left + 5, "when the next one began")


@situation("C15", "the bout survives a desktop that restarts")
def restart(desk):
    desk.sits_down(limit="1h", break_length="30s")
    for lives in (1, 2):
        desk.desktop.kill()
        desk.daemon.expect("warning: lost input .*; trying to get it back")
        desk.daemon.observed("source-lost")
        desk.desktop.start()
        desk.daemon.expect(desk.desktop.what_counts, within=25)
        desk.types()
        desk.daemon.observed("input-resumed")
        desk.assertEqual(desk.daemon.count("warning: lost"), lives, "said once each time")
    desk.assertEqual(desk.daemon.count("bout-(ended|began)"), 1, "the one that began")


@situation("C15", "a desktop that is gone for long ended the bout")
def gone(desk):
    desk.sits_down(limit="1h")
    desk.desktop.kill()
    lost = desk.daemon.observed("source-lost")[0]
    desk.daemon.expect("bout-ended .*how=source-lost", within=10)
    desk.assertGreaterEqual(desk.daemon.now_of("bout-ended") - lost, 2.9)
    desk.desktop.start()
    desk.daemon.expect(desk.desktop.what_counts, within=25)
    desk.types()
    desk.daemon.acted("bout-began")


@situation("C15", "a silent source is opened again when somebody unlocked")
def silent(desk):
    desk.sits_down(limit="1h", break_length="12s")
    desk.goes_idle()
    desk.locks()
    desk.unlocks()
    desk.daemon.expect("warning: lost input .*somebody was at this desk.*; trying to get it back", within=5)
    desk.daemon.expect(desk.desktop.what_counts)
    desk.types()
    desk.daemon.observed("input-resumed")
    desk.no_bout_has_ended()


@situation("C16", "without a source it counts from the start and says so")
def no_source(desk):
    desk.desktop.kill()
    desk.status_is_read()
    desk.server = desk.start_stand_in()
    desk.daemon = desk.start_daemon()
    desk.daemon.expect("counts by the clock alone: .*; trying again")
    begun = desk.daemon.acted("bout-began")["at"]
    desk.assertLess(begun - desk.daemon.started_at, 5, "when it began")
    desk.assertIn("by the clock alone", desk.status())
    show = desk.counted_all_but(0, begun)
    desk.assertGreaterEqual(show["sat"], 6)
    desk.desktop.start()
    desk.daemon.expect(desk.desktop.what_counts, within=25)
    desk.no_bout_has_ended()
