package io.octoswarm.agent.device;

import java.time.Duration;

/** One place where the system keeps its log. Thread-safe. */
interface LogSource {
    /** The errors of this last stretch of time. */
    LogReading errors(Duration last);
}
