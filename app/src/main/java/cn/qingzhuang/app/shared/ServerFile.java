package cn.qingzhuang.app.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How a running server tells the commands of the same user where it listens. Only the owner of the home can read the
 * token. True only while somebody holds the home.
 */
public record ServerFile(int port, String token) {
    private static final int TOKEN_BYTES = 24;

    /** A new token for this run. */
    public static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public static Optional<ServerFile> find(Home home) {
        try {
            if (!Files.isRegularFile(home.serverFile())) {
                return Optional.empty();
            }
            JsonNode node = JsonMapper.builder().build().readTree(Files.readString(home.serverFile()));
            long pid = node.get("pid").asLong();
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()
                    ? Optional.of(new ServerFile(
                            node.get("port").asInt(), node.get("token").asString()))
                    : Optional.empty();
        } catch (IOException | JacksonException | NullPointerException e) {
            return Optional.empty(); // being written, or left half by a power cut: no server to speak to
        }
    }

    public void write(Home home) throws IOException {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("port", port);
        node.put("token", token);
        node.put("pid", ProcessHandle.current().pid());
        Home.writeSecret(home.serverFile(), node.toString());
    }

    public static void remove(Home home) {
        try {
            Files.deleteIfExists(home.serverFile());
        } catch (IOException e) {
            System.getLogger(ServerFile.class.getName()).log(System.Logger.Level.WARNING, "server file left", e);
        }
    }
}
