package org.penumbra.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.penumbra.delivery.Trees;
import org.penumbra.finding.FindingCode;
import org.penumbra.finding.Refusal;

/** The jars of {@code plugins/}, with what a class loader would pass over in silence refused. */
final class Plugins {
    private static final String CLASS = ".class";

    private Plugins() {
    }

    /**
     * A class loader of this program and of the jars in a directory.
     *
     * @throws Refusal ROUTE-205 when a jar cannot be read, ROUTE-206 when one brings a finding code that there is already
     */
    static ClassLoader loader(Path directory) {
        ClassLoader own = Plugins.class.getClassLoader();
        List<Path> jars = Trees.entries(directory).stream().filter(file -> file.toString().endsWith(".jar")).toList();
        if (jars.isEmpty()) {
            return own;
        }
        Map<String, String> codes = new HashMap<>();
        // ours are in enums that are named so
        add(codes, classes(home()).filter(name -> name.startsWith("org.penumbra.") && name.endsWith("Code")), own);
        ClassLoader loader = new URLClassLoader("plugins", jars.stream().map(Plugins::url).toArray(URL[]::new), own);
        jars.forEach(jar -> add(codes, classes(jar), loader));
        return loader;
    }

    /** Adds the finding codes of classes to those that are known, each with the name of its class. */
    private static void add(Map<String, String> codes, Stream<String> classes, ClassLoader loader) {
        classes.forEach(name -> {
            for (FindingCode code : codes(name, loader)) {
                String other = codes.putIfAbsent(code.code(), name);
                if (other != null && !other.equals(name)) {
                    throw new Refusal(RouteCode.SAME_CODE, name, code.code(), other);
                }
            }
        });
    }

    private static FindingCode[] codes(String name, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            return type.isEnum() && FindingCode.class.isAssignableFrom(type) ? (FindingCode[]) type.getEnumConstants() : new FindingCode[0];
        } catch (ClassNotFoundException | LinkageError e) {
            // a class that lacks a library is no enum of codes
            return new FindingCode[0];
        }
    }

    /** Names of the classes in a jar or a directory. */
    private static Stream<String> classes(Path place) {
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.walk(place)) {
                return names(files.map(file -> place.relativize(file).toString()).toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        try (JarFile jar = new JarFile(place.toFile())) {
            return names(jar.stream().map(entry -> entry.getName()).toList());
        } catch (IOException e) {
            throw new Refusal(RouteCode.PLUGIN_UNREADABLE, List.of(), e, place, Failure.words(e));
        }
    }

    private static Stream<String> names(List<String> files) {
        return files.stream().filter(file -> file.endsWith(CLASS)).map(file -> file.substring(0, file.length() - CLASS.length()).replace('/', '.'));
    }

    /** The jar or directory that this program was loaded from. */
    private static Path home() {
        try {
            return Path.of(Plugins.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
