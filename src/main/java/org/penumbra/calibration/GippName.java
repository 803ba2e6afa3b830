package org.penumbra.calibration;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a GIPP file without suffix: {@code S2A_OPER_GIP_R2EQOG_MPC__20200310T092737_V20200317T000000_21000101T000000_B8A} (DOMAIN C.4).
 *
 * @param unit {@code S2A} to {@code S2D}, or {@code S2_} for all
 * @param type six characters, {@code R2EQOG}
 * @param site centre that made it, four characters, {@code MPC_}
 * @param created UTC, whole seconds
 * @param start first instant of its validity, UTC, whole seconds
 * @param stop end of its validity (not part of it), UTC; {@link Instant#MAX} for the {@code 99999999T999999} of before 2018
 * @param band {@code B00} where the file is of all bands, else {@code B01} to {@code B12}, {@code B8A}
 */
public record GippName(String unit, String type, String site, Instant created, Instant start, Instant stop, String band) {
    /** The open end of a validity since 2018. */
    public static final Instant OPEN_END = Instant.parse("2100-01-01T00:00:00Z");

    private static final String EVER = "99999999T999999";
    private static final Pattern PATTERN = Pattern.compile(
            "(S2[A-D_])_OPER_GIP_([A-Z0-9]{6})_([A-Z0-9_]{4})_(\\d{8}T\\d{6})_V(\\d{8}T\\d{6})_(\\d{8}T\\d{6})_(B(?:0\\d|1[0-2]|8A))");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss")
            .withResolverStyle(ResolverStyle.STRICT).withZone(ZoneOffset.UTC);

    /** The name in its parts; empty where it is not the name of a GIPP. */
    public static Optional<GippName> parse(String name) {
        Matcher matcher = PATTERN.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new GippName(matcher.group(1), matcher.group(2), matcher.group(3), time(matcher.group(4)),
                    time(matcher.group(5)), time(matcher.group(6)), matcher.group(7)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether its validity holds the instant. */
    public boolean holds(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(stop);
    }

    /** The name as a file carries it, without suffix. */
    @Override
    public String toString() {
        return "%s_OPER_GIP_%s_%s_%s_V%s_%s_%s".formatted(unit, type, site, TIME.format(created), TIME.format(start),
                stop.equals(Instant.MAX) ? EVER : TIME.format(stop), band);
    }

    private static Instant time(String text) {
        return text.equals(EVER) ? Instant.MAX : LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    }
}
