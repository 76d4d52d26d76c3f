package cn.qingzhuang.app.shared;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/**
 * An exception in the log: its types and where they were thrown. Messages are left out, for they quote what could not be
 * handled: a value of somebody, a row of a table.
 */
public final class FramesOnly extends ThrowableHandlingConverter {
    private static final int CAUSES_MOST = 8;

    @Override
    public String convert(ILoggingEvent event) {
        StringBuilder out = new StringBuilder();
        @Nullable IThrowableProxy at = event.getThrowableProxy();
        for (int i = 0; at != null && i < CAUSES_MOST; i++, at = at.getCause()) {
            out.append(i == 0 ? "" : "caused by ").append(at.getClassName()).append(System.lineSeparator());
            for (StackTraceElementProxy frame : at.getStackTraceElementProxyArray()) {
                out.append("\tat ").append(frame.getStackTraceElement()).append(System.lineSeparator());
            }
        }
        return out.toString();
    }
}
