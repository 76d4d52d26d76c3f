package cn.qingzhuang.engine.fill.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A zip archive whose parts can be replaced while every other part keeps its bytes, compressed data and headers alike.
 *
 * <p>The archive is taken apart by its central directory. An untouched entry is copied from its local header up to the
 * next entry, so data descriptors and extra fields stay as they were. ZIP64 is not handled: the gate refuses such sizes.
 */
final class ZipPatch {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int LOCAL_HEADER = 30;
    private static final int CENTRAL_HEADER = 46;
    private static final int END_RECORD = 22;
    private static final int DEFLATED = 8;
    private static final int HAS_DESCRIPTOR = 8;

    private final ByteBuffer bytes;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final int centralStart;
    private final int end;

    private record Entry(String name, int central, int centralLength, int local, int method, int packed, int size) {}

    ZipPatch(byte[] archive) {
        bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        end = findEnd();
        centralStart = bytes.getInt(end + 16);
        int count = Short.toUnsignedInt(bytes.getShort(end + 10));
        int at = centralStart;
        for (int i = 0; i < count; i++) {
            Entry entry = readCentral(at);
            entries.put(entry.name, entry);
            at += entry.centralLength;
        }
    }

    private int findEnd() {
        for (int at = bytes.capacity() - END_RECORD; at >= 0; at--) {
            if (bytes.getInt(at) == END_SIGNATURE) {
                return at;
            }
        }
        throw new IllegalArgumentException("not a zip archive");
    }

    private Entry readCentral(int at) {
        if (bytes.getInt(at) != CENTRAL_SIGNATURE) {
            throw new IllegalArgumentException("broken central directory");
        }
        int nameLength = unsigned(at + 28);
        int length = CENTRAL_HEADER + nameLength + unsigned(at + 30) + unsigned(at + 32);
        String name = new String(bytes.array(), at + CENTRAL_HEADER, nameLength, StandardCharsets.UTF_8);
        return new Entry(
                name,
                at,
                length,
                bytes.getInt(at + 42),
                unsigned(at + 10),
                bytes.getInt(at + 20),
                bytes.getInt(at + 24));
    }

    private int unsigned(int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }

    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** The inflated content of a part. */
    Optional<byte[]> find(String name) {
        Entry entry = entries.get(name);
        return entry == null ? Optional.empty() : Optional.of(inflate(entry));
    }

    byte[] get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no part " + name));
    }

    private byte[] inflate(Entry entry) {
        int data = entry.local + LOCAL_HEADER + unsigned(entry.local + 26) + unsigned(entry.local + 28);
        byte[] out = new byte[entry.size];
        if (entry.method != DEFLATED) {
            System.arraycopy(bytes.array(), data, out, 0, entry.size);
            return out;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes.array(), data, entry.packed);
            int got = 0;
            while (got < out.length && !inflater.finished()) {
                int step = inflater.inflate(out, got, out.length - got);
                if (step == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new IllegalArgumentException("truncated part " + entry.name);
                }
                got += step;
            }
            return out;
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("damaged part " + entry.name, e);
        } finally {
            inflater.end();
        }
    }

    /** The archive with these parts replaced; every name must exist. */
    byte[] replace(Map<String, byte[]> changed) {
        List<Entry> byOffset = new ArrayList<>(entries.values());
        byOffset.sort(Comparator.comparingInt(Entry::local));
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.capacity() + (1 << 16));
        Map<String, byte[]> central = new LinkedHashMap<>();
        for (int i = 0; i < byOffset.size(); i++) {
            Entry entry = byOffset.get(i);
            int next = i + 1 < byOffset.size() ? byOffset.get(i + 1).local : centralStart;
            byte[] record = new byte[entry.centralLength];
            System.arraycopy(bytes.array(), entry.central, record, 0, record.length);
            ByteBuffer header = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(42, out.size());
            byte[] content = changed.get(entry.name);
            if (content == null) {
                out.write(bytes.array(), entry.local, next - entry.local);
            } else {
                writePart(entry, content, header, out);
            }
            central.put(entry.name, record);
        }
        writeDirectory(central, out);
        return out.toByteArray();
    }

    private void writePart(Entry entry, byte[] content, ByteBuffer central, ByteArrayOutputStream out) {
        CRC32 crc = new CRC32();
        crc.update(content);
        byte[] packed = deflate(content);
        int headerLength = LOCAL_HEADER + unsigned(entry.local + 26) + unsigned(entry.local + 28);
        byte[] local = new byte[headerLength];
        System.arraycopy(bytes.array(), entry.local, local, 0, headerLength);
        ByteBuffer header = ByteBuffer.wrap(local).order(ByteOrder.LITTLE_ENDIAN);
        short flags = (short) (header.getShort(6) & ~HAS_DESCRIPTOR);
        header.putShort(6, flags).putShort(8, (short) DEFLATED);
        header.putInt(14, (int) crc.getValue()).putInt(18, packed.length).putInt(22, content.length);
        central.putShort(8, flags).putShort(10, (short) DEFLATED);
        central.putInt(16, (int) crc.getValue()).putInt(20, packed.length).putInt(24, content.length);
        out.write(local, 0, local.length);
        out.write(packed, 0, packed.length);
    }

    private void writeDirectory(Map<String, byte[]> central, ByteArrayOutputStream out) {
        int start = out.size();
        for (String name : entries.keySet()) {
            byte[] record = central.getOrDefault(name, new byte[0]);
            out.write(record, 0, record.length);
        }
        byte[] tail = new byte[bytes.capacity() - end];
        System.arraycopy(bytes.array(), end, tail, 0, tail.length);
        ByteBuffer header = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(12, out.size() - start).putInt(16, start);
        out.write(tail, 0, tail.length);
    }

    private static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(3, true);
        try (ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 4 + 64)) {
            deflater.setInput(content);
            deflater.finish();
            byte[] chunk = new byte[1 << 15];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
    }
}
