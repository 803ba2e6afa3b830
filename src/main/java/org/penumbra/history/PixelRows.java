package org.penumbra.history;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.penumbra.analysis.Result.PixelComparison;

/**
 * The columns of the pixel table (FORMATS 4), and the table function {@code pixel_rows(source)} that hands blocks of pixels to DuckDB
 * as rows, so that a table is written as it is made and never held whole.
 */
final class PixelRows implements DuckDBTableFunction<Long, PixelRows.Source, Void> {
    private static final List<Column> COLUMNS = List.of(
            text("unit", PixelBlock::unit),
            text("band", block -> block.measurement().id().band().name()),
            small("detector", (block, pixel) -> block.measurement().id().detector()),
            small("column", PixelBlock::column),
            small("line_of_cycle", PixelBlock::lineOfCycle),
            new Column("blind", boolean.class, (vector, row, block, pixel, count) -> {
                for (int i = 0; i < count; i++) {
                    vector.setBoolean(row + i, block.measurement().blind(block.column(pixel + i)));
                }
            }),
            count("n", block -> block.whole().n()),
            real("mean", block -> block.whole().mean()),
            compared("u", PixelComparison::u),
            real("std", block -> block.whole().std()),
            real("median", block -> block.whole().median()),
            real("mad", block -> block.whole().mad()),
            real("min", block -> block.whole().min()),
            real("max", block -> block.whole().max()),
            count("n_clipped", block -> block.whole().clipped()),
            count("n_saturated", block -> block.whole().saturated()),
            real("noise", block -> block.whole().noise()),
            count("n_pairs", block -> block.whole().pairs()),
            real("first_half_mean", block -> block.measurement().halves().first()),
            real("second_half_mean", block -> block.measurement().halves().second()),
            compared("reference", PixelComparison::reference),
            compared("change", PixelComparison::change));

    private final Map<Long, Source> sources = new ConcurrentHashMap<>();
    private final AtomicLong lastSource = new AtomicLong();

    /** Makes the function known to a database, once. */
    void register(Connection database) throws SQLException {
        try (var builder = DuckDBFunctions.tableFunction()) {
            builder.withName("pixel_rows").withParameter(long.class).withFunction(this).register(database);
        }
    }

    /** Something done with the table of the blocks, whose SQL expression it is given. */
    interface Use {
        void of(String table) throws SQLException;
    }

    /** Lets a query read the blocks as a table, once, in their order; what goes wrong in making a block is thrown as it is. */
    void table(Iterator<PixelBlock> blocks, Use use) throws SQLException {
        long id = lastSource.incrementAndGet();
        Source source = new Source(blocks);
        sources.put(id, source);
        try {
            use.of("pixel_rows(%d)".formatted(id));
        } catch (SQLException e) {
            if (source.failure != null) {
                source.failure.addSuppressed(e);
                throw source.failure;
            }
            throw e;
        } finally {
            sources.remove(id);
        }
    }

    @Override
    public Long bind(DuckDBTableFunctionBindInfo info) {
        COLUMNS.forEach(column -> info.addResultColumn(column.name(), column.type()));
        return info.getParameter(0).getLong();
    }

    @Override
    public Source init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        return sources.get(info.<Long>getBindData());
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
        Source source = info.getInitData();
        try {
            return source.fill(chunk);
        } catch (RuntimeException e) {
            source.failure = e;
            throw e;
        }
    }

    /** Blocks on their way into a table. */
    static final class Source {
        private final Iterator<PixelBlock> blocks;
        private PixelBlock block;
        private int pixel;
        private volatile RuntimeException failure;

        private Source(Iterator<PixelBlock> blocks) {
            this.blocks = blocks;
        }

        private int fill(DuckDBDataChunkWriter chunk) {
            int rows = 0;
            int room = (int) chunk.capacity();
            while (rows < room && (block != null || blocks.hasNext())) {
                if (block == null) {
                    block = blocks.next();
                    pixel = 0;
                }
                int count = Math.min(room - rows, block.size() - pixel);
                for (int column = 0; column < COLUMNS.size(); column++) {
                    COLUMNS.get(column).cells().write(chunk.vector(column), rows, block, pixel, count);
                }
                rows += count;
                pixel += count;
                block = pixel == block.size() ? null : block;
            }
            return rows;
        }
    }

    /** One column of the table. */
    private record Column(String name, Class<?> type, Cells cells) {
    }

    /** Writes the values of consecutive pixels into consecutive rows. */
    private interface Cells {
        void write(DuckDBWritableVector vector, int row, PixelBlock block, int pixel, int count);
    }

    /** A small number of a pixel. */
    private interface Small {
        int of(PixelBlock block, int pixel);
    }

    private static Column text(String name, Function<PixelBlock, String> value) {
        return new Column(name, String.class, (vector, row, block, pixel, count) -> {
            // one call for all rows: DuckDB locks at each
            byte[][] texts = new byte[count][];
            Arrays.fill(texts, value.apply(block).getBytes(StandardCharsets.UTF_8));
            vector.setStringUtf8Batch(row, texts);
        });
    }

    private static Column small(String name, Small value) {
        return new Column(name, short.class, (vector, row, block, pixel, count) -> {
            for (int i = 0; i < count; i++) {
                vector.setShort(row + i, (short) value.of(block, pixel + i));
            }
        });
    }

    private static Column count(String name, Function<PixelBlock, int[]> values) {
        return new Column(name, int.class, (vector, row, block, pixel, count) -> {
            int[] counts = values.apply(block);
            for (int i = 0; i < count; i++) {
                vector.setInt(row + i, counts[pixel + i]);
            }
        });
    }

    private static Column compared(String name, Function<PixelComparison, double[]> values) {
        return real(name, block -> block.comparison() == null ? null : values.apply(block.comparison()));
    }

    private static Column real(String name, Function<PixelBlock, double[]> values) {
        return new Column(name, double.class, (vector, row, block, pixel, count) -> {
            double[] numbers = values.apply(block);
            for (int i = 0; i < count; i++) {
                if (numbers != null && Double.isFinite(numbers[pixel + i])) {
                    vector.setDouble(row + i, numbers[pixel + i]);
                } else {
                    vector.setNull(row + i);
                }
            }
        });
    }
}
