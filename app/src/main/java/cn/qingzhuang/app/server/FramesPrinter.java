package cn.qingzhuang.app.server;

import cn.qingzhuang.app.shared.FramesOnly;
import java.io.IOException;
import org.springframework.boot.logging.StackTracePrinter;

/** As {@link FramesOnly}, for the structured log. Made by Spring Boot from its name. */
public final class FramesPrinter implements StackTracePrinter {
    private static final int CAUSES_MOST = 8;

    /** Called by Spring Boot. */
    public FramesPrinter() {}

    @Override
    public void printStackTrace(Throwable thrown, Appendable out) throws IOException {
        Throwable at = thrown;
        for (int i = 0; at != null && i < CAUSES_MOST; i++, at = at.getCause()) {
            out.append(i == 0 ? "" : "caused by ")
                    .append(at.getClass().getName())
                    .append('\n');
            for (StackTraceElement frame : at.getStackTrace()) {
                out.append("\tat ").append(frame.toString()).append('\n');
            }
        }
    }
}
