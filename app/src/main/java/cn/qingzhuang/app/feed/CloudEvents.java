package cn.qingzhuang.app.feed;

import cn.qingzhuang.app.access.Release;
import cn.qingzhuang.app.ledger.Change;
import cn.qingzhuang.engine.fill.Provenance;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/** Changes as a batch of CloudEvents 1.0 in JSON; docs/spec/feed.md tells each attribute. */
public final class CloudEvents {
    public static final String BATCH = "application/cloudevents-batch+json";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int EVENT_BYTES = 700;

    private CloudEvents() {}

    /** @param releases how each element may leave; a value that may leave masked only does not leave */
    public static byte[] batch(Subscription subscription, List<Change> changes, Map<String, Release> releases) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(EVENT_BYTES * changes.size() + 2);
        try (JsonGenerator json = JSON.createGenerator(tools.jackson.core.ObjectWriteContext.empty(), out)) {
            json.writeStartArray();
            for (Change change : changes) {
                write(json, subscription, change, releases);
            }
            json.writeEndArray();
        }
        return out.toByteArray();
    }

    private static void write(
            JsonGenerator json, Subscription subscription, Change change, Map<String, Release> releases) {
        json.writeStartObject();
        json.writeStringProperty("specversion", "1.0");
        json.writeStringProperty("id", change.id());
        json.writeStringProperty("source", "/api/subscriptions/" + subscription.id());
        json.writeStringProperty("type", "cn.qingzhuang." + word(change.kind()));
        json.writeStringProperty("subject", change.subject());
        json.writeStringProperty("time", change.at().toString());
        json.writeStringProperty("datacontenttype", "application/json");
        json.writeStringProperty("sequence", change.cursor());
        json.writeStringProperty("partitionkey", change.subject());
        json.writeObjectPropertyStart("data");
        change.type()
                .ifPresent(type ->
                        json.writeStringProperty("subjectType", type.name().toLowerCase(Locale.ROOT)));
        json.writeStringProperty("unit", change.unit());
        if (releases.get(Change.MEMBERSHIP.toString()) == Release.PLAIN) {
            change.household().ifPresent(household -> json.writeStringProperty("household", household));
        }
        change.into().ifPresent(into -> json.writeStringProperty("into", into));
        change.source().ifPresent(source -> source(json, source));
        json.writeArrayPropertyStart("values");
        for (Change.Value value : change.values()) {
            boolean isMasked = releases.get(value.key().toString()) != Release.PLAIN;
            json.writeStartObject();
            json.writeStringProperty("element", value.key().toString());
            if (!isMasked) {
                value.said().ifPresent(said -> json.writeStringProperty("said", said));
                value.now().ifPresent(now -> json.writeStringProperty("now", now));
            }
            value.validOn().ifPresent(day -> json.writeStringProperty("validOn", day.toString()));
            if (value.isDisputed()) {
                json.writeBooleanProperty("disputed", true);
            }
            if (isMasked) {
                json.writeBooleanProperty("masked", true);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void source(JsonGenerator json, Change.Source source) {
        Provenance from = source.from();
        json.writeObjectPropertyStart("from");
        json.writeStringProperty("kind", source.kind().word());
        if (from.sheet().isPresent()) {
            json.writeStringProperty("file", from.source());
            json.writeStringProperty("sheet", from.sheet().get());
            from.row().ifPresent(row -> json.writeNumberProperty("row", row));
        }
        json.writeStringProperty("validOn", source.validOn().toString());
        json.writeEndObject();
    }

    private static String word(Change.Kind kind) {
        return switch (kind) {
            case RECORDED -> "fact.recorded";
            case WITHDRAWN -> "reading.withdrawn";
            case CHANGED -> "subject.changed";
            case ERASED -> "subject.erased";
            case GONE -> "subject.gone";
        };
    }
}
