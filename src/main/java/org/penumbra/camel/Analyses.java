package org.penumbra.camel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.BiConsumer;
import org.apache.camel.CamelContext;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.defect.PixelOverrides;
import org.penumbra.analysis.gain.EventSettings;
import org.penumbra.analysis.response.ResponseSettings;
import org.penumbra.delivery.DeliveryOpener;
import org.penumbra.delivery.DeliverySettings;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Instruments;
import org.penumbra.measure.MeasureSettings;

/** The analyses on the class path and in {@code plugins/}, and how routes come to call them by their ids: those of Penumbra as those of anybody. */
public final class Analyses {
    private final List<Analysis<?>> analyses;

    /**
     * Finds the analyses, and reads every setting of theirs: a wrong value stops the program instead of products.
     *
     * @param plugins directory whose jars are looked into
     * @throws Refusal SETTINGS-1xx when a file of settings does not fit; ROUTE-204 to 206 when a plugin does not fit
     */
    Analyses(Path plugins, AnalysisSettings settings, Instruments instruments) {
        analyses = find(plugins);
        analyses.forEach(analysis -> analysis.settings().ifPresent(type -> settings.of(analysis.id(), type)));
        settings.of("events", EventSettings.class);
        settings.of("response", ResponseSettings.class);
        settings.of("pixels", PixelOverrides.class).require(instruments);
    }

    /**
     * Binds into any Camel application what a route needs to analyse deliveries: the bean {@code measure-delivery}, which puts a dossier in
     * the place of a delivery, each analysis under its id, and {@code other-analyses} for a routing slip over those that the route has not named.
     *
     * @param rooms an installation with its {@code config/}, and a home with {@code calibration/},
     *     {@code work/} and, if any, {@code config/} and {@code plugins/}
     * @param past earlier acquisitions; {@link Past#NONE} where there are none
     * @throws Refusal SETTINGS-1xx or INSTRUMENT-1xx when a file of the configuration does not fit; ROUTE-204 to 206 when a plugin does not fit
     */
    public static void bind(CamelContext camel, Rooms rooms, Past past) {
        Instruments instruments = Instruments.load(rooms.instruments());
        AnalysisSettings settings = new AnalysisSettings(rooms.configuration());
        Analyses analyses = new Analyses(rooms.plugins(), settings, instruments);
        DeliveryOpener opener = new DeliveryOpener(instruments, settings.of("delivery", DeliverySettings.class));
        settings.of("measure", MeasureSettings.class);
        camel.getRegistry().bind("measure-delivery", new MeasureDelivery(opener, rooms, past, settings));
        analyses.bind(camel.getRegistry()::bind);
    }

    /** Binds each analysis under its id, and {@code other-analyses}. */
    void bind(BiConsumer<String, Object> registry) {
        analyses.forEach(analysis -> registry.accept(analysis.id(), new AnalysisProcessor(analysis)));
        registry.accept("other-analyses", new OtherAnalyses(analyses));
    }

    /** The analyses of this installation and of the jars in a directory, in the order of their ids. */
    private static List<Analysis<?>> find(Path plugins) {
        List<Analysis<?>> analyses = new ArrayList<>();
        try {
            ServiceLoader.load(Analysis.class, Plugins.loader(plugins)).forEach(analyses::add);
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new Refusal(RouteCode.PLUGIN_UNREADABLE, List.of(), e, plugins, Failure.words(e));
        }
        analyses.sort((one, other) -> one.id().compareTo(other.id()));
        for (int i = 1; i < analyses.size(); i++) {
            // bound under one name, the second would take the place of the first
            if (analyses.get(i).id().equals(analyses.get(i - 1).id())) {
                throw new Refusal(RouteCode.SAME_ID, analyses.get(i).id(),
                        analyses.get(i - 1).getClass().getName(), analyses.get(i).getClass().getName());
            }
        }
        return analyses;
    }
}
