package org.penumbra.camel;

import org.apache.camel.spi.Metadata;

/** Headers that the consumer sets. */
public final class DeliveryConstants {
    @Metadata(label = "consumer", description = "Time-ordered id of the job; the delivery lies in a folder of this name.", javaType = "String",
            important = true)
    public static final String JOB_ID = Job.ID;
    @Metadata(label = "consumer",
            description = "Id of the product, where it is known without opening the delivery: a .SAFE directory has it in its name.",
            javaType = "String")
    public static final String PRODUCT_ID = Job.PRODUCT_ID;
    @Metadata(label = "consumer", description = "The acquisition type that the folder asserts (night-ocean, sun-diffuser, nominal); "
            + "absent where none is asserted. Only opening the delivery proves it.", javaType = "String")
    public static final String ACQUISITION_TYPE = Job.ACQUISITION_TYPE;

    private DeliveryConstants() {
    }
}
