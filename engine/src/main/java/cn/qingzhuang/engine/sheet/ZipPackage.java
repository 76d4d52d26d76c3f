package cn.qingzhuang.engine.sheet;

import cn.qingzhuang.engine.Problem;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The parts of a zip package, read from its central directory over bytes in memory.
 *
 * <p>Refuses at once what no office program writes: doubled or climbing names, local headers that disagree with the
 * directory, too many entries, encryption. Sizes are counted while inflating, never believed.
 */
final class ZipPackage {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int END_SIZE = 22;
    private static final int ENTRY_SIZE = 46;
    private static final int LOCAL_SIZE = 30;
    private static final int MAX_COMMENT = 0xffff;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    /** Parts from this size on, packed, are inflated beside what is done with them. */
    private static final int LARGE = 1 << 20;

    private record Entry(String name, int method, int offset, int packedSize) {}

    private final String file;
    private final byte[] bytes;
    private final ByteBuffer view;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> nameByFolded = new HashMap<>();

    private ZipPackage(String file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
        this.view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads the directory; throws SHEET-007 for a damaged and SHEET-009 for a hostile one. */
    static ZipPackage open(String file, byte[] bytes) {
        ZipPackage opened = new ZipPackage(file, bytes);
        try {
            opened.readDirectory();
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw SheetProblems.damaged(file, "目录读不全");
        }
        return opened;
    }

    private void readDirectory() {
        int end = findEnd();
        int count = Short.toUnsignedInt(view.getShort(end + 10));
        int at = view.getInt(end + 16);
        if (at < 0 || at > end) {
            throw SheetProblems.damaged(file, "目录位置不对");
        }
        if (count > SheetLimits.ENTRIES) {
            throw SheetProblems.hostile(file, "内部文件超过 " + SheetLimits.ENTRIES + " 个");
        }
        for (int i = 0; i < count; i++) {
            if (at + ENTRY_SIZE > end || view.getInt(at) != ENTRY_SIGNATURE) {
                throw SheetProblems.damaged(file, "目录不完整");
            }
            at += readEntry(at);
        }
    }

    private int findEnd() {
        for (int at = bytes.length - END_SIZE; at >= Math.max(0, bytes.length - END_SIZE - MAX_COMMENT); at--) {
            if (view.getInt(at) == END_SIGNATURE) {
                return at;
            }
        }
        throw SheetProblems.damaged(file, "文件末尾缺失，可能没有传完");
    }

    private int readEntry(int at) {
        int nameLength = Short.toUnsignedInt(view.getShort(at + 28));
        int size = ENTRY_SIZE
                + nameLength
                + Short.toUnsignedInt(view.getShort(at + 30))
                + Short.toUnsignedInt(view.getShort(at + 32));
        String name = new String(bytes, at + ENTRY_SIZE, nameLength, StandardCharsets.UTF_8);
        requirePlainName(name);
        if ((view.getShort(at + 8) & 1) != 0) {
            throw SheetProblems.passwordProtected(file);
        }
        int method = Short.toUnsignedInt(view.getShort(at + 10));
        if (method != STORED && method != DEFLATED) {
            throw SheetProblems.hostile(file, "压缩方式不认识");
        }
        int local = view.getInt(at + 42);
        int packed = view.getInt(at + 20);
        int offset = localData(local, name);
        if (packed < 0 || offset + (long) packed > bytes.length) {
            throw SheetProblems.damaged(file, "文件末尾缺失，可能没有传完");
        }
        if (nameByFolded.put(name.toLowerCase(Locale.ROOT), name) != null) {
            throw SheetProblems.hostile(file, "内部文件重名");
        }
        if (!name.endsWith("/")) {
            entries.put(name, new Entry(name, method, offset, packed));
        }
        return size;
    }

    private void requirePlainName(String name) {
        boolean climbs = name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf(':') >= 0;
        if (climbs || name.isEmpty() || Set.of(name.split("/", -1)).contains("..") || name.indexOf('\u0000') >= 0) {
            throw SheetProblems.hostile(file, "内部文件名越界");
        }
    }

    /** Where the data of an entry begins, after checking that its local header names the same part. */
    private int localData(int local, String name) {
        if (local < 0 || local + LOCAL_SIZE > bytes.length || view.getInt(local) != LOCAL_SIGNATURE) {
            throw SheetProblems.damaged(file, "内部文件位置不对");
        }
        int nameLength = Short.toUnsignedInt(view.getShort(local + 26));
        String localName = new String(bytes, local + LOCAL_SIZE, nameLength, StandardCharsets.UTF_8);
        if (!localName.equals(name)) {
            throw SheetProblems.hostile(file, "内部文件名前后不一致");
        }
        return local + LOCAL_SIZE + nameLength + Short.toUnsignedInt(view.getShort(local + 28));
    }

    Set<String> names() {
        return entries.keySet();
    }

    /** The name as stored for a name written with other letter case. */
    Optional<String> findName(String name) {
        return Optional.ofNullable(nameByFolded.get(name.toLowerCase(Locale.ROOT)));
    }

    boolean has(String name) {
        return findName(name).isPresent();
    }

    /** The inflated bytes of a part, their number limited; the caller closes the stream. */
    InputStream open(String name) {
        Entry entry = entries.get(findName(name).orElse(name));
        if (entry == null) {
            throw SheetProblems.damaged(file, "缺少 " + name);
        }
        // One byte more: the inflater of raw data wants to look past the end.
        int readable = Math.min(entry.packedSize() + (entry.method() == STORED ? 0 : 1), bytes.length - entry.offset());
        InputStream packed = new ByteArrayInputStream(bytes, entry.offset(), readable);
        InputStream inflated = entry.method() == STORED
                ? packed
                : new InflaterInputStream(packed, new Inflater(true), 1 << 15) {
                    @Override
                    public void close() throws IOException {
                        super.close();
                        inf.end();
                    }
                };
        InputStream counted = new Counted(inflated, entry.packedSize());
        return entry.packedSize() < LARGE ? counted : new AheadStream(counted);
    }

    /** Stops a part that inflates beyond its limits. */
    private final class Counted extends FilterInputStream {
        private final long most;
        private long count;

        private Counted(InputStream in, int packedSize) {
            super(in);
            long byRatio = Math.max(SheetLimits.RATIO_FROM_BYTES, (long) packedSize * SheetLimits.RATIO);
            this.most = Math.min(SheetLimits.PART_BYTES, byRatio);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = super.read(b, off, len);
            count += Math.max(n, 0);
            if (count > most) {
                throw problem();
            }
            return n;
        }

        private Problem problem() {
            return most == SheetLimits.PART_BYTES
                    ? SheetProblems.tooLarge(file, "展开后超过 " + (SheetLimits.PART_BYTES >> 20) + " 兆")
                    : SheetProblems.hostile(file, "压缩比异常，疑似压缩炸弹");
        }
    }
}
