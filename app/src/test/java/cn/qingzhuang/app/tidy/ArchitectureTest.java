package cn.qingzhuang.app.tidy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "cn.qingzhuang", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule engineIsPure = noClasses()
            .that()
            .resideInAPackage("cn.qingzhuang.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "java.sql..", "javax.sql..", "cn.qingzhuang.app..", "java.net.http..");

    @ArchTest
    static final ArchRule engineHasNoClock = noClasses()
            .that()
            .resideInAPackage("cn.qingzhuang.engine..")
            .should()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule sheetCallsNobody = noClasses()
            .that()
            .resideInAPackage("cn.qingzhuang.engine.sheet..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "cn.qingzhuang.engine.catalog..",
                    "cn.qingzhuang.engine.meaning..",
                    "cn.qingzhuang.engine.identity..",
                    "cn.qingzhuang.engine.fill..");

    @ArchTest
    static final ArchRule meaningKnowsNoLedgerAndNoFill = noClasses()
            .that()
            .resideInAPackage("cn.qingzhuang.engine.meaning..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("cn.qingzhuang.engine.identity..", "cn.qingzhuang.engine.fill..");

    @ArchTest
    static final ArchRule modulesCallDownwardsOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("shared")
            .definedBy("cn.qingzhuang.app.shared..")
            .layer("access")
            .definedBy("cn.qingzhuang.app.access..")
            .layer("looks")
            .definedBy("cn.qingzhuang.app.looks..")
            .layer("catalog")
            .definedBy("cn.qingzhuang.app.catalog..")
            .layer("forms")
            .definedBy("cn.qingzhuang.app.forms..")
            .layer("ledger")
            .definedBy("cn.qingzhuang.app.ledger..")
            .layer("fill")
            .definedBy("cn.qingzhuang.app.fill..")
            .layer("feed")
            .definedBy("cn.qingzhuang.app.feed..", "cn.qingzhuang.app.returns..")
            .layer("wiring")
            .definedBy("cn.qingzhuang.app.wiring..")
            .layer("edges")
            .definedBy("cn.qingzhuang.app.cli..", "cn.qingzhuang.app.server..", "cn.qingzhuang.app")
            .whereLayer("access")
            .mayOnlyBeAccessedByLayers("looks", "catalog", "forms", "ledger", "fill", "feed", "wiring", "edges")
            .whereLayer("looks")
            .mayOnlyBeAccessedByLayers("fill", "feed", "wiring", "edges")
            .whereLayer("catalog")
            .mayOnlyBeAccessedByLayers("forms", "ledger", "fill", "feed", "wiring", "edges")
            .whereLayer("forms")
            .mayOnlyBeAccessedByLayers("ledger", "fill", "feed", "wiring", "edges")
            .whereLayer("ledger")
            .mayOnlyBeAccessedByLayers("fill", "feed", "wiring", "edges")
            .whereLayer("feed")
            .mayOnlyBeAccessedByLayers("wiring", "edges")
            .whereLayer("fill")
            .mayOnlyBeAccessedByLayers("wiring", "edges")
            .whereLayer("wiring")
            .mayOnlyBeAccessedByLayers("edges")
            .whereLayer("edges")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule sqlStaysInStores = noClasses()
            .that()
            .resideInAPackage("cn.qingzhuang.app..")
            .and()
            .resideOutsideOfPackages("..store..", "cn.qingzhuang.app.shared..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.springframework.jdbc..", "org.postgresql..");

    @ArchTest
    static final ArchRule springStaysInTheServer = noClasses()
            .that()
            .resideInAnyPackage("cn.qingzhuang.app.cli..", "cn.qingzhuang.app.forms..", "cn.qingzhuang.app.wiring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields =
            noFields().should().beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired");

    @ArchTest
    static final ArchRule objectsAreNotReadFromStreams =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream");

    @ArchTest
    static final ArchRule factsOfTheEngineAreFinal = classes()
            .that()
            .resideInAPackage("cn.qingzhuang.engine.sheet..")
            .and()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
            .allowEmptyShould(true);
}
