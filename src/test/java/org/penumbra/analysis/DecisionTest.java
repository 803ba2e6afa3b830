package org.penumbra.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.analysis.Dossier.Outcome;

class DecisionTest {
    private static final Section SECTION = new Section("one", "One", new Section.MethodCard(List.of("It is counted."), List.of()), List.of(), List.of());

    private record Decided(Optional<Decision> decision) implements Result {
        @Override
        public Object summary() {
            return Map.of();
        }
    }

    private static Outcome outcome(Decision decision, String... types) {
        return new Outcome(new Decided(Optional.ofNullable(decision)),
                Stream.of(types).map(type -> new Candidate(type, type + ".xml", "It changes.", file -> { })).toList(), SECTION);
    }

    @Test
    void a_product_ends_in_the_gravest_decision_of_its_analyses() {
        assertThat(Decision.of(List.of(outcome(Decision.NO_CHANGE), outcome(Decision.EXPERT), outcome(Decision.NOT_JUDGED)))).contains(Decision.EXPERT);
        assertThat(Decision.of(List.of(outcome(Decision.NOT_JUDGED), outcome(null)))).contains(Decision.NOT_JUDGED);
    }

    @ParameterizedTest
    @CsvSource({"R2DEPI, GROUND_CANDIDATE", "R2NOMO, GROUND_CANDIDATE", "R2SWIR, EXPERT"})
    void a_proposed_file_is_a_decision_and_one_that_changes_what_is_read_out_on_board_is_for_an_expert(String type, Decision decision) {
        assertThat(Decision.of(List.of(outcome(Decision.NO_CHANGE), outcome(null, type)))).contains(decision);
    }

    @Test
    void nothing_is_decided_where_no_analysis_decides() {
        assertThat(Decision.of(List.of(outcome(null)))).isEmpty();
    }
}
