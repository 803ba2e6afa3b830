package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Store, PDF, charts, scheduler and mail are optional: an integrator needs Camel, our jar and what it cannot do without. */
class DeliveryComponentAloneTest {
    private static final Pattern NEEDED = Pattern.compile("camel-(api|base|bean|core|direct|dsl|main|management-api|seda|support|util|xml|yaml)-.*"
            + "|slf4j-api.*|gdal-.*|commons-math3-.*|commons-(compress|io|lang3|codec)-.*|jackson-.*|snakeyaml-.*|classes|test-classes");
    @TempDir
    Path temporary;

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(File::new)
                .filter(entry -> NEEDED.matcher(entry.getName()).matches()).map(DeliveryComponentAloneTest::url).toArray(URL[]::new);
    }

    private static URL url(File file) {
        try {
            return file.toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void it_watches_without_any_optional_library() throws Exception {
        Drop drop = new Drop(temporary.resolve("drop"));
        drop.safe("P1.SAFE");
        Drop.done(drop.archive("P2.zip"));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader little = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(little);
            var route = (Function<Path, List<String>>) little.loadClass(Alone.class.getName()).getConstructor().newInstance();
            assertThat(route.apply(drop.root())).containsExactly("P1.SAFE", "P2.zip");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
