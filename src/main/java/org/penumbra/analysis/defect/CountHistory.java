package org.penumbra.analysis.defect;

import java.util.List;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Past.Acquisition;

/**
 * How many pixels earlier acquisitions of this type listed.
 *
 * @param acquisitions earliest first; counts are among their values
 */
record CountHistory(List<Acquisition> acquisitions) {

    static CountHistory of(Dossier dossier) {
        return new CountHistory(dossier.past().acquisitions(dossier.product().spacecraft().unit(),
                dossier.product().type(), dossier.product().sensingStart()));
    }
}
