/**
 * What arrives in a drop directory: when it is ready, whether it is intact, and what it says about itself.
 *
 * <p>{@link org.penumbra.delivery.DropDirectory} lists deliveries, {@link org.penumbra.delivery.ReadinessCheck} says when one may be
 * claimed, {@link org.penumbra.delivery.DeliveryOpener} turns it into a verified {@link org.penumbra.delivery.Product}. Pixels are never read here.
 */
package org.penumbra.delivery;
