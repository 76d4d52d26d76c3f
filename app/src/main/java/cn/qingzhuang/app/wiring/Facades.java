package cn.qingzhuang.app.wiring;

import cn.qingzhuang.app.forms.Forms;
import cn.qingzhuang.app.shared.Database;
import cn.qingzhuang.app.shared.Home;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facades over one home. The database starts when the first facade that needs it is asked for. */
public final class Facades implements AutoCloseable {
    private final Home home;
    private final Map<String, String> environment;
    private @Nullable Forms forms;
    private @Nullable Database database;

    public Facades(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    /** Needs no database. */
    public synchronized Forms forms() {
        Forms open = forms == null ? Forms.of(home) : forms;
        forms = open;
        return open;
    }

    /** The database, started now if it is not running; Problem APP-010 when another process holds the home. */
    public synchronized Database database() {
        Database open = database == null ? Database.open(home, environment) : database;
        database = open;
        return open;
    }

    @Override
    public synchronized void close() {
        if (database != null) {
            database.close();
            database = null;
        }
    }
}
