package org.penumbra.report;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.awt.Font;
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
import java.util.stream.Collectors;
import org.apache.fontbox.util.autodetect.FontFileFinder;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.penumbra.report.drawing.Drawing;
import org.w3c.dom.Element;

/**
 * Writes {@code report.pdf}: the page of {@code report.html}, paginated. The fonts are those of the machine: DejaVu where it is installed, else the
 * one that PDFBox brings, which has no bold face.
 */
final class ReportPdf {
    /** What Java calls the font of the figures. */
    private static final String SANS = Font.SANS_SERIF;
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
     * @param drawings its figures
     * @param produced UTC, when the report was made
     */
    static void write(String html, List<Drawing> drawings, Instant produced, Path file) throws IOException {
        // it reports every rule of the page that is for browsers only
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.SEVERE));
        PdfRendererBuilder builder = new PdfRendererBuilder();
        Map<String, Path> faces = faces();
        faces.forEach((name, font) -> builder.useFont(font.toFile(), FACES.get(name), name.contains("Bold") ? 700 : 400, FontStyle.NORMAL, true));
        if (!faces.containsKey("DejaVuSans.ttf")) {
            builder.useFont(() -> PdfRendererBuilder.class.getResourceAsStream(BUILT_IN), SANS, 400, FontStyle.NORMAL, true);
        }
        builder.useObjectDrawerFactory(new Figures(drawings.stream().collect(Collectors.toMap(Drawing::id, drawing -> drawing))));
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

    /** Draws each figure in vectors where the page has an {@code object} of its id. */
    private record Figures(Map<String, Drawing> byId) implements FSObjectDrawerFactory {
        @Override
        public boolean isReplacedObject(Element element) {
            return byId.containsKey(element.getAttribute("data"));
        }

        @Override
        public FSObjectDrawer createDrawer(Element element) {
            Drawing drawing = byId.get(element.getAttribute("data"));
            return (object, x, y, width, height, device, context, dotsPerPixel) -> {
                double wide = width / dotsPerPixel;
                double high = height / dotsPerPixel;
                device.drawWithGraphics((float) x, (float) y, (float) wide, (float) high, paper -> {
                    paper.scale(wide / drawing.width(), high / drawing.height());
                    drawing.ink().on(paper);
                });
                // without links
                return Map.of();
            };
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
