package cn.qingzhuang.engine.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The bytes of another stream, which a thread of its own reads ahead. Closing it closes the other. */
final class AheadStream extends InputStream {
    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final Ahead<byte[]> chunks;
    private byte[] chunk = {};
    private int position;
    private boolean isAtEnd;

    AheadStream(InputStream in) {
        this.in = in;
        this.chunks = new Ahead<>(() -> {
            byte[] read = in.readNBytes(CHUNK);
            return read.length == 0 ? Optional.empty() : Optional.of(read);
        });
    }

    @Override
    public int read() throws IOException {
        return isMore() ? chunk[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (!isMore()) {
            return -1;
        }
        int n = Math.min(len, chunk.length - position);
        System.arraycopy(chunk, position, b, off, n);
        position += n;
        return n;
    }

    private boolean isMore() throws IOException {
        if (position == chunk.length && !isAtEnd) {
            Optional<byte[]> next = chunks.take();
            isAtEnd = next.isEmpty();
            chunk = next.orElse(new byte[0]);
            position = 0;
        }
        return !isAtEnd;
    }

    @Override
    public void close() throws IOException {
        chunks.close();
        in.close();
    }
}
