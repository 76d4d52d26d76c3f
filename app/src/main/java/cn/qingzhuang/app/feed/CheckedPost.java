package cn.qingzhuang.app.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One POST to an address that was looked up and checked before. The JDK's client looks names up itself, once more, and by then the
 * name may mean another machine; here nothing is looked up. Of the answer only the status is read. Certificates are checked against the
 * name, as browsers do; redirects are not followed, proxies not used.
 */
final class CheckedPost {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int LINE_MAX = 2_000;
    private static final int LINES_MAX = 200;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|\\[.*\\]|.*:.*");

    private final URI target;
    private final List<InetAddress> addresses;
    private final SSLSocketFactory secure;
    private volatile @Nullable Socket open;
    private volatile boolean isCut;

    /** @param addresses what the name of the target means, in the order in which they are tried */
    CheckedPost(URI target, List<InetAddress> addresses, SSLSocketFactory secure) {
        this.target = target;
        this.addresses = List.copyOf(addresses);
        this.secure = secure;
    }

    /** Sends and answers the status. */
    int send(Map<String, String> headers, byte[] body) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(headers, body.length));
            out.write(body);
            out.flush();
            return status(socket.getInputStream());
        }
    }

    /** Breaks it off from another thread. */
    void cut() {
        isCut = true;
        Socket socket = open;
        if (socket != null) {
            close(socket);
        }
    }

    private Socket connect() throws IOException {
        IOException failed = new ConnectException("no address");
        for (InetAddress address : addresses) {
            Socket plain = new Socket(Proxy.NO_PROXY);
            open = plain;
            try {
                plain.connect(new InetSocketAddress(address, port()), CONNECT_MILLIS);
                if (isCut) {
                    throw new ConnectException("broken off");
                }
                return isSecure() ? secured(plain) : plain;
            } catch (IOException e) {
                close(plain);
                failed = e;
            }
        }
        throw failed;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            System.getLogger(CheckedPost.class.getName()).log(System.Logger.Level.DEBUG, "not closed", e);
        }
    }

    private Socket secured(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) secure.createSocket(plain, name(), port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!NUMERIC.matcher(name()).matches()) {
            parameters.setServerNames(List.of(new SNIHostName(name())));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private boolean isSecure() {
        return target.getScheme().equals("https");
    }

    private String name() {
        return target.getHost();
    }

    private int port() {
        return target.getPort() >= 0 ? target.getPort() : isSecure() ? 443 : 80;
    }

    private byte[] head(Map<String, String> headers, int length) {
        String path = target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        StringBuilder out = new StringBuilder("POST " + path + query + " HTTP/1.1\r\n");
        out.append("Host: ").append(target.getRawAuthority()).append("\r\n");
        headers.forEach(
                (name, value) -> out.append(name).append(": ").append(value).append("\r\n"));
        out.append("Content-Length: ").append(length).append("\r\nConnection: close\r\n\r\n");
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int status(InputStream in) throws IOException {
        for (int lines = 0; lines < LINES_MAX; lines++) {
            Matcher line = STATUS.matcher(line(in));
            boolean isLast = line.matches() && !line.group(1).startsWith("1");
            if (isLast) {
                return Integer.parseInt(line.group(1));
            }
        }
        throw new IOException("no status");
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || out.size() > LINE_MAX) {
                throw new IOException("no line");
            }
            out.write(b);
        }
        return out.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
