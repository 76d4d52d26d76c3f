package cn.qingzhuang.app.imports;

import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.ledger.IngestReport;
import java.util.UUID;

/** A workbook that was taken, with how it was read and what became of its rows. */
public record OpenImport(UUID id, String fileName, String unitCode, Reading reading, IngestReport report) {}
