package cn.qingzhuang.app.server;

import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.tables.OwnerRequests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Of whom an element is lacking, for the department that owns it. Where names and numbers are masked it is for
 * comparing only, and the sheet says so: what is dropped in answer is a file of the department's own.
 */
final class LackingWorkbook {
    private static final List<String> HEADERS = List.of("序号", "姓名", "公民身份号码", "所在村");
    private static final int[] WIDTHS = {7, 14, 24, 20, 24};
    private static final int BODY = 3;

    private LackingWorkbook() {}

    static byte[] of(String element, String department, OwnerRequests.Lacking lacking) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "qingzhuang", "1.0")) {
            Worksheet sheet = book.newWorksheet("待补名单");
            for (int i = 0; i < WIDTHS.length; i++) {
                sheet.width(i, WIDTHS[i]);
            }
            sheet.value(0, 0, "待补" + element + "人员名单");
            sheet.value(
                    1,
                    0,
                    lacking.isPlain() ? department + "请求补充；填好最后一列后交回" : department + "请求补充；姓名和号码已遮盖，只供核对，请交回本部门自己的表");
            for (int i = 0; i < HEADERS.size(); i++) {
                sheet.value(BODY - 1, i, HEADERS.get(i));
            }
            sheet.value(BODY - 1, HEADERS.size(), element);
            sheet.range(BODY - 1, 0, BODY - 1, HEADERS.size()).style().bold().set();
            for (int r = 0; r < lacking.lines().size(); r++) {
                sheet.value(BODY + r, 0, r + 1);
                List<String> line = lacking.lines().get(r);
                for (int c = 0; c < line.size(); c++) {
                    sheet.value(BODY + r, c + 1, line.get(c));
                }
            }
        } catch (IOException e) {
            throw AppProblems.unwritable("待补名单.xlsx");
        }
        return out.toByteArray();
    }
}
