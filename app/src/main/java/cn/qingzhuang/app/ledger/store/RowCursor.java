package cn.qingzhuang.app.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rows of a county's table one after another, a few thousand in memory; close it. */
public final class RowCursor<T> implements AutoCloseable {
    private static final int FETCH = 2_000;

    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final Reader<T> reader;
    private @Nullable T current;

    /** Makes a value of the row that the result stands at. */
    @FunctionalInterface
    interface Reader<T> {
        T of(ResultSet rows) throws SQLException;
    }

    RowCursor(DataSource source, String sql, String county, Reader<T> reader) {
        this.reader = reader;
        try {
            connection = source.getConnection();
            connection.setAutoCommit(false);
            statement = connection.prepareStatement(sql);
            statement.setFetchSize(FETCH);
            statement.setString(1, county);
            rows = statement.executeQuery();
            next();
        } catch (SQLException e) {
            throw LedgerStore.translated(e);
        }
    }

    /** The row it stands at; null after the last. */
    @Nullable
    public T current() {
        return current;
    }

    /** Goes on by one row. */
    public void next() {
        try {
            current = rows.next() ? reader.of(rows) : null;
        } catch (SQLException e) {
            throw LedgerStore.translated(e);
        }
    }

    @Override
    public void close() {
        try (connection) {
            statement.close();
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw LedgerStore.translated(e);
        }
    }
}
