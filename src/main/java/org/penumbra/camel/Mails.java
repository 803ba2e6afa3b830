package org.penumbra.camel;

import java.util.List;
import org.penumbra.history.Mail;
import org.penumbra.report.Reason;

/** Who is told of what becomes of a job. */
interface Mails {
    /** For products that are named by hand: who does that looks at the result. */
    Mails NONE = new Mails() {
        @Override
        public List<Mail> published(String job) {
            return List.of();
        }

        @Override
        public void refused(String job, Reason reason) {
            // who named the product is told where the command ends
        }
    };

    /** The mails about the report of a job. */
    List<Mail> published(String job);

    /** Tells the operator, once, that the product of a job is refused. */
    void refused(String job, Reason reason);
}
