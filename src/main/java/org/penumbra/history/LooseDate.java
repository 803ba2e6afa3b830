package org.penumbra.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Dates as people write them into tables: every form of ISO 8601 that names a day, extended or basic, with {@code T} or a space before the
 * time. UTC where no offset is named, midnight where no time is.
 */
final class LooseDate {
    private static final List<DateTimeFormatter> FORMS = List.of(
            form(DateTimeFormatter.ISO_LOCAL_DATE, extendedTime()), form(DateTimeFormatter.ISO_ORDINAL_DATE, extendedTime()),
            form(DateTimeFormatter.ISO_WEEK_DATE, extendedTime()), form(basicDate(), basicTime()));

    private LooseDate() {
    }

    /** The instant that a text names, if it does; {@code UTC=} before it, as Earth Explorer headers write, is passed over. */
    static Optional<Instant> instant(String text) {
        String date = text.startsWith("UTC=") ? text.substring(4) : text;
        return FORMS.stream().flatMap(form -> parse(form, date).stream()).findFirst();
    }

    private static Optional<Instant> parse(DateTimeFormatter form, String text) {
        try {
            TemporalAccessor found = form.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return Optional.of(found instanceof OffsetDateTime moment ? moment.toInstant()
                    : found instanceof LocalDateTime moment ? moment.toInstant(ZoneOffset.UTC)
                    : LocalDate.from(found).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            // it has another form
            return Optional.empty();
        }
    }

    private static DateTimeFormatter form(DateTimeFormatter date, DateTimeFormatter time) {
        return new DateTimeFormatterBuilder().parseCaseInsensitive().append(date).optionalStart().appendPattern("['T'][' ']").append(time)
                .optionalStart().appendOffset("+HH:MM", "Z").optionalEnd().optionalStart().appendOffset("+HHMM", "Z").optionalEnd()
                .optionalStart().appendOffset("+HH", "Z").toFormatter(Locale.ROOT);
    }

    private static DateTimeFormatter extendedTime() {
        return DateTimeFormatter.ISO_LOCAL_TIME;
    }

    /** Without the zone that {@link DateTimeFormatter#BASIC_ISO_DATE} takes. */
    private static DateTimeFormatter basicDate() {
        return DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    }

    private static DateTimeFormatter basicTime() {
        return DateTimeFormatter.ofPattern("HHmm[ss]", Locale.ROOT);
    }
}
