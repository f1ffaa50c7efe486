package dev.darkroom.it;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** What cameras and programs write into photographs, which is nobody else's business. */
final class Metadata {

    private static final String MAKE = "Camera of Ansel";
    private static final String MODEL = "Serial number 4711";
    private static final String COMMENT = "Taken behind my house";
    private static final String XMP = "Half Dome from my balcony";
    private static final String IPTC = "Ansel, 1 Home Street";
    private static final String TEXT = "Seen by me alone";
    private static final String HIDDEN = "Compressed, and as private";
    /** 37° 44' 46.25" as three rationals. */
    private static final byte[] LATITUDE = ByteBuffer.allocate(24).putInt(37).putInt(1).putInt(44).putInt(1)
            .putInt(4625).putInt(100).array();

    private Metadata() {
    }

    /** All that {@link #into} writes, by what it is. */
    static Map<String, byte[]> secrets() {
        var secrets = new LinkedHashMap<String, byte[]>();
        secrets.put("position", LATITUDE);
        secrets.put("thumbnail", thumbnail());
        Map.of("make", MAKE, "model", MODEL, "comment", COMMENT, "XMP", XMP, "IPTC", IPTC, "text", TEXT)
                .forEach((name, text) -> secrets.put(name, bytes(text)));
        secrets.put("compressed text", deflated(HIDDEN));
        return secrets;
    }

    static byte[] intoJpeg(byte[] jpeg) {
        var file = new ByteArrayOutputStream();
        file.write(jpeg, 0, 2);
        segment(file, 0xE1, bytes("Exif\0\0"), exif());
        segment(file, 0xE1, bytes("http://ns.adobe.com/xap/1.0/\0"), bytes("<x:xmpmeta>" + XMP + "</x:xmpmeta>"));
        segment(file, 0xED, bytes("Photoshop 3.0\0" + "8BIM\4\4\0\0\0\0\0"), new byte[]{(byte) (IPTC.length() + 5)},
                new byte[]{0x1C, 2, 80, 0, (byte) IPTC.length()}, bytes(IPTC));
        segment(file, 0xFE, bytes(COMMENT));
        // of applications that nobody knows
        segment(file, 0xEB, bytes(TEXT));
        segment(file, 0xEC, deflated(HIDDEN));
        file.write(jpeg, 2, jpeg.length - 2);
        return file.toByteArray();
    }

    static byte[] intoPng(byte[] png) {
        var header = 8 + 25;
        var file = new ByteArrayOutputStream();
        file.write(png, 0, header);
        chunk(file, "eXIf", exif());
        chunk(file, "tEXt", bytes("Comment\0" + COMMENT));
        chunk(file, "tEXt", bytes("Raw profile type iptc\0" + IPTC));
        chunk(file, "iTXt", bytes("XML:com.adobe.xmp\0\0\0\0\0" + XMP));
        chunk(file, "zTXt", bytes("Author\0\0"), deflated(HIDDEN));
        chunk(file, "prIv", bytes(TEXT));
        file.write(png, header, png.length - header);
        return file.toByteArray();
    }

    /** Big-endian TIFF: camera and a pointer to the position, then a thumbnail. */
    private static byte[] exif() {
        var make = bytes(MAKE + "\0");
        var model = bytes(MODEL + "\0");
        var thumbnail = thumbnail();
        int position = 8 + 2 + 3 * 12 + 4;
        int small = position + 2 + 2 * 12 + 4;
        int data = small + 2 + 3 * 12 + 4;
        var tiff = ByteBuffer.allocate(data + make.length + model.length + LATITUDE.length + thumbnail.length);
        tiff.put(bytes("MM\0*")).putInt(8);
        tiff.putShort((short) 3);
        entry(tiff, 0x010F, 2, make.length, data);
        entry(tiff, 0x0110, 2, model.length, data + make.length);
        entry(tiff, 0x8825, 4, 1, position);
        tiff.putInt(small);
        tiff.putShort((short) 2);
        entry(tiff, 1, 2, 2, 'N' << 24);
        entry(tiff, 2, 5, 3, data + make.length + model.length);
        tiff.putInt(0);
        tiff.putShort((short) 3);
        entry(tiff, 0x0103, 3, 1, 6 << 16);
        entry(tiff, 0x0201, 4, 1, data + make.length + model.length + LATITUDE.length);
        entry(tiff, 0x0202, 4, 1, thumbnail.length);
        tiff.putInt(0);
        return tiff.put(make).put(model).put(LATITUDE).put(thumbnail).array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static byte[] thumbnail() {
        return Photographs.jpeg(16, 12);
    }

    private static byte[] deflated(String text) {
        var deflater = new Deflater();
        deflater.setInput(bytes(text));
        deflater.finish();
        var bytes = new byte[200];
        return ByteBuffer.allocate(deflater.deflate(bytes)).put(bytes, 0, (int) deflater.getBytesWritten()).array();
    }

    private static void segment(ByteArrayOutputStream jpeg, int marker, byte[]... parts) {
        var length = List.of(parts).stream().mapToInt(part -> part.length).sum() + 2;
        jpeg.writeBytes(new byte[]{(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length});
        List.of(parts).forEach(jpeg::writeBytes);
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(bytes(type));
        List.of(parts).forEach(content::writeBytes);
        var checksum = new CRC32();
        checksum.update(content.toByteArray());
        png.writeBytes(ByteBuffer.allocate(4).putInt(content.size() - 4).array());
        png.writeBytes(content.toByteArray());
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
