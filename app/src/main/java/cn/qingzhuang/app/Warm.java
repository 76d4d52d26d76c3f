package cn.qingzhuang.app;

import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.server.Server;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Goes once through what commands and server do at their start, in a home that is thrown away, so that the JVM can
 * record the classes they need. The launcher runs it after a build; nothing else does.
 */
public final class Warm {
    private Warm() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("qz-warm");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Home home = new Home(folder.resolve("home"));
        Path sample = folder.resolve("sample.xlsx");
        Files.write(sample, sample());
        for (String[] command : new String[][] {{"--help"}, {"read", "--json", sample.toString()}, {"read", "none"}}) {
            new Shell(home, folder, nowhere, nowhere).run(command);
        }
        try (Facades facades = new Facades(home, Map.of());
                Server server = Server.start(home, facades, 0)) {
            for (String address : new String[] {"/", "/api/access"}) {
                fetch("http://127.0.0.1:" + server.port() + address);
            }
        }
        System.exit(0);
    }

    private static byte[] sample() throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            Sheet sheet = workbook.createSheet("花名册");
            String[][] rows = {
                {"80周岁以上老年人花名册"},
                {"序号", "姓名", "身份证号", "性别", "家庭住址", "联系电话", "监护人姓名", "备注"},
                {"1", "张三", "110101193001010018", "男", "下店村", "13800000000", "李四", ""},
            };
            for (int r = 0; r < rows.length; r++) {
                Row row = sheet.createRow(r);
                for (int c = 0; c < rows[r].length; c++) {
                    row.createCell(c).setCellValue(rows[r][c]);
                }
            }
            workbook.write(bytes);
            return bytes.toByteArray();
        }
    }

    private static void fetch(String address) throws IOException {
        try (InputStream in = URI.create(address).toURL().openStream()) {
            in.readAllBytes();
        } catch (java.io.FileNotFoundException e) {
            System.err.println("not served: " + address);
        }
    }
}
