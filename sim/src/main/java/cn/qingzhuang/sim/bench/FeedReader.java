package cn.qingzhuang.sim.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A subscriber as the documents tell it to be: asks with its cursor, takes what is new by id, keeps the cursor of each page it has
 * taken. Notes what is out of order: of each subject that is saved, the values have to come as 1, 2, 3.
 */
final class FeedReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final FeedHome.Door door;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Integer> saved = new HashMap<>();
    private final Set<String> out = new HashSet<>();
    private String cursor = "";
    private int repeated;
    private long bytes;

    FeedReader(FeedHome.Door door) {
        this.door = door;
    }

    /** Takes one page; answers whether there is more already. */
    boolean page(int port, int limit, int wait) throws IOException, InterruptedException {
        String address = "http://127.0.0.1:%d/api/changes?subscription=%s&after=%s&limit=%d&wait=%d"
                .formatted(port, door.subscription(), cursor, limit, wait);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + door.token())
                .timeout(PATIENCE)
                .build();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("answered " + answer.statusCode() + " "
                    + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
        bytes += answer.body().length;
        for (JsonNode event : JSON.readTree(answer.body())) {
            take(event);
        }
        cursor = answer.headers().firstValue("Qz-Next").orElseThrow();
        return Boolean.parseBoolean(answer.headers().firstValue("Qz-More").orElse("false"));
    }

    private void take(JsonNode event) {
        if (!ids.add(event.get("id").asString())) {
            repeated++;
            return;
        }
        for (JsonNode value : event.get("data").get("values")) {
            boolean isSaved = value.get("element").asString().equals(CrashWorker.SAVED.toString());
            if (isSaved && value.has("said")) {
                String subject = event.get("subject").asString();
                int number = Integer.parseInt(value.get("said").asString());
                int before = saved.getOrDefault(subject, 0);
                if (number != before + 1) {
                    out.add("%s after %d came %d".formatted(subject, before, number));
                }
                saved.put(subject, number);
            }
        }
    }

    /** The last value that came of each subject that is saved. */
    Map<String, Integer> saved() {
        return Map.copyOf(saved);
    }

    /** What came out of order. */
    Set<String> outOfOrder() {
        return Set.copyOf(out);
    }

    int changes() {
        return ids.size();
    }

    int repeated() {
        return repeated;
    }

    long bytes() {
        return bytes;
    }
}
