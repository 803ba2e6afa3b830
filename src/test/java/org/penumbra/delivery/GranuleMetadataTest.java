package org.penumbra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penumbra.ReferenceData;

/** Real granule metadata of level 1B. */
class GranuleMetadataTest {

    @Test
    void position_rows_and_degradation_of_a_real_granule_are_read() {
        GranuleMetadata granule = GranuleMetadata.read(ReferenceData.path(
                "samples/sen2vm/S2A_OPER_MTD_L1B_GR_DPRM_20140630T140000_S20200816T120229_D02.xml"));
        assertThat(granule.position()).contains(4609);
        assertThat(granule.rows()).isEqualTo(Map.of(10, 2304, 20, 1152, 60, 384));
        assertThat(granule.degradedPercentage()).contains(0.0);
    }

    @Test
    void the_files_of_a_granule_follow_from_its_identifier() {
        String id = "S2A_OPER_MSI_L1B_GR_DPRM_20140630T140000_S20200816T120229_D02_N05.00";
        assertThat(GranuleName.of(id)).hasValueSatisfying(name -> {
            assertThat(name.metadata()).isEqualTo("GRANULE/" + id + "/S2A_OPER_MTD_L1B_GR_DPRM_20140630T140000_S20200816T120229_D02.xml");
            assertThat(name.image("B8A"))
                    .isEqualTo("GRANULE/" + id + "/IMG_DATA/S2A_OPER_MSI_L1B_GR_DPRM_20140630T140000_S20200816T120229_D02_B8A.jp2");
            assertThat(name.detector()).isEqualTo(2);
        });
        assertThat(GranuleName.of(id + "/..")).isEqualTo(Optional.empty());
    }
}
