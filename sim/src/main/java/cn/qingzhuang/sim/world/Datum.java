package cn.qingzhuang.sim.world;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** A value before it is written into a sheet, or what a cell of a sheet holds. */
public sealed interface Datum {
    /** The canonical text, as the catalogue's value types define it. */
    String canonical();

    static Datum of(String text) {
        return new Text(text);
    }

    static Datum of(long number) {
        return new Count(number);
    }

    static Datum of(double number) {
        return new Amount(number);
    }

    static Datum of(boolean isTrue) {
        return new Flag(isTrue);
    }

    static Datum of(LocalDate day) {
        return new Day(day);
    }

    record Text(String text) implements Datum {
        @Override
        public String canonical() {
            return text;
        }
    }

    record Count(long number) implements Datum {
        @Override
        public String canonical() {
            return Long.toString(number);
        }
    }

    record Amount(double number) implements Datum {
        private static final int DIGITS = 6;

        @Override
        public String canonical() {
            BigDecimal rounded = BigDecimal.valueOf(number).setScale(DIGITS, RoundingMode.HALF_EVEN);
            return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        }
    }

    record Flag(boolean isTrue) implements Datum {
        @Override
        public String canonical() {
            return isTrue ? "是" : "否";
        }
    }

    record Day(LocalDate day) implements Datum {
        @Override
        public String canonical() {
            return day.toString();
        }
    }

    record Moment(LocalDateTime at) implements Datum {
        private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

        @Override
        public String canonical() {
            return at.format(FORMAT);
        }
    }
}
