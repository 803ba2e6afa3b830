package org.penumbra.analysis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import org.penumbra.delivery.Datastrip.Temperature;
import org.penumbra.delivery.Product;

/**
 * Mean temperatures of one acquisition in °C by sensor, implausible ones left out (METHODS 0).
 *
 * @param means mean over the strip by sensor, for example {@code FPA VNIR}, in °C
 * @param implausible the first implausible reading of each sensor that has one
 */
public record Temperatures(Map<String, Double> means, Map<String, Double> implausible) {

    /**
     * @param lowest smallest plausible value in °C
     * @param highest largest plausible value in °C
     */
    public static Temperatures of(Product product, double lowest, double highest) {
        Map<String, Double> means = new TreeMap<>();
        Map<String, Double> implausible = new TreeMap<>();
        Map<String, List<Temperature>> sensors = product.datastrip().map(datastrip -> datastrip.temperatures().stream()
                .filter(temperature -> temperature.unit() != null && temperature.unit().endsWith("C"))
                .collect(Collectors.groupingBy(Temperature::sensor, TreeMap::new, Collectors.toList())))
                .orElse(new TreeMap<>());
        sensors.forEach((sensor, readings) -> {
            DoublePredicate plausible = value -> value >= lowest && value <= highest;
            readings.stream().mapToDouble(Temperature::value).filter(plausible.negate()).findFirst()
                    .ifPresent(value -> implausible.put(sensor, value));
            readings.stream().mapToDouble(Temperature::value).filter(plausible).average().ifPresent(mean -> means.put(sensor, mean));
        });
        return new Temperatures(means, implausible);
    }
}
