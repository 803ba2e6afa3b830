package org.penumbra.report;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import org.apache.fontbox.util.autodetect.FontFileFinder;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Writes {@code report.pdf}: the page of {@code report.html}, paginated. The fonts are those of the machine: DejaVu where it is installed, else the
 * one that PDFBox brings, which has no bold face.
 */
final class ReportPdf {
    private static final String SANS = "Report Sans";
    private static final String MONO = "Report Mono";
    /** What the fonts of the page are called in the PDF. */
    private static final Map<String, String> FACES = Map.of("DejaVuSans.ttf", SANS, "DejaVuSans-Bold.ttf", SANS, "DejaVuSansMono.ttf", MONO);
    private static final String BUILT_IN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private ReportPdf() {
    }

    /** Whether the optional library is there. */
    static boolean available() {
        try {
            Class.forName("com.openhtmltopdf.pdfboxout.PdfRendererBuilder", false, ReportPdf.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Writes the same bytes for the same page, fonts and time.
     *
     * @param html a page of {@link ReportPage} for paper
     * @param produced UTC, when the report was made
     */
    static void write(String html, Instant produced, Path file) throws IOException {
        // it reports every rule of the page that is for browsers only
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.SEVERE));
        PdfRendererBuilder builder = new PdfRendererBuilder();
        Map<String, Path> faces = faces();
        faces.forEach((name, font) -> builder.useFont(font.toFile(), FACES.get(name), name.contains("Bold") ? 700 : 400, FontStyle.NORMAL, true));
        if (!faces.containsKey("DejaVuSans.ttf")) {
            builder.useFont(() -> PdfRendererBuilder.class.getResourceAsStream(BUILT_IN), SANS, 400, FontStyle.NORMAL, true);
        }
        builder.withProducer("penumbra");
        builder.withHtmlContent(html, null);
        try (PDDocument document = new PDDocument()) {
            builder.usePDDocument(document);
            try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
                renderer.createPDFWithoutClosing();
                Calendar time = GregorianCalendar.from(produced.atZone(ZoneOffset.UTC));
                document.getDocumentInformation().setCreationDate(time);
                document.getDocumentInformation().setModificationDate(time);
                document.setDocumentId(produced.toEpochMilli());
                document.save(file.toFile());
            }
        }
    }

    private static Map<String, Path> faces() {
        Map<String, Path> faces = new TreeMap<>();
        List<URI> fonts = new FontFileFinder().find();
        for (URI font : fonts) {
            Path path = Path.of(font);
            if (FACES.containsKey(path.getFileName().toString())) {
                faces.putIfAbsent(path.getFileName().toString(), path);
            }
        }
        return faces;
    }
}
