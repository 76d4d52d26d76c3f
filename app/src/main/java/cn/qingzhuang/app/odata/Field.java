package cn.qingzhuang.app.odata;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A property of the rows of a table.
 *
 * @param name an identifier of OData
 * @param column of the table; -1 for the key of the row
 * @param isMasked whether its values leave masked
 */
record Field(String name, int column, Kind kind, boolean isMasked) {
    /** The name of the key. */
    static final String KEY = "row_key";

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,10})?");

    /** Dates are texts as well: some are known to the month or the year only, and these compare as they are written. */
    enum Kind {
        TEXT("Edm.String"),
        WHOLE("Edm.Int64"),
        DECIMAL("Edm.Decimal");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }
    }

    boolean isNumber() {
        return kind != Kind.TEXT;
    }

    /** A value as a number; empty for one that is none, and then it is null towards outside. */
    Optional<BigDecimal> number(String value) {
        if (!NUMBER.matcher(value).matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(value);
        boolean isWhole = kind == Kind.DECIMAL || number.stripTrailingZeros().scale() <= 0 && number.precision() < 19;
        return isWhole ? Optional.of(number) : Optional.empty();
    }
}
