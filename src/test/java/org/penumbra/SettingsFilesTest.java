package org.penumbra;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.defect.PixelOverrides;
import org.penumbra.analysis.gain.EventSettings;
import org.penumbra.analysis.response.ResponseSettings;
import org.penumbra.camel.ServiceSettings;
import org.penumbra.delivery.DeliverySettings;
import org.penumbra.history.JobSettings;
import org.penumbra.measure.MeasureSettings;
import org.penumbra.settings.Manual;
import org.penumbra.settings.Setting;
import org.penumbra.settings.Settings;

/**
 * The settings files of the installation are their own manual, made from the records that read them; {@code -Dpenumbra.renew=true} writes them anew.
 */
class SettingsFilesTest {
    private static final Path CONFIG = Path.of("config");

    /** Every settings record by the id that names its file. */
    static Map<String, Class<? extends Record>> records() {
        Map<String, Class<? extends Record>> records = new TreeMap<>(Map.of("delivery", DeliverySettings.class, "events", EventSettings.class,
                "jobs", JobSettings.class, "measure", MeasureSettings.class, "pixels", PixelOverrides.class, "response", ResponseSettings.class,
                "service", ServiceSettings.class));
        ServiceLoader.load(Analysis.class).forEach(analysis -> add(records, analysis));
        return records;
    }

    private static void add(Map<String, Class<? extends Record>> records, Analysis<?> analysis) {
        analysis.settings().ifPresent(type -> records.put(analysis.id(), type));
    }

    static Set<String> ids() {
        return records().keySet();
    }

    @Test
    void every_settings_record_has_a_file() {
        Set<Class<?>> described = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.penumbra").stream().filter(JavaClass::isRecord).map(JavaClass::reflect)
                .filter(type -> Stream.of(type.getRecordComponents()).anyMatch(component -> component.isAnnotationPresent(Setting.class)))
                .collect(Collectors.toSet());
        assertThat(described).isEqualTo(Set.copyOf(records().values()));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void a_settings_file_is_what_its_record_says(String id) throws IOException {
        Path file = CONFIG.resolve(id + ".yaml");
        String manual = Manual.yaml(id, records().get(id));
        if (Boolean.getBoolean("penumbra.renew")) {
            Files.writeString(file, manual);
        }
        assertThat(file).as("renew it: ./penumbra test -Dtest=SettingsFilesTest -Dpenumbra.renew=true").hasContent(manual);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void a_settings_file_holds_the_defaults(String id) {
        Class<? extends Record> type = records().get(id);
        assertThat(Settings.effective(Settings.read(type, CONFIG.resolve(id + ".yaml")))).isEqualTo(Settings.effective(Settings.defaults(type)));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void every_setting_has_unit_source_and_reason(String id) {
        assertThat(records().get(id).getRecordComponents()).isNotEmpty().allSatisfy((RecordComponent component) -> {
            Setting setting = component.getAnnotation(Setting.class);
            assertThat(setting.unit()).isNotBlank();
            assertThat(setting.source()).isNotBlank();
            assertThat(setting.why()).isNotBlank();
            assertThat(setting.min()).isLessThanOrEqualTo(setting.max());
        });
    }
}
