package org.penumbra.history;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;

/** Instants in JSON: UTC, ISO 8601, to the nanosecond. */
public final class Times extends SimpleModule {
    private static final long serialVersionUID = 1;

    public Times() {
        addSerializer(Instant.class, ToStringSerializer.instance);
        addDeserializer(Instant.class, new Time());
    }

    private static final class Time extends FromStringDeserializer<Instant> {
        private static final long serialVersionUID = 1;

        Time() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String text, DeserializationContext context) {
            return Instant.parse(text);
        }
    }
}
