package cn.qingzhuang.app.access.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An account as stored.
 *
 * @param unitCode who administers it
 * @param password hashed; empty: nobody can sign in by one
 * @param passwordUntil when a one-time password ends
 */
public record AccountRow(
        UUID id,
        String name,
        String title,
        String branch,
        String unitCode,
        Optional<String> password,
        boolean mustReplace,
        Optional<Instant> passwordUntil,
        boolean isClosed) {}
