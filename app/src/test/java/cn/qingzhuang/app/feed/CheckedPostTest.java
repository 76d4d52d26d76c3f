package cn.qingzhuang.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent goes to the address that was checked, whatever the name means by then, and to nobody with another certificate. */
class CheckedPostTest {
    private static final char[] WORD = "changeit".toCharArray();
    private static final List<InetAddress> HERE = List.of(InetAddress.getLoopbackAddress());

    private final List<String> got = new ArrayList<>();

    private void answer(HttpServer http) {
        http.createContext("/", exchange -> {
            got.add(exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("webhook-id") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Location", "http://elsewhere.invalid/");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        http.start();
    }

    private static int send(String target, SSLSocketFactory secure) throws IOException {
        return new CheckedPost(URI.create(target), HERE, secure)
                .send(Map.of("webhook-id", "msg_1"), "[\"甲\"]".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void asksTheAddressAndLooksUpNoName() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(http);
        int port = http.getAddress().getPort();
        SSLSocketFactory usual = (SSLSocketFactory) SSLSocketFactory.getDefault();
        assertThat(send("http://rebound.invalid:" + port + "/a%20b?c=d", usual)).isEqualTo(307);
        assertThat(got).containsExactly("rebound.invalid:" + port + "/a%20b?c=d msg_1 [\"甲\"]");
        http.stop(0);
        assertThatThrownBy(() -> send("http://rebound.invalid:" + port + "/", usual))
                .isInstanceOf(IOException.class);
        CheckedPost nowhere = new CheckedPost(URI.create("http://nothing.invalid/"), List.of(), usual);
        assertThatThrownBy(() -> nowhere.send(Map.of(), new byte[0])).isInstanceOf(IOException.class);
    }

    @Test
    void refusesACertificateOfAnotherName(@TempDir Path folder) throws Exception {
        KeyStore keys = keys(folder.resolve("keys.p12"));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, WORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        answer(https);
        int port = https.getAddress().getPort();
        SSLSocketFactory ours = context.getSocketFactory();
        assertThat(send("https://good.test:" + port + "/", ours)).isEqualTo(307);
        assertThatThrownBy(() -> send("https://bad.test:" + port + "/", ours)).isInstanceOf(SSLException.class);
        assertThatThrownBy(
                        () -> send("https://good.test:" + port + "/", (SSLSocketFactory) SSLSocketFactory.getDefault()))
                .isInstanceOf(SSLException.class);
        https.stop(0);
        assertThat(got).hasSize(1);
    }

    private static KeyStore keys(Path file) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=good.test",
                        "-ext",
                        "san=dns:good.test",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        String.valueOf(WORD))
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        KeyStore pair = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            pair.load(in, WORD);
        }
        pair.setCertificateEntry("trusted", pair.getCertificate("a"));
        return pair;
    }

    @Test
    void isNotLedAstrayByAnAnswerThatIsNone() throws Exception {
        for (String answer :
                List.of("", "nonsense\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "x".repeat(9_000), "\n".repeat(900))) {
            assertThatThrownBy(() -> told(answer)).isInstanceOf(IOException.class);
        }
        assertThat(told("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 204\r\n\r\n")).isEqualTo(204);
    }

    private static int told(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread target = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().readNBytes(20);
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    Thread.currentThread().interrupt(); // whoever asked has gone
                }
            });
            target.start();
            try {
                return send("http://a.invalid:" + server.getLocalPort() + "/", (SSLSocketFactory)
                        SSLSocketFactory.getDefault());
            } finally {
                target.join();
            }
        }
    }
}
