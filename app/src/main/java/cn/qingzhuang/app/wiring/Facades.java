package cn.qingzhuang.app.wiring;

import cn.qingzhuang.app.access.Accounts;
import cn.qingzhuang.app.access.Grants;
import cn.qingzhuang.app.access.Machines;
import cn.qingzhuang.app.access.OidcSettings;
import cn.qingzhuang.app.access.OidcSignIn;
import cn.qingzhuang.app.access.SigningIn;
import cn.qingzhuang.app.catalog.CatalogueBook;
import cn.qingzhuang.app.complaints.Complaints;
import cn.qingzhuang.app.drafts.Drafts;
import cn.qingzhuang.app.erasure.Erasures;
import cn.qingzhuang.app.events.LifeEvents;
import cn.qingzhuang.app.feed.Retries;
import cn.qingzhuang.app.feed.RowFeed;
import cn.qingzhuang.app.feed.Subscriptions;
import cn.qingzhuang.app.feed.WebhookSender;
import cn.qingzhuang.app.feed.Webhooks;
import cn.qingzhuang.app.fill.Filling;
import cn.qingzhuang.app.forms.Forms;
import cn.qingzhuang.app.imports.Imports;
import cn.qingzhuang.app.ledger.Changes;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.ledger.People;
import cn.qingzhuang.app.ledger.Relations;
import cn.qingzhuang.app.ledger.Review;
import cn.qingzhuang.app.looks.LookLog;
import cn.qingzhuang.app.people.PeopleSearch;
import cn.qingzhuang.app.returns.ReturnFlow;
import cn.qingzhuang.app.returns.WorkingDays;
import cn.qingzhuang.app.shared.Database;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.shared.HomeKey;
import cn.qingzhuang.app.tables.OwnerRequests;
import cn.qingzhuang.app.tables.Tables;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Definition;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.Sensitivity;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facades over one home. The database starts when the first facade that needs it is asked for. */
public final class Facades implements AutoCloseable {
    private final Home home;
    private final Map<String, String> environment;
    private @Nullable Forms forms;
    private @Nullable Database database;
    private @Nullable CatalogueBook catalogue;
    private @Nullable Ledger ledger;
    private @Nullable Changes changes;
    private @Nullable Drafts drafts;
    private @Nullable Imports imports;
    private @Nullable SigningIn signingIn;
    private @Nullable LookLog looks;

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

    /** The catalogue's history, on a database that starts now if it is not running. */
    public synchronized CatalogueBook catalogue() {
        CatalogueBook open =
                catalogue == null ? new CatalogueBook(database().source(), home, Clock.systemUTC()) : catalogue;
        catalogue = open;
        return open;
    }

    /** To be called after the catalogue was changed: whoever asks from now on reads with the new one. */
    public synchronized void catalogueChanged() {
        forms = null;
        ledger = null;
        changes = null;
        drafts = null;
        imports = null;
    }

    /** Sessions, on a database that starts now if it is not running. */
    public synchronized SigningIn signingIn() {
        SigningIn open = signingIn == null ? new SigningIn(database().source(), Clock.systemUTC()) : signingIn;
        signingIn = open;
        return open;
    }

    /** The identity server that people sign in at; empty where none is set. Problem ACCESS-024 where it is set wrongly. */
    public Optional<OidcSignIn> oidc() {
        return oidcSettings().map(s -> new OidcSignIn(s, database().source(), signingIn(), Clock.systemUTC()));
    }

    public Optional<OidcSettings> oidcSettings() {
        return OidcSettings.of(home.root());
    }

    /** Accounts and posts, on a database that starts now if it is not running. */
    public Accounts accounts() {
        return signingIn().accounts();
    }

    /** What may leave for whom, on a database that starts now if it is not running. */
    public Grants grants() {
        return new Grants(database().source(), this::ownership, Clock.systemUTC());
    }

    /** Who owns a stored element; what is about units, places and organisations is open. */
    private Optional<Grants.Ownership> ownership(String element) {
        Catalogue known = forms().catalogue();
        return known.elementOf(ElementKey.parse(element))
                .flatMap(e -> known.definition(e.id()))
                .map(d -> new Grants.Ownership(d.governance().owner(), isOpen(d)));
    }

    private static boolean isOpen(Definition definition) {
        return definition.governance().sensitivity() == Sensitivity.LOW
                && definition.element().subject() != SubjectType.EVENT;
    }

    /** Tokens of machines, on a database that starts now if it is not running. */
    public Machines machines() {
        return new Machines(database().source(), Clock.systemUTC());
    }

    /** The log of looks, on a database that starts now if it is not running. */
    public synchronized LookLog looks() {
        LookLog open = looks == null ? new LookLog(database().source(), Clock.systemUTC()) : looks;
        looks = open;
        return open;
    }

    /** The ledger, on a database that starts now if it is not running. */
    public synchronized Ledger ledger() {
        Ledger open = ledger == null ? new Ledger(database().source(), forms().catalogue(), Clock.systemUTC()) : ledger;
        ledger = open;
        return open;
    }

    /** What changed, on a database that starts now if it is not running. */
    public synchronized Changes changes() {
        Changes open = changes == null ? new Changes(database().source(), forms().catalogue()) : changes;
        changes = open;
        return open;
    }

    /** What departments follow. */
    public Subscriptions subscriptions() {
        return new Subscriptions(database().source(), forms().catalogue(), grants(), Clock.systemUTC());
    }

    /** Where changes are sent to. */
    public Webhooks webhooks() {
        return new Webhooks(database().source(), changes(), new HomeKey(home), Clock.systemUTC());
    }

    /** What sends them, with these waits after failures and so much patience with a target. */
    public WebhookSender webhookSender(Retries retries, Duration patience) {
        return new WebhookSender(
                new WebhookSender.Parts(webhooks(), subscriptions(), changes(), machines(), looks()),
                retries,
                patience,
                Clock.systemUTC());
    }

    /** Rows that other systems send. */
    public RowFeed rowFeed() {
        return new RowFeed(
                database().source(),
                imports(),
                taken -> ReportJson.of(taken.fileName(), taken.report())
                        .put("import", taken.id().toString())
                        .toString(),
                Clock.systemUTC());
    }

    /** What units ask of departments. */
    public ReturnFlow returns() {
        return new ReturnFlow(
                database().source(), forms().catalogue(), imports(), WorkingDays.standard(), Clock.systemUTC());
    }

    /** Templates being filled. */
    public synchronized Drafts drafts() {
        Drafts open = drafts == null ? new Drafts(database().source(), forms(), ledger(), people(), filling()) : drafts;
        drafts = open;
        return open;
    }

    /** Workbooks taken from the page. */
    public synchronized Imports imports() {
        Imports open = imports == null ? new Imports(database().source(), forms(), ledger(), Hashes::sha256) : imports;
        imports = open;
        return open;
    }

    public People people() {
        return new People(database().source(), forms().catalogue());
    }

    /** How subjects stand to each other. */
    public Relations relations() {
        return new Relations(database().source(), forms().catalogue());
    }

    /** Life events. */
    public LifeEvents events() {
        return new LifeEvents(ledger(), relations(), forms().catalogue(), Clock.systemUTC());
    }

    /** Finding people, on a database that starts now if it is not running. */
    public PeopleSearch search() {
        return new PeopleSearch(database().source(), ledger(), () -> forms().catalogue());
    }

    /** What a person shall look at, on a database that starts now if it is not running. */
    public Review review() {
        return new Review(database().source(), forms().catalogue(), Clock.systemUTC());
    }

    /** Tables that departments describe and take, on a database that starts now if it is not running. */
    public Tables tables() {
        return new Tables(database().source(), ledger(), forms(), grants(), Clock.systemUTC());
    }

    /** What departments ask the owners of elements for. */
    public OwnerRequests ownerRequests() {
        return new OwnerRequests(database().source(), tables(), grants());
    }

    /** Erasure of values, on a database that starts now if it is not running. */
    public Erasures erasures() {
        return erasures(Clock.systemUTC());
    }

    /** The same by another clock. */
    public Erasures erasures(Clock clock) {
        List<Erasures.Texts> texts = List.of(
                returns()::erased,
                complaints()::erased,
                rowFeed()::erased,
                tables()::erased,
                ownerRequests()::erased,
                subscriptions()::erased,
                (county, words) -> grants().erased(words),
                (county, words) -> forms().erased(words));
        Erasures.Places places =
                new Erasures.Places(ledger(), imports(), drafts(), search(), texts, () -> forms().catalogue());
        return new Erasures(database().source(), places, clock);
    }

    public Complaints complaints() {
        return new Complaints(database().source());
    }

    public Filling filling() {
        return new Filling(forms().catalogue());
    }

    @Override
    public synchronized void close() {
        catalogue = null;
        ledger = null;
        changes = null;
        drafts = null;
        imports = null;
        signingIn = null;
        looks = null;
        if (database != null) {
            database.close();
            database = null;
        }
    }
}
