package org.penumbra.camel;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Refusal;
import org.penumbra.finding.Severity;
import org.penumbra.history.ProcessedProduct;
import org.penumbra.report.Verdict;
import org.penumbra.settings.YamlWords;

/**
 * Who is told of what: {@code config/subscriptions.yaml}.
 *
 * @param sender address that mails come from
 * @param operator addresses that are told of what concerns no single report
 * @param subscriptions who is told of reports
 */
record Subscriptions(@JsonProperty(required = true) String sender, List<String> operator, List<Subscription> subscriptions) {
    private static final YAMLMapper YAML = YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    Subscriptions {
        operator = List.copyOf(Objects.requireNonNullElse(operator, List.of()));
        subscriptions = List.copyOf(Objects.requireNonNullElse(subscriptions, List.of()));
    }

    /**
     * One group of recipients.
     *
     * @param group its name: part of each Message-ID
     * @param recipients addresses
     * @param units short names of spacecraft; empty for all
     * @param types labels of acquisition types; empty for all
     * @param severity the least that is worth a mail; WARNING when it is left out
     */
    record Subscription(@JsonProperty(required = true) String group, @JsonProperty(required = true) List<String> recipients, Set<String> units,
                        Set<String> types, Severity severity) {
        Subscription {
            units = Set.copyOf(Objects.requireNonNullElse(units, Set.of()));
            types = Set.copyOf(Objects.requireNonNullElse(types, Set.of()));
            severity = Objects.requireNonNullElse(severity, Severity.WARNING);
        }

        boolean fits(ProcessedProduct product) {
            return (units.isEmpty() || units.contains(product.unit())) && (types.isEmpty() || types.contains(product.type().label()))
                    && severity(product.verdict()).compareTo(severity) >= 0;
        }

        /** A product that must not be used concerns everybody who would hear of an alarm. */
        private static Severity severity(String verdict) {
            return switch (Verdict.valueOf(verdict)) {
                case OK -> Severity.INFO;
                case WARNING -> Severity.WARNING;
                case ALARM, UNUSABLE -> Severity.ALARM;
            };
        }
    }

    /** The file of the last directory that has one. @throws Refusal MAIL-101 when it does not fit */
    static Subscriptions read(List<Path> configuration) {
        Path file = configuration.stream().map(directory -> directory.resolve("subscriptions.yaml")).filter(Files::exists)
                .reduce((first, second) -> second).orElseThrow(() -> new Refusal(MailCode.SUBSCRIPTIONS, "subscriptions.yaml", "it is not there"));
        try {
            Subscriptions read = YAML.readValue(file.toFile(), Subscriptions.class);
            read.check(file);
            return read;
        } catch (JsonProcessingException e) {
            throw new Refusal(MailCode.SUBSCRIPTIONS, List.of(), e, file, YamlWords.located(e) + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(Path file) {
        Set<String> groups = new HashSet<>();
        for (Subscription subscription : subscriptions) {
            if (!GROUP.matcher(subscription.group()).matches() || !groups.add(subscription.group())) {
                throw new Refusal(MailCode.SUBSCRIPTIONS, file, "group '%s' is not a name, or is there twice".formatted(subscription.group()));
            }
            if (subscription.recipients().isEmpty()) {
                throw new Refusal(MailCode.SUBSCRIPTIONS, file, "group '%s' has no recipients".formatted(subscription.group()));
            }
            subscription.types().stream().filter(type -> AcquisitionType.ofLabel(type).isEmpty()).findFirst().ifPresent(type -> {
                throw new Refusal(MailCode.SUBSCRIPTIONS, file, "'%s' is not an acquisition type".formatted(type));
            });
        }
    }
}
