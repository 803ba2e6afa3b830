package org.penumbra.history;

import java.nio.file.Path;
import org.penumbra.settings.Settings;

/** Commits one job after the other and says so after each; a test kills it. It ends by itself after many. */
final class CommitsUntilKilled {
    static final String COMMITTED = "committed ";
    private static final int MOST = 20_000;

    private CommitsUntilKilled() {
    }

    public static void main(String[] arguments) {
        Store store = Store.open(arguments[0], Database.USER, Database.PASSWORD);
        SqlJobs jobs = new SqlJobs(store, "child", Settings.defaults(JobSettings.class));
        for (int i = 0; i < MOST; i++) {
            System.out.println(COMMITTED + jobs.begin(Path.of("delivery " + i)).id());
        }
        Runtime.getRuntime().halt(0);
    }
}
