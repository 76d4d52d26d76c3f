package cn.qingzhuang.sim.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.postgresql.PGConnection;

/** What no program that reads workbooks into PostgreSQL can beat: inflating and walking the XML, and COPY of the rows. */
final class SpeedLimit {
    private SpeedLimit() {}

    /** Seconds to inflate every part and to walk its XML. */
    static double walk(Path workbook) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        long start = System.nanoTime();
        long seen = 0;
        try (ZipFile zip = new ZipFile(workbook.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    XMLStreamReader reader = factory.createXMLStreamReader(in);
                    while (reader.hasNext()) {
                        seen += reader.next() == XMLStreamReader.CHARACTERS ? reader.getTextLength() : 0;
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        if (seen == 0) {
            throw new IOException("nothing was walked in " + workbook);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Seconds to COPY the rows into a table with an index on its second column. */
    static double copy(Path csv, DataSource source, int columns) throws IOException {
        String names =
                IntStream.range(0, columns).mapToObj(i -> "c" + i + " text").collect(Collectors.joining(", "));
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table bench_copy (" + names + ")");
            statement.execute("create unique index on bench_copy (c1)");
            long start = System.nanoTime();
            try (Reader rows = Files.newBufferedReader(csv)) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy bench_copy from stdin with (format csv)", rows);
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            statement.execute("drop table bench_copy");
            return seconds;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
