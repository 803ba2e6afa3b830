package org.penumbra.report.drawing;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.DefaultImageHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.penumbra.analysis.Figure;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Draws figures; equal descriptions give equal bytes on machines with the same fonts. */
public final class Drawings {
    private static final int SHARP = 2;
    /** Decimals of a coordinate in SVG: a tenth of a pixel. */
    private static final int PRECISION = 1;

    /** Fonts as wide as the one that texts were measured with on Debian, so that aligned labels stay aligned elsewhere. */
    private static final String FONTS = "font-family:'DejaVu Sans',Verdana,sans-serif";

    private Drawings() {
    }

    /** Draws figures side by side on all processors; the answers are in their order. */
    public static List<Drawing> of(List<Figure> figures) {
        return figures.parallelStream().map(Drawings::of).toList();
    }

    /** Draws one figure. */
    public static Drawing of(Figure figure) {
        Sheet sheet = sheet(figure);
        return new Drawing(figure.id(), figure.title(), figure.caption(), svg(sheet), png(sheet), sheet.width(), sheet.height(), sheet::draw);
    }

    private static Sheet sheet(Figure figure) {
        if (figure instanceof Figure.Curves curves) {
            return Lines.sheet(curves);
        }
        if (figure instanceof Figure.Series series) {
            return Lines.sheet(series);
        }
        if (figure instanceof Figure.Map map) {
            return Maps.sheet(map);
        }
        if (figure instanceof Figure.Histogram histogram) {
            return Histograms.sheet(histogram);
        }
        return Tornado.sheet((Figure.Bars) figure);
    }

    private static byte[] png(Sheet sheet) {
        BufferedImage image = new BufferedImage(sheet.width() * SHARP, sheet.height() * SHARP, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.scale(SHARP, SHARP);
        sheet.draw(g);
        g.dispose();
        return png(image);
    }

    /** A fast compression: the deflater at its default spends more time than all drawing, for a tenth of the size. */
    private static byte[] png(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(0.7f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException("an image cannot be encoded in memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] svg(Sheet sheet) {
        SVGGraphics2D g = new SVGGraphics2D(context(), false);
        sheet.draw(g);
        Element root = g.getRoot();
        root.setAttributeNS(null, "role", "img");
        root.setAttributeNS(null, "aria-label", sheet.title());
        root.setAttributeNS(null, "width", Integer.toString(sheet.width()));
        root.setAttributeNS(null, "height", Integer.toString(sheet.height()));
        root.setAttributeNS(null, "viewBox", "0 0 " + sheet.width() + " " + sheet.height());
        StringWriter out = new StringWriter();
        try {
            g.stream(root, out, true, true);
        } catch (IOException e) {
            throw new UncheckedIOException("an SVG cannot be written in memory", e);
        }
        // without the document type, which points to a file on the network
        String text = out.toString().replace("font-family:sans-serif", FONTS);
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text.substring(text.indexOf("<svg"))).getBytes(StandardCharsets.UTF_8);
    }

    private static SVGGeneratorContext context() {
        try {
            Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
            SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
            context.setComment(null);
            context.setPrecision(PRECISION);
            context.setImageHandler(new InlineImages());
            return context;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform has an XML document builder", e);
        }
    }

    /** Puts images into the SVG itself. */
    private static final class InlineImages extends DefaultImageHandler {
        @Override
        protected void handleHREF(Image image, Element element, SVGGeneratorContext context) {
            String data = Base64.getEncoder().encodeToString(png((BufferedImage) image));
            element.setAttributeNS(XLINK_NAMESPACE_URI, XLINK_HREF_QNAME, "data:image/png;base64," + data);
        }
    }
}
