package cn.qingzhuang.app.shared;

import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opens a home and inserts numbers for ever, telling each one that was committed: a process for tests to kill. */
final class DatabaseKeeper {
    private DatabaseKeeper() {}

    public static void main(String[] args) {
        try (Database database = Database.open(new Home(Path.of(args[0])))) {
            JdbcClient client = JdbcClient.create(database.source());
            client.sql("CREATE TABLE IF NOT EXISTS kept (n int PRIMARY KEY)").update();
            System.out.println("server " + database.serverPid());
            int from = client.sql("SELECT coalesce(max(n), 0) FROM kept")
                    .query(Integer.class)
                    .single();
            for (int n = from + 1; n < from + 1_000_000; n++) {
                client.sql("INSERT INTO kept VALUES (?)").param(n).update();
                System.out.println(n);
            }
        }
    }
}
