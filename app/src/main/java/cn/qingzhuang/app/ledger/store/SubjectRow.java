package cn.qingzhuang.app.ledger.store;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code subjects}: the current view of one subject, its facts as JSON text. */
public record SubjectRow(
        UUID id, int type, String unit, @Nullable UUID household, String name, List<String> sources, String facts) {}
