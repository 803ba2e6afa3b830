package org.penumbra.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class BandDetectorTest {

    @Test
    void a_label_is_the_same_in_every_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            BandDetector id = new BandDetector(new Band(4, "B05", FocalPlane.VNIR, 1296, 1276, 3, 2, Double.NaN, Double.NaN, Double.NaN), 3);
            assertThat(id.label()).isEqualTo("B05-D03");
        } finally {
            Locale.setDefault(before);
        }
    }
}
