package org.penumbra.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far long work is: a bar on a terminal, a plain line for every tenth of it elsewhere. */
final class Progress implements AutoCloseable {
    private final String task;
    private ProgressBar bar;

    /** @param task what is being done, one word */
    Progress(String task) {
        this.task = task;
    }

    /** {@code done} of {@code of} steps are done; called by any thread. */
    synchronized void step(int done, int of) {
        if (System.console() == null) {
            if (done * 10L / of != (done - 1) * 10L / of) {
                System.err.printf("%s: %d of %d%n", task, done, of);
            }
        } else {
            if (bar == null) {
                bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(of).setStyle(ProgressBarStyle.ASCII).build();
            }
            bar.stepTo(done);
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
