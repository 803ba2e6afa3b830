package org.penumbra.history;

import org.penumbra.settings.Setting;

/** Leases, retries and back-off of jobs and mails. */
public record JobSettings(
        @Setting(unit = "s", value = "60", min = 5, max = 3600, source = "project default",
                why = "how long after its owner was last heard of another node takes a job") int lease,
        @Setting(unit = "1", value = "2", max = 100, source = "project default",
                why = "how often a job that failed is tried again: a failure that repeats will not go away by itself") int retries,
        @Setting(unit = "s", value = "30", max = 86400, source = "project default",
                why = "time before the first retry; each later one waits twice as long") int backOff,
        @Setting(unit = "s", value = "3600", max = 604800, source = "project default", why = "longest time between two retries") int longestBackOff) {

    /** SQL that says whether a wait is over: its time has come, or is later than any wait can be, because the clock was set back meanwhile. */
    String waited(int longest) {
        return "next_attempt <= current_timestamp or next_attempt > current_timestamp + %d * interval '1' second".formatted(longest);
    }

    /** Time in s to wait after that many failures, 1 or more. */
    int wait(int failures) {
        return (int) Math.min(longestBackOff, (double) backOff * Math.pow(2, failures - 1.0));
    }
}
