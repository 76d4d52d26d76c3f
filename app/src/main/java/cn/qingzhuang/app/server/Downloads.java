package cn.qingzhuang.app.server;

import cn.qingzhuang.app.shared.AppProblems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Files that leave the server, and the ids by which they are asked for. */
final class Downloads {
    private Downloads() {}

    static ResponseEntity<byte[]> of(String name, byte[] bytes) {
        ContentDisposition disposition = ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(bytes);
    }

    /** What is sent before it is asked again whether it still may be. */
    private static final int PIECE = 1 << 18;

    /**
     * Sends a file piece by piece and asks between them whether it still may be had. Where that has ended the connection breaks, so
     * that the client has no file, and never one that looks whole.
     */
    static void send(HttpServletResponse response, String name, byte[] bytes, BooleanSupplier stillMay)
            throws IOException {
        ContentDisposition disposition = ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build();
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition.toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentLengthLong(bytes.length);
        OutputStream out = response.getOutputStream();
        for (int from = 0; from < bytes.length; from += PIECE) {
            if (from > 0 && !stillMay.getAsBoolean()) {
                throw new Cut();
            }
            out.write(bytes, from, Math.min(PIECE, bytes.length - from));
        }
    }

    /** A right ended while a file was being sent. */
    static final class Cut extends IOException {
        private static final long serialVersionUID = 1L;

        Cut() {
            super("the right to a download has ended");
        }
    }

    /** The id; Problem APP-018 when the text is none. */
    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw AppProblems.notFound();
        }
    }
}
